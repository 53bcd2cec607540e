const RATE_HZ = 48000;
const SYLLABLE_S = 0.18;
const HARMONICS = 12;

/** A generator of numbers from 0 to 1, the same for the same seed. */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** One syllable at a pitch of its own that glides, with a colour of its own; every tenth is a pause. */
function addSyllable(samples, first, random) {
  const frames = Math.round(SYLLABLE_S * RATE_HZ);
  const isPause = random() < 0.1;
  const [pitchHz, glide, colour] = [100 + 200 * random(), 0.7 + 0.6 * random(), 1 + 6 * random()];
  if (isPause) return;
  let phase = 0;
  for (let frame = 0; frame < frames && first + frame < samples.length; frame++) {
    const place = frame / frames;
    phase += (2 * Math.PI * pitchHz * (1 + (glide - 1) * place)) / RATE_HZ;
    let value = 0;
    for (let n = 1; n <= HARMONICS; n++) value += Math.sin(n * phase) / (1 + (n - colour) ** 2);
    samples[first + frame] = 6000 * value * Math.sin(Math.PI * place) ** 2;
  }
}

/** A WAV file, 48 kHz mono, of something like speech in which no moment sounds like another one. */
export function knownVoiceWav(seed, seconds) {
  const random = randomNumbers(seed);
  const samples = new Int16Array(Math.round(seconds * RATE_HZ));
  for (let at = 0; at < seconds; at += SYLLABLE_S) addSyllable(samples, Math.round(at * RATE_HZ), random);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE_HZ, 24);
  header.writeUInt32LE(2 * RATE_HZ, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer)]);
}
