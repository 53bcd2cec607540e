/** Reads an envelope file, native/plugins/voice-recorder/doc/analysis.md. */
export interface EnvelopeLevel {
  /** Frames of the lane that one cell covers. */
  framesPerCell: number;
  cells: number;
  /** Of one channel: minimum and maximum, -1 to 1, and RMS, 0 to 1. */
  cell(place: number, channel: number): { min: number; max: number; rms: number };
}

export interface Envelope {
  sampleRate: number;
  channels: number;
  frames: number;
  basis: 'audio' | 'features';
  /** Frames by which the first cell begins before frame 0. */
  firstCellOffset: number;
  /** The finest first. */
  levels: EnvelopeLevel[];
}

const VERSION = 1;
const CELL_BYTES = 6;

/** null: no envelope that is known, or shorter than it says. */
export function readEnvelope(bytes: Uint8Array): Envelope | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 48 || Buffer.from(bytes.subarray(0, 4)).toString('latin1') !== 'VREN') return null;
  if (view.getUint16(4, true) !== VERSION) return null;
  const header = {
    bytes: view.getUint16(6, true),
    channels: view.getUint16(12, true),
    levels: view.getUint16(14, true),
  };
  if (header.channels === 0 || header.bytes + 16 * header.levels > bytes.byteLength) return null;
  const [first, factor] = [view.getUint32(24, true), view.getUint16(28, true)];
  const levels = Array.from({ length: header.levels }, (_, level) =>
    levelAt(view, header.bytes + 16 * level, header.channels, first * factor ** level),
  );
  if (levels.some((level) => level === null)) return null;
  return {
    sampleRate: view.getUint32(8, true),
    channels: header.channels,
    frames: Number(view.getBigUint64(16, true)),
    basis: view.getUint16(30, true) === 1 ? 'features' : 'audio',
    firstCellOffset: Number(view.getBigInt64(32, true)),
    levels: levels.filter((level) => level !== null),
  };
}

function levelAt(view: DataView, at: number, channels: number, framesPerCell: number): EnvelopeLevel | null {
  const offset = Number(view.getBigUint64(at, true));
  const cells = Number(view.getBigUint64(at + 8, true));
  if (offset + cells * channels * CELL_BYTES > view.byteLength) return null;
  return {
    framesPerCell,
    cells,
    cell: (place, channel) => {
      const cell = offset + (place * channels + channel) * CELL_BYTES;
      return {
        min: Math.max(-1, view.getInt16(cell, true) / 32767),
        max: view.getInt16(cell + 2, true) / 32767,
        rms: view.getUint16(cell + 4, true) / 65535,
      };
    },
  };
}

export interface Point {
  startSeconds: number;
  seconds: number;
  min: number;
  max: number;
  rms: number;
}

/** Points are whole cells: with so many in each their lengths differ by a sixteenth at most. */
const CELLS_PER_POINT = 16;

/**
 * So many points, or fewer where there are not so many cells, over all channels. They are as equally long as whole cells
 * of the levels allow; `seconds` is the length of each.
 */
export function pointsOf(envelope: Envelope, count: number): Point[] {
  const { sampleRate, channels, firstCellOffset, frames } = envelope;
  const level = envelope.levels.filter(({ cells }) => cells >= CELLS_PER_POINT * count).at(-1) ?? envelope.levels[0];
  if (level === undefined || level.cells === 0) return [];
  const points = Math.min(count, level.cells);
  return Array.from({ length: points }, (_, point) => {
    const first = Math.floor((point * level.cells) / points);
    const end = Math.floor(((point + 1) * level.cells) / points);
    const start = Math.max(0, first * level.framesPerCell - firstCellOffset);
    const stop = Math.min(frames, end * level.framesPerCell - firstCellOffset);
    return {
      startSeconds: start / sampleRate,
      seconds: Math.max(0, stop - start) / sampleRate,
      ...merged(level, first, end, channels),
    };
  });
}

function merged(level: EnvelopeLevel, first: number, end: number, channels: number) {
  let [min, max, power] = [1, -1, 0];
  for (let place = first; place < end; place += 1) {
    for (let channel = 0; channel < channels; channel += 1) {
      const cell = level.cell(place, channel);
      min = Math.min(min, cell.min);
      max = Math.max(max, cell.max);
      power += cell.rms ** 2;
    }
  }
  return { min, max, rms: Math.sqrt(power / Math.max(1, (end - first) * channels)) };
}
