import { CELLS_PER_CHUNK, type CellLevel } from './cells';

/** One entry for each device pixel and channel, at `pixel * channels + channel`, in the units of a cell. */
export interface Columns {
  readonly channels: number;
  readonly count: number;
  readonly min: Int16Array;
  readonly max: Int16Array;
  readonly rms: Uint16Array;
  /** 0: nothing is known of that pixel (yet), or it lies outside of the lane. */
  readonly known: Uint8Array;
}

export function makeColumns(count: number, channels: number): Columns {
  const size = count * channels;
  return {
    channels,
    count,
    min: new Int16Array(size),
    max: new Int16Array(size),
    rms: new Uint16Array(size),
    known: new Uint8Array(count),
  };
}

/** The frames of pixel `p` are [firstPixel + p, firstPixel + p + 1) x framesPerPixel. */
export interface PixelGrid {
  readonly firstPixel: number;
  readonly framesPerPixel: number;
}

/**
 * Fills the pixels that are not known yet from `level`, as far as its chunks are here: from its channels on from
 * `firstChannel`. Returns how many are missing.
 */
export function fillColumns(
  into: Columns,
  grid: PixelGrid,
  level: CellLevel,
  laneFrames: number,
  firstChannel = 0,
): number {
  const { channels } = into;
  const stride = level.channels * 3;
  let missing = 0;
  let held = -1;
  let cells: Int16Array | undefined;
  for (let pixel = 0; pixel < into.count; pixel++) {
    if (into.known[pixel] !== 0) continue;
    const from = (grid.firstPixel + pixel) * grid.framesPerPixel;
    const to = from + grid.framesPerPixel;
    if (to <= 0 || from >= laneFrames) continue;
    const first = Math.max(Math.floor((from + level.leadFrames) / level.framesPerCell), 0);
    const end = Math.min(Math.max(Math.ceil((to + level.leadFrames) / level.framesPerCell), first + 1), level.cells);
    if (first >= end) continue;
    const at = pixel * channels;
    let whole = true;
    for (let channel = 0; channel < channels; channel++) {
      let low = 32767;
      let high = -32768;
      let power = 0;
      for (let cell = first; cell < end; cell++) {
        const chunk = Math.floor(cell / CELLS_PER_CHUNK);
        if (chunk !== held) {
          held = chunk;
          cells = level.chunk(chunk);
        }
        const place = (cell - chunk * CELLS_PER_CHUNK) * stride + (firstChannel + channel) * 3;
        if (cells === undefined || place + 2 >= cells.length) {
          whole = false;
          break;
        }
        const min = cells[place] as number;
        const max = cells[place + 1] as number;
        const rms = (cells[place + 2] as number) & 0xffff;
        if (min < low) low = min;
        if (max > high) high = max;
        power += rms * rms;
      }
      if (!whole) break;
      into.min[at + channel] = low;
      into.max[at + channel] = high;
      into.rms[at + channel] = Math.sqrt(power / (end - first));
    }
    if (whole) into.known[pixel] = 1;
    else missing++;
  }
  return missing;
}
