/**
 * Run by mesh.test.ts in a process of its own, because libwebrtc cannot be unloaded: three peers, of which two speak
 * in tones, and what the third receives of them as one line of JSON.
 */
import { Microphone } from '../../samples/webrtc-room/Microphone';
import { PeerMesh } from '../../samples/webrtc-room/peers';
import { loadWrtc } from '../../samples/webrtc-room/wrtc';

const TONES = { ann: 600, bob: 1500 };
const SECONDS = 2;

const tone = (hz: number) =>
  Int16Array.from({ length: 48000 }, (_, i) => 8000 * Math.sin((2 * Math.PI * hz * i) / 48000));

/** The level of one frequency in dBFS. */
function levelAt(hz: number, samples: number[], rate: number): number {
  let re = 0;
  let im = 0;
  samples.forEach((value, index) => {
    re += value * Math.cos((2 * Math.PI * hz * index) / rate);
    im += value * Math.sin((2 * Math.PI * hz * index) / rate);
  });
  return 20 * Math.log10(Math.max(1e-9, (2 * Math.hypot(re, im)) / samples.length / 32768));
}

const heard: Record<string, { blocks: number; rates: number[]; samples: number[] }> = {};
const mesh = new PeerMesh(await loadWrtc(), ['me', 'ann', 'bob']);
mesh.listen('me', (userId, { samples, sampleRate, channels }) => {
  const one = (heard[userId] ??= { blocks: 0, rates: [], samples: [] });
  one.blocks++;
  if (one.rates.at(-1) !== sampleRate) one.rates.push(sampleRate);
  if (sampleRate === 48000 && channels === 1) one.samples.push(...samples);
});
await mesh.connect();
const microphones = Object.entries(TONES).map(
  ([userId, hz]) => new Microphone(tone(hz), (block) => mesh.speak(userId, block)),
);
microphones.forEach((microphone) => microphone.start());
await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000));
microphones.forEach((microphone) => microphone.stop());
mesh.close();

const result = Object.entries(heard).map(([userId, { blocks, rates, samples }]) => {
  const lastSecond = samples.slice(-48000);
  const level = (hz: number) => levelAt(hz, lastSecond, 48000);
  return { userId, blocks, rates, ann: level(TONES.ann), bob: level(TONES.bob) };
});
process.stdout.write(JSON.stringify(result), () => process.exit(0));
