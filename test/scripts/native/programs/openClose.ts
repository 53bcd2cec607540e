import { readdirSync } from 'node:fs';
import '../../../../assets/scripts/bridge/nodePuerts';
import { VoiceRecorder } from '../../../../assets/scripts/index';
import type { VoiceRecorderError } from '../../../../assets/scripts/index';

// Thousands of sources and recorders come and go. Prints the threads of the process before and after.
const threads = (): number => readdirSync('/proc/self/task').length;
const folder = process.cwd();
const before = threads();

for (let i = 0; i < 2000; i++) {
  const recorder = new VoiceRecorder({ virtualClock: true, capturesFolder: folder });
  recorder.openSource({ kind: 'local', userId: 'me' }).push(new Int16Array(480), { sampleRate: 48000, channels: 1 });
  recorder.dispose();
}
for (let i = 0; i < 100; i++) new VoiceRecorder({ capturesFolder: folder }).dispose();

const recorder = new VoiceRecorder({ virtualClock: true, capturesFolder: folder });
for (let i = 0; i < 5000; i++) {
  const source = recorder.openSource({ kind: 'remote', userId: `u${i}` });
  if (source.push(new Int16Array(480), { sampleRate: 48000, channels: 1 }) !== 0) throw new Error(`block ${i}`);
  source.close();
  if (i % 100 === 0) recorder.advance(10);
}
recorder.dispose();
// No more than 32 at once, and the 33rd says so.
const all = Array.from({ length: 32 }, () => new VoiceRecorder({ virtualClock: true, capturesFolder: folder }));
let refused = 0;
try {
  new VoiceRecorder({ virtualClock: true, capturesFolder: folder });
} catch (thrown) {
  refused = (thrown as VoiceRecorderError).code;
}
for (const one of all) one.dispose();
console.log(JSON.stringify({ before, after: threads(), refused }));
