// Measures a long file; prints as JSON how often a timer ticked meanwhile and how much memory it took.
// Usage: longCapture.mjs KIND FILE.
import { readFileSync } from 'node:fs';
import { load } from './load';

const [kind = '', file = ''] = process.argv.slice(2);
const TICK_MS = 2;

/** A line of /proc/self/status, in MiB; 0 where there is none. */
function memoryMb(name: string): number {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    return Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

const analysis = await load(kind);
const capture = await analysis.open(file);
await capture.info();
const beforeMb = memoryMb('VmRSS');
let ticks = 0;
const timer = setInterval(() => (ticks += 1), TICK_MS);
const mix = (await capture.info()).lanes.length - 1;
const envelope = await capture.envelope(mix);
const envelopeTicks = ticks;
await capture.map(mix);
const into = new Uint8Array(500 * 513);
await capture.spectrogram({ lane: mix, firstFrame: 0, hopFrames: 86400, columns: 500, fftFrames: 1024 }, into);
clearInterval(timer);
const { durationSeconds } = await capture.info();
const growthMb = memoryMb('VmHWM') - beforeMb;
console.log(JSON.stringify({ durationSeconds, bytes: envelope.byteLength, envelopeTicks, ticks, growthMb }));
capture.close();
