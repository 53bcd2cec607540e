/** Where the ADTS frames of a file begin, doc/analysis.md: every so many of them has an entry. */
export interface AdtsIndex {
  /** Frames of audio in each ADTS frame. */
  readonly frameLength: number;
  readonly every: number;
  readonly adtsFrames: number;
  /** Byte at which the last of them ends. */
  readonly endByte: number;
  readonly entries: Float64Array;
}

export class AdtsIndexError extends Error {
  readonly code = 'unreadable';
}

const MAGIC = 0x49415256; // "VRAI"
const FIXED_BYTES = 32;

/** Throws AdtsIndexError. */
export function parseAdtsIndex(bytes: Uint8Array): AdtsIndex {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < FIXED_BYTES || view.getUint32(0, true) !== MAGIC || view.getUint16(4, true) !== 1) {
    throw new AdtsIndexError('ADTS index: expected one that begins with VRAI, of version 1.');
  }
  const head = view.getUint16(6, true);
  const frameLength = view.getUint32(8, true);
  const every = view.getUint32(12, true);
  const adtsFrames = Number(view.getBigUint64(16, true));
  if (head < FIXED_BYTES || frameLength === 0 || every === 0) {
    throw new AdtsIndexError('ADTS index: its head says 0 where a length is expected.');
  }
  const count = Math.ceil(adtsFrames / every);
  if (!Number.isSafeInteger(adtsFrames) || head + count * 8 > bytes.byteLength) {
    throw new AdtsIndexError(`ADTS index: ${bytes.byteLength} bytes are too few for ${adtsFrames} ADTS frames.`);
  }
  const entries = new Float64Array(count);
  for (let entry = 0; entry < count; entry++) entries[entry] = Number(view.getBigUint64(head + entry * 8, true));
  return { frameLength, every, adtsFrames, endByte: Number(view.getBigUint64(24, true)), entries };
}

/** Byte at which each ADTS frame in `bytes` begins, and behind the last whole one. Stops at what is none. */
export function walkAdts(bytes: Uint8Array): number[] {
  const starts = [0];
  let at = 0;
  while (at + 7 <= bytes.length) {
    if (bytes[at] !== 0xff || ((bytes[at + 1] as number) & 0xf6) !== 0xf0) break;
    const high = ((bytes[at + 3] as number) & 3) << 11;
    const length = high | ((bytes[at + 4] as number) << 3) | ((bytes[at + 5] as number) >> 5);
    if (length < 7 || at + length > bytes.length) break;
    at += length;
    starts.push(at);
  }
  return starts;
}
