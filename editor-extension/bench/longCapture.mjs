import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

const RATE_HZ = 48000;
const SECONDS = 900;
const CHANNELS = 2;
const PIECE_SECONDS = 5;

function header(dataBytes) {
  const bytes = Buffer.alloc(44);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + dataBytes, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(CHANNELS, 22);
  bytes.writeUInt32LE(RATE_HZ, 24);
  bytes.writeUInt32LE(RATE_HZ * CHANNELS * 2, 28);
  bytes.writeUInt16LE(CHANNELS * 2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(dataBytes, 40);
  return bytes;
}

/** A voice-like piece: a buzz in syllables, another pitch on each channel, with noise so that nothing is constant. */
function piece(index) {
  const frames = PIECE_SECONDS * RATE_HZ;
  const samples = new Int16Array(frames * CHANNELS);
  const phases = [0, 0];
  let random = 1 + index;
  for (let frame = 0; frame < frames; frame++) {
    const syllable = Math.abs(Math.sin((Math.PI * frame) / (0.21 * RATE_HZ)));
    random = (Math.imul(random, 1664525) + 1013904223) | 0;
    for (let channel = 0; channel < CHANNELS; channel++) {
      const pitchHz = (channel === 0 ? 110 : 190) * (1 + 0.02 * (index % 7));
      phases[channel] = (phases[channel] + pitchHz / RATE_HZ) % 1;
      samples[frame * CHANNELS + channel] = syllable * (1 - 2 * phases[channel]) * 9000 + (random >> 21);
    }
  }
  return Buffer.from(samples.buffer);
}

/** Writes a WAV of 15 minutes, 48 kHz, stereo, 16 bits: 172.8 MB. Returns what it is. */
export async function writeLongCapture(path) {
  const pieces = Array.from({ length: 6 }, (_, index) => piece(index));
  const count = SECONDS / PIECE_SECONDS;
  const file = createWriteStream(path);
  file.write(header(count * pieces[0].length));
  for (let index = 0; index < count; index++) {
    if (!file.write(pieces[(index * 5) % pieces.length])) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  return { seconds: SECONDS, sampleRate: RATE_HZ, channels: CHANNELS, bytes: 44 + count * pieces[0].length };
}
