/**
 * Cells of 4096 at a time, whatever they come from: a level of an envelope file or samples. A chunk holds, for each cell
 * and channel, minimum, maximum (32767 is full scale) and RMS (unsigned, 65535 is 1).
 */
export const CELLS_PER_CHUNK = 4096;

export interface CellLevel {
  readonly framesPerCell: number;
  readonly leadFrames: number;
  /** In a cell. */
  readonly channels: number;
  readonly cells: number;
  /** Undefined: not here yet. Asking makes it young in its cache. */
  chunk(index: number): Int16Array | undefined;
}

/** Which chunks of a level show a stretch of frames. */
export function chunksFor(
  level: Pick<CellLevel, 'framesPerCell' | 'leadFrames' | 'cells'>,
  firstFrame: number,
  endFrame: number,
): { first: number; end: number } {
  const firstCell = Math.max(Math.floor((firstFrame + level.leadFrames) / level.framesPerCell), 0);
  const endCell = Math.min(Math.ceil((endFrame + level.leadFrames) / level.framesPerCell), level.cells);
  if (endCell <= firstCell) return { first: 0, end: 0 };
  return { first: Math.floor(firstCell / CELLS_PER_CHUNK), end: Math.ceil(endCell / CELLS_PER_CHUNK) };
}
