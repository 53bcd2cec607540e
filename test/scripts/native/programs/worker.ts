import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { VoiceRecorder } from '../../../../assets/scripts/index';

// The bridge in worker threads, all with one recovery folder. Usage: worker.mjs MODE; prints what each thread saw, in
// order.
const folder = process.cwd();
const load = (): Promise<unknown> => import('../../../../assets/scripts/bridge/nodePuerts');

async function use(name: string): Promise<[VoiceRecorder, string]> {
  await load();
  const { VoiceRecorder } = await import('../../../../assets/scripts/index');
  const recorder = new VoiceRecorder({
    ...{ virtualClock: true, capturesFolder: folder, recoveryFolder: folder, minFreeBytes: 0 },
  });
  recorder.enterRoom({ roomId: 'room', userId: name });
  recorder.startAudioRecordingWithConfig({ filePath: `${folder}/${name}.wav`, cycleTime: 5, sampleRate: 16000 });
  const mic = recorder.openSource({ kind: 'local', userId: name });
  for (let i = 0; i < 100; i++) {
    mic.push(new Int16Array(480), { sampleRate: 48000, channels: 1 });
    recorder.advance(10);
  }
  const recovered = recorder.recover();
  recorder.advance(10);
  recorder.tick();
  const { captures, problems } = await recovered;
  const others = captures.length + problems.length;
  const where = recorder.stats.durableSeconds > 0 ? 'on disk' : 'in memory';
  return [recorder, `${name} recorded ${recorder.now} ms ${where} and took ${others} of the others`];
}

async function inWorker(): Promise<void> {
  const { name, stay } = workerData as { name: string; stay: boolean };
  try {
    parentPort?.postMessage((await use(name))[1]);
  } catch (thrown) {
    parentPort?.postMessage(`${name}: ${(thrown as Error).message}`);
  }
  if (stay) setInterval(() => undefined, 1000);
}

/** Starts a worker; answers what it says first and waits for its end, or ends it. */
function worker(name: string, end: 'itself' | 'terminate'): Promise<string> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL(import.meta.url), { workerData: { name, stay: end === 'terminate' } });
    let said = '';
    thread.on('message', (text: string) => {
      said = text;
      if (end === 'terminate') void thread.terminate();
    });
    thread.on('error', reject);
    thread.on('exit', () => resolve(said));
  });
}

const modes: Record<string, () => Promise<string[]>> = {
  mainFirst: async () => {
    const [recorder, said] = await use('main');
    const first = await worker('first', 'itself');
    const both = await Promise.all([worker('second', 'itself'), worker('third', 'terminate')]);
    recorder.dispose();
    return [said, first, ...both, (await use('again'))[1]];
  },
  workerFirst: async () => [await worker('early', 'itself'), (await use('main'))[1]],
  workerStaysWithoutMain: async () => [await worker('early', 'terminate'), (await use('main'))[1]],
};

if (isMainThread) console.log(JSON.stringify(await modes[process.argv[2] ?? '']?.()));
else await inWorker();
