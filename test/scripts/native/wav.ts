import { readFileSync } from 'node:fs';

/** The interleaved samples of a WAV of 16-bit PCM; throws when the file is something else. */
export function wavSamples(path: string): Int16Array {
  const bytes = readFileSync(path);
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') {
    throw new Error(`${path} is no WAV file`);
  }
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32LE(at + 4);
    const start = at + 8;
    if (bytes.toString('latin1', at, at + 4) === 'data') {
      if (start + size > bytes.length) throw new Error(`${path} is cut off`);
      return new Int16Array(Uint8Array.from(bytes.subarray(start, start + size)).buffer);
    }
    at = start + size + (size % 2);
  }
  throw new Error(`${path} has no data chunk`);
}
