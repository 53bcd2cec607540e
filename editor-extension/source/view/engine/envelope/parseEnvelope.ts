/** The head of an envelope file, doc/analysis.md: what its levels are and where their cells stand. */
export interface EnvelopeLevel {
  readonly framesPerCell: number;
  readonly cells: number;
  /** Byte of the file at which its cells begin. */
  readonly offset: number;
}

export interface EnvelopeHead {
  readonly sampleRate: number;
  readonly channels: number;
  readonly frames: number;
  /** Frames by which the first cell begins before frame 0. */
  readonly leadFrames: number;
  readonly fromFeatures: boolean;
  /** The finest first. */
  readonly levels: readonly EnvelopeLevel[];
  /** Of one cell, all channels. */
  readonly cellBytes: number;
}

export class EnvelopeError extends Error {
  readonly code = 'unreadable';
}

const MAGIC = 0x4e455256; // "VREN"
const FIXED_BYTES = 48;
const LEVEL_BYTES = 16;
const BYTES_PER_CHANNEL = 6;
const MOST_LEVELS = 32;

function whole(view: DataView, at: number, what: string): number {
  const value = Number(view.getBigInt64(at, true));
  if (!Number.isSafeInteger(value)) throw new EnvelopeError(`Envelope: ${what} is ${value}, expected below 2^53.`);
  return value;
}

function expect(holds: boolean, message: string): void {
  if (!holds) throw new EnvelopeError(`Envelope: ${message}`);
}

/** `bytes` begin at byte 0 of the file and reach over the head at least. Throws EnvelopeError. */
export function parseEnvelopeHead(bytes: Uint8Array): EnvelopeHead {
  expect(bytes.byteLength >= FIXED_BYTES, `it has ${bytes.byteLength} bytes, expected at least ${FIXED_BYTES}.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  expect(view.getUint32(0, true) === MAGIC, 'it does not begin with VREN.');
  expect(view.getUint16(4, true) === 1, `version ${view.getUint16(4, true)}, expected 1.`);
  const headBytes = view.getUint16(6, true);
  const channels = view.getUint16(12, true);
  const count = view.getUint16(14, true);
  const finest = view.getUint32(24, true);
  const factor = view.getUint16(28, true);
  const sampleRate = view.getUint32(8, true);
  expect(sampleRate > 0 && channels > 0 && finest > 0 && factor > 1, 'rate, channels and cells must be above 0.');
  expect(count > 0 && count <= MOST_LEVELS, `${count} levels, expected 1 to ${MOST_LEVELS}.`);
  expect(headBytes >= FIXED_BYTES, `a head of ${headBytes} bytes, expected at least ${FIXED_BYTES}.`);
  expect(headBytes + LEVEL_BYTES * count <= bytes.byteLength, 'its descriptors are cut off.');
  const levels: EnvelopeLevel[] = [];
  for (let level = 0; level < count; level++) {
    const at = headBytes + LEVEL_BYTES * level;
    const offset = whole(view, at, 'where a level begins');
    const cells = whole(view, at + 8, 'the cells of a level');
    expect(offset >= headBytes + LEVEL_BYTES * count && cells >= 0, `level ${level} lies outside of the file.`);
    levels.push({ framesPerCell: finest * factor ** level, cells, offset });
  }
  return {
    sampleRate,
    channels,
    frames: whole(view, 16, 'the frames'),
    leadFrames: whole(view, 32, 'the lead'),
    fromFeatures: view.getUint16(30, true) === 1,
    levels,
    cellBytes: channels * BYTES_PER_CHANNEL,
  };
}

/** The coarsest level whose cells are no longer than a pixel; -1 when even the finest cells are longer. */
export function levelForPixel(levels: readonly { framesPerCell: number }[], framesPerPixel: number): number {
  let best = -1;
  for (const [level, { framesPerCell }] of levels.entries()) if (framesPerCell <= framesPerPixel) best = level;
  return best;
}
