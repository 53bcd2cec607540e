/** Counts what an ADTS stream holds by walking its frame headers; nothing is decoded. */

export interface AdtsFacts {
  sampleRate: number;
  channels: number;
  /** AAC frames of 1024 audio frames each. */
  aacFrames: number;
  /** Audio frames when decoded: 1024 for each AAC frame. */
  frames: number;
}

export class AdtsError extends Error {
  override name = 'AdtsError';
}

export const FRAMES_PER_AAC_FRAME = 1024;
const RATES_HZ = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];
const HEADER_BYTES = 7;

/** Throws an {@link AdtsError} when a header is damaged, changes in mid-file, or the last frame is cut off. */
export function walkAdts(bytes: Uint8Array): AdtsFacts {
  let facts: AdtsFacts | undefined;
  for (let at = 0; at < bytes.length;) {
    const frame = readHeader(bytes, at);
    if (facts && (facts.sampleRate !== frame.sampleRate || facts.channels !== frame.channels)) {
      throw new AdtsError(`the format changes at byte ${at}`);
    }
    facts ??= { sampleRate: frame.sampleRate, channels: frame.channels, aacFrames: 0, frames: 0 };
    facts.aacFrames += frame.aacFrames;
    at += frame.bytes;
  }
  if (!facts) throw new AdtsError('the file is empty');
  return { ...facts, frames: facts.aacFrames * FRAMES_PER_AAC_FRAME };
}

function readHeader(bytes: Uint8Array, at: number) {
  const header = Array.from(bytes.subarray(at, at + HEADER_BYTES));
  if (header.length < HEADER_BYTES) throw new AdtsError(`the header at byte ${at} is cut off`);
  const [b0, b1, b2, b3, b4, b5, b6] = header as [number, number, number, number, number, number, number];
  if (b0 !== 0xff || (b1 & 0xf6) !== 0xf0) throw new AdtsError(`no ADTS header at byte ${at}`);
  const sampleRate = RATES_HZ[(b2 >> 2) & 15];
  const channels = ((b2 & 1) << 2) | (b3 >> 6);
  const length = ((b3 & 3) << 11) | (b4 << 3) | (b5 >> 5);
  if (sampleRate === undefined || channels === 0) throw new AdtsError(`an unknown format at byte ${at}`);
  if (length < HEADER_BYTES || at + length > bytes.length) throw new AdtsError(`the frame at byte ${at} is cut off`);
  return { sampleRate, channels, bytes: length, aacFrames: (b6 & 3) + 1 };
}
