/** The same game in TypeScript: a recorder of its own, a tone for a voice, a dump every ten seconds. */
import { VoiceRecorder } from 'voice-recorder.mjs';

/** What PuerTS gives scripts of Unity. */
declare const CS: { UnityEngine: { Application: { persistentDataPath: string } } };

const RATE_HZ = 48000;
const BLOCK_FRAMES = 480;
const BLOCK_MS = 10;
/** After a longer hold-up the voice goes on from now. */
const LATE_MS = 1000;
const TONE_HZ = 440;
const AMPLITUDE = 0.25;
const DUMP_EVERY_MS = 10_000;

const recorder = new VoiceRecorder();
const block = new Float32Array(BLOCK_FRAMES);
let position = 0;
let sentMs = Date.now();
let dumpAtMs = sentMs + DUMP_EVERY_MS;

recorder.on('dumpDone', ({ capture }) => {
  console.log(`saved ${capture.filePath}`);
});
recorder.enterRoom({ roomId: 'lobby', userId: 'me' });
const microphone = recorder.openSource({ kind: 'local', userId: 'me', label: 'tone' });

const filePath = `${CS.UnityEngine.Application.persistentDataPath}/script.wav`;
if (recorder.startAudioRecordingWithConfig({ filePath, cycleTime: 60 }) !== 0) {
  console.error(`not recording: ${String(recorder.lastError)}`);
}

function speak(nowMs: number): void {
  if (nowMs - sentMs > LATE_MS) sentMs = nowMs;
  for (; sentMs + BLOCK_MS <= nowMs; sentMs += BLOCK_MS) {
    for (let i = 0; i < BLOCK_FRAMES; i++, position++) {
      block[i] = AMPLITUDE * Math.sin((2 * Math.PI * TONE_HZ * position) / RATE_HZ);
    }
    microphone.push(block, { sampleRate: RATE_HZ, channels: 1 });
  }
}

/** Once a frame. */
export function update(): void {
  const nowMs = Date.now();
  speak(nowMs);
  if (nowMs >= dumpAtMs && recorder.stats.taskState === 'cycle') {
    dumpAtMs = nowMs + DUMP_EVERY_MS;
    recorder.dump({ lastSeconds: 10, reason: 'script' }).catch((error: unknown) => {
      console.error(`nothing was saved: ${String(error)}`);
    });
  }
  recorder.tick();
}

/** When the script engine ends. */
export function dispose(): void {
  recorder.dispose();
}
