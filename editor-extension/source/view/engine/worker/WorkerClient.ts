import { AnalysisError } from '../../../shared/AnalysisError';
import type { Work } from '../../../shared/analysis';
import type { CallName, FromWorker, WorkerCalls } from './protocol';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((done: number) => void) | undefined;
}

interface Queued {
  readonly id: number;
  readonly post: (worker: Worker) => void;
}

/**
 * Calls of one worker, which does one after the other; so does this send them, and what is aborted before its turn takes
 * no memory there. Each has a number, and what comes for a number that nobody waits for is dropped.
 */
export class WorkerClient {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private queue: Queued[] = [];
  /** Whose answer is awaited, also when nobody waits for it any more; 0: none. */
  private active = 0;
  private last = 0;
  private ended = false;

  constructor(
    private readonly url: string,
    private readonly type: WorkerType = 'module',
  ) {}

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
      this.queue.push({ id, post: (worker) => worker.postMessage({ id, name, takes }, transfer) });
      this.sendNext();
    });
  }

  private sendNext(): void {
    if (this.active !== 0) return;
    this.queue = this.queue.filter(({ id }) => this.waiting.has(id));
    const next = this.queue.shift();
    if (next === undefined) return;
    this.active = next.id;
    next.post(this.start());
  }

  close(): void {
    this.ended = true;
    this.worker?.terminate();
    this.worker = null;
    this.failAll(new AnalysisError('cancelled', 'this is not wanted any more'));
  }

  private start(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = new Worker(this.url, { type: this.type, name: 'voice-recorder analysis' });
    worker.onmessage = (event: MessageEvent<FromWorker>) => this.take(event.data);
    worker.onerror = (event) => {
      // Without its script the worker answers nothing; the next call starts another.
      worker.terminate();
      this.worker = null;
      this.active = 0;
      this.failAll(new AnalysisError('io', `The worker ${this.url} stopped: ${event.message || 'it did not load'}`));
    };
    this.worker = worker;
    return worker;
  }

  private take(message: FromWorker): void {
    const waiting = this.waiting.get(message.id);
    if (message.kind !== 'progress' && message.id === this.active) {
      this.active = 0;
      this.sendNext();
    }
    if (waiting === undefined) {
      if (message.kind === 'done') (message.value as { image?: Partial<ImageBitmap> } | null)?.image?.close?.();
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
