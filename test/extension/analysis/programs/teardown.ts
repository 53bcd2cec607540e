// Ends an environment of Node in the middle of work. Usage: teardown.mjs KIND HOW FILE.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { load } from './load';

const ROUNDS = 8;

/** Several captures with calls that run, and calls that wait for them. */
async function beBusy(kind: string, file: string): Promise<void> {
  const analysis = await load(kind);
  for (let i = 0; i < 3; i++) {
    const capture = await analysis.open(file);
    for (const lane of [0, 1, 2]) {
      capture.loudness(lane, { onProgress: () => undefined }).catch(() => undefined);
      capture.envelope(lane).catch(() => undefined);
    }
  }
}

const started = (worker: Worker): Promise<unknown> => new Promise((resolve) => worker.once('message', resolve));
const ended = (worker: Worker): Promise<unknown> => new Promise((resolve) => worker.once('exit', resolve));
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function inWorkers(kind: string, how: string, file: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { kind, file } });
    await started(worker);
    await pause(round * 7);
    const end = ended(worker);
    if (how === 'terminate') await worker.terminate();
    else worker.postMessage('exit');
    await end;
  }
}

async function main(kind: string, how: string, file: string): Promise<void> {
  if (how === 'terminate' || how === 'exit-of-worker') return inWorkers(kind, how, file);
  await beBusy(kind, file);
  await pause(30);
  if (how === 'exit') process.exit(3);
  if (how === 'throw') throw new Error('on purpose');
  if (how === 'open') {
    // Captures that nobody closes do not keep a process that has nothing to do.
    const capture = await (await load(kind)).open(file);
    await capture.info();
  }
}

if (isMainThread) {
  const [kind = '', how = '', file = ''] = process.argv.slice(2);
  await main(kind, how, file);
  console.log('came to its end');
} else {
  const { kind, file } = workerData as { kind: string; file: string };
  parentPort?.on('message', () => process.exit(0));
  await beBusy(kind, file);
  parentPort?.postMessage('busy');
}
