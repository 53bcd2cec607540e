/** Reads a WAV of 16-bit PCM by its chunks alone, as a player does: `{ rate, channels, samples, told, held }`, where
 * told and held are the bytes of audio that the header tells and that are there. Throws when a player would not play it. */
export function readWav(bytes) {
  const id = (at) => bytes.toString('latin1', at, at + 4);
  if (bytes.length < 12 || id(0) !== 'RIFF' || id(8) !== 'WAVE') throw new Error('no RIFF WAVE');
  let format;
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32LE(at + 4);
    if (id(at) === 'fmt ') {
      if (bytes.readUInt16LE(at + 8) !== 1 || bytes.readUInt16LE(at + 22) !== 16) throw new Error('not 16-bit PCM');
      format = { channels: bytes.readUInt16LE(at + 10), rate: bytes.readUInt32LE(at + 12) };
    }
    if (id(at) === 'data') {
      if (!format) throw new Error('no format before the data');
      const held = bytes.length - at - 8;
      const used = Math.min(size, held);
      const samples = new Int16Array(Math.floor(used / 2));
      for (let i = 0; i < samples.length; ++i) samples[i] = bytes.readInt16LE(at + 8 + 2 * i);
      return { ...format, samples, told: size, held, riff: bytes.readUInt32LE(4) + 8 };
    }
    at += 8 + size + (size % 2);
  }
  throw new Error('no data chunk');
}
