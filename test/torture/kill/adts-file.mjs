const HEADER_BYTES = 7;
const RATES = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000];

/** Walks ADTS as a player does: `{ rate, frames: Buffer[], rest }`; rest is the length of what follows the last whole
 * frame. Throws at a broken header. */
export function readAdts(bytes) {
  const frames = [];
  let rate = 0;
  let at = 0;
  while (at + HEADER_BYTES <= bytes.length) {
    if (bytes[at] !== 0xff || (bytes[at + 1] & 0xf6) !== 0xf0) throw new Error(`no ADTS header at byte ${at}`);
    const length = ((bytes[at + 3] & 3) << 11) | (bytes[at + 4] << 3) | (bytes[at + 5] >> 5);
    if (length < HEADER_BYTES) throw new Error(`a frame of ${length} bytes at byte ${at}`);
    if (at + length > bytes.length) break;
    rate = RATES[(bytes[at + 2] >> 2) & 15];
    frames.push(bytes.subarray(at, at + length));
    at += length;
  }
  return { rate, frames, rest: bytes.length - at };
}
