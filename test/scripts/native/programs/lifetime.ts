import { readdirSync } from 'node:fs';
import { loadNative } from '../../../../assets/scripts/bridge/nodeAddon';
import '../../../../assets/scripts/bridge/nodePuerts';
import { VoiceRecorder } from '../../../../assets/scripts/index';

// How a process may end, or a recorder be forgotten. Usage: lifetime.mjs MODE, in the folder of the files.
const folder = process.cwd();
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const threads = (): number => readdirSync('/proc/self/task').length;

function record(name: string, virtualClock: boolean): VoiceRecorder {
  const recorder = new VoiceRecorder({ virtualClock, capturesFolder: folder });
  recorder.enterRoom({ roomId: 'room', userId: 'me' });
  recorder.startAudioRecordingWithConfig({ filePath: `${folder}/${name}.wav`, cycleTime: 30, sampleRate: 16000 });
  const mic = recorder.openSource({ kind: 'local', userId: 'me' });
  for (let i = 0; virtualClock && i < 300; i++) {
    mic.push(new Int16Array(480).fill(1000), { sampleRate: 48000, channels: 1, captureTimeMs: recorder.now });
    recorder.advance(10);
  }
  return recorder;
}

async function forget(): Promise<void> {
  const collect = (globalThis as { gc?: () => void }).gc;
  const before = threads();
  for (let i = 0; i < 20; i++) record(`forgotten${i}`, i % 2 === 0);
  const living = loadNative().LiveCount();
  for (let i = 0; i < 100 && loadNative().LiveCount() > 0; i++) {
    collect?.();
    await sleep(10);
  }
  console.log(JSON.stringify({ living, left: loadNative().LiveCount(), threads: threads() - before }));
}

const kept: VoiceRecorder[] = [];
const modes: Record<string, () => void | Promise<void>> = {
  end: () => void kept.push(record('end', true)),
  exit: () => {
    kept.push(record('exit', true), record('exit2', true));
    process.exit(7);
  },
  uncaught: () => {
    kept.push(record('uncaught', true));
    throw new Error('on purpose');
  },
  rejected: async () => {
    kept.push(record('rejected', true));
    await sleep(1);
    throw new Error('on purpose');
  },
  threaded: async () => {
    kept.push(record('threaded', false));
    await sleep(300);
  },
  forget,
};
await modes[process.argv[2] ?? '']?.();
