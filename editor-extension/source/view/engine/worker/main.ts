import { AnalysisError } from '../../../shared/AnalysisError';
import type { AnalysisModule } from '../../../shared/wasm/AnalysisModule';
import { createWasmAnalysis } from '../../../shared/wasm/createWasmAnalysis';
import type { FromWorker, ToWorker } from './protocol';
import { moduleBeside, workerScope } from './scope';
import { WorkerHost } from './WorkerHost';

function tell(message: FromWorker, transfer: Transferable[] = []): void {
  workerScope.postMessage(message, transfer);
}

/** Made with the first call, and again after the module has broken. */
let host: Promise<WorkerHost> | null = null;
/** One call after the other, in the order of their messages. */
let before: Promise<void> = Promise.resolve();

async function serve(message: ToWorker, load: () => Promise<AnalysisModule>): Promise<void> {
  const { id } = message;
  try {
    host ??= createWasmAnalysis(load).then((analysis) => new WorkerHost(analysis));
    const { value, transfer } = await (
      await host
    ).call(message, { onProgress: (done) => tell({ kind: 'progress', id, done }) });
    tell({ kind: 'done', id, value }, transfer);
  } catch (error) {
    const code = error instanceof AnalysisError ? error.code : 'io';
    tell({ kind: 'failed', id, code, message: error instanceof Error ? error.message : String(error) });
    const broken = await host?.then(
      (made) => made.broken !== undefined,
      () => true,
    );
    if (broken === true) host = null;
  }
}

/** To be called by the script of the worker, once. */
export function startWorker(load = moduleBeside): void {
  workerScope.onmessage = (event: MessageEvent<ToWorker>) => {
    before = before.then(() => serve(event.data, load));
  };
}
