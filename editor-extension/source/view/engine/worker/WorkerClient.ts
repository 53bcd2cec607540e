import { AnalysisError } from '../../../shared/AnalysisError';
import type { Work } from '../../../shared/analysis';
import type { CallName, FromWorker, WorkerCalls } from './protocol';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((done: number) => void) | undefined;
}

/** Calls of one worker. Each has a number, and what comes for a number that nobody waits for is dropped. */
export class WorkerClient {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;
  private ended = false;

  constructor(private readonly url: string) {}

  get pending(): number {
    return this.waiting.size;
  }

  /** An aborted call rejects at once; the worker ends it in its own time and nothing is made of its answer. */
  call<Name extends CallName>(
    name: Name,
    takes: WorkerCalls[Name]['takes'],
    work: Work = {},
    transfer: Transferable[] = [],
  ): Promise<WorkerCalls[Name]['gives']> {
    return new Promise((resolve, reject) => {
      const cancelled = (): AnalysisError => new AnalysisError('cancelled', 'this is not wanted any more');
      if (this.ended || work.signal?.aborted === true) {
        reject(cancelled());
        return;
      }
      const id = ++this.last;
      const stop = (): void => {
        this.waiting.delete(id);
        reject(cancelled());
      };
      work.signal?.addEventListener('abort', stop, { once: true });
      const settle = (): void => {
        this.waiting.delete(id);
        work.signal?.removeEventListener('abort', stop);
      };
      this.waiting.set(id, {
        resolve: (value) => {
          settle();
          resolve(value as WorkerCalls[Name]['gives']);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
        onProgress: work.onProgress,
      });
      this.start().postMessage({ id, name, takes }, transfer);
    });
  }

  close(): void {
    this.ended = true;
    this.worker?.terminate();
    this.worker = null;
    this.failAll(new AnalysisError('cancelled', 'this is not wanted any more'));
  }

  private start(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = new Worker(this.url, { type: 'module', name: 'voice-recorder analysis' });
    worker.onmessage = (event: MessageEvent<FromWorker>) => this.take(event.data);
    worker.onerror = (event) => {
      // Without its script the worker answers nothing; the next call starts another.
      worker.terminate();
      this.worker = null;
      this.failAll(new AnalysisError('io', `The worker ${this.url} stopped: ${event.message || 'it did not load'}`));
    };
    this.worker = worker;
    return worker;
  }

  private take(message: FromWorker): void {
    const waiting = this.waiting.get(message.id);
    if (waiting === undefined) {
      if (message.kind === 'done' && message.value instanceof ImageBitmap) message.value.close();
      return;
    }
    if (message.kind === 'progress') waiting.onProgress?.(message.done);
    else if (message.kind === 'done') waiting.resolve(message.value);
    else waiting.reject(new AnalysisError(message.code as AnalysisError['code'], message.message));
  }

  private failAll(error: Error): void {
    for (const { reject } of [...this.waiting.values()]) reject(error);
  }
}
