// The worker that has the WebAssembly build: one call after the other, in the order of their messages.
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { AnalysisError } from '../../../shared/AnalysisError';
import type { AnalysisModule, ModuleFiles } from '../../../shared/wasm/AnalysisModule';
import { createWasmAnalysis } from '../../../shared/wasm/createWasmAnalysis';
import { HostFolders } from './HostFolders';
import type { Answer, CallMessage, WorkerStart } from './messages';
import { WorkerHost } from './WorkerHost';

async function loadModule(file: string): Promise<AnalysisModule & { FS: ModuleFiles }> {
  const { default: make } = (await import(pathToFileURL(file).href)) as {
    default: (options: object) => Promise<AnalysisModule & { FS: ModuleFiles }>;
  };
  // What the module would print is told by its errors.
  return make({ print: () => undefined, printErr: () => undefined });
}

async function start(): Promise<WorkerHost> {
  const module = await loadModule((workerData as WorkerStart).module);
  return new WorkerHost(await createWasmAnalysis(() => Promise.resolve(module)), new HostFolders(module.FS));
}

function answer(message: Answer, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

function errorAnswer(id: number, error: unknown, broken: boolean): Answer {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof AnalysisError ? error.code : error instanceof TypeError ? 'invalid-parameter' : 'io';
  return { kind: 'error', id, code, message, isType: error instanceof TypeError, broken };
}

const host = start();

async function serve(message: CallMessage): Promise<void> {
  const { id } = message;
  let called: WorkerHost | undefined;
  try {
    called = await host;
    const onProgress = message.listens ? (done: number) => answer({ kind: 'progress', id, done }) : undefined;
    const flag = message.cancelled && new Int32Array(message.cancelled);
    const isCancelled = flag && (() => Atomics.load(flag, 0) !== 0);
    const { value, transfer } = called.call(message, { onProgress, isCancelled });
    answer({ kind: 'value', id, value }, transfer);
  } catch (error) {
    answer(errorAnswer(id, error, called === undefined || called.broken));
  }
}

parentPort?.on('message', (message: CallMessage) => void serve(message));
