import { Worker } from 'node:worker_threads';
import { AnalysisError } from '../../../shared/AnalysisError';
import type { Work } from '../../../shared/analysis';
import { checkWork } from '../../../shared/analysisArguments';
import type { Answer, CallMessage, CallName, WorkerCalls, WorkerStart } from './messages';

interface Pending {
  resolve(value: unknown): void;
  reject(error: unknown): void;
  onProgress: ((done: number) => void) | undefined;
  cancel(): void;
  /** What the listener threw: the call is rejected with it when it has ended. */
  thrown?: { error: unknown };
}

/** One worker with the WebAssembly build. It does not keep the process alive while nothing is asked of it. */
export class WorkerPort {
  /** Why no call can be made any more. */
  broken: string | undefined;
  private readonly worker: Worker;
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;

  constructor(script: string, start: WorkerStart) {
    this.worker = new Worker(script, { workerData: start });
    this.worker.on('message', (answer: Answer) => this.onAnswer(answer));
    this.worker.on('error', (error) => this.end(`the WebAssembly worker has stopped: ${error.message}`));
    this.worker.on('exit', (code) => this.end(`the WebAssembly worker has ended with code ${code}`));
    this.worker.unref();
  }

  get busy(): number {
    return this.pending.size;
  }

  async call<Name extends CallName>(
    name: Name,
    takes: WorkerCalls[Name]['takes'],
    work: Work = {},
  ): Promise<WorkerCalls[Name]['gives']> {
    checkWork(work);
    const { signal, onProgress } = work;
    if (this.broken !== undefined) throw new AnalysisError('io', `${this.broken}; open the capture again`);
    if (signal?.aborted) throw new AnalysisError('cancelled', 'cancelled before it began');
    const cancelled = signal || onProgress ? new SharedArrayBuffer(4) : undefined;
    const cancel = (): void => {
      if (cancelled) Atomics.store(new Int32Array(cancelled), 0, 1);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    this.lastId += 1;
    const message: CallMessage<Name> = { id: this.lastId, name, takes, cancelled, listens: onProgress !== undefined };
    try {
      return (await this.ask(message, onProgress, cancel)) as WorkerCalls[Name]['gives'];
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  /** Nothing is answered to; for what must be told while nobody waits. */
  tell<Name extends CallName>(name: Name, takes: WorkerCalls[Name]['takes']): void {
    if (this.broken !== undefined) return;
    const message: CallMessage<Name> = { id: 0, name, takes, listens: false };
    this.worker.postMessage(message);
  }

  terminate(): void {
    void this.worker.terminate();
  }

  private ask(message: CallMessage, onProgress: Pending['onProgress'], cancel: () => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.pending.size === 0) this.worker.ref();
      this.pending.set(message.id, { resolve, reject, onProgress, cancel });
      this.worker.postMessage(message);
    });
  }

  private onAnswer(answer: Answer): void {
    const pending = this.pending.get(answer.id);
    if (!pending) return;
    if (answer.kind === 'progress') return tell(pending, answer.done);
    this.forget(answer.id);
    if (pending.thrown) pending.reject(pending.thrown.error);
    else if (answer.kind === 'value') pending.resolve(answer.value);
    else pending.reject(errorOf(answer));
    if (answer.kind === 'error' && answer.broken) {
      this.end(answer.message);
      this.terminate();
    }
  }

  private forget(id: number): void {
    this.pending.delete(id);
    if (this.pending.size === 0) this.worker.unref();
  }

  private end(why: string): void {
    this.broken ??= why;
    for (const [id, pending] of this.pending) {
      this.forget(id);
      pending.reject(new AnalysisError('io', `${this.broken}; open the capture again`));
    }
  }
}

function tell(pending: Pending, done: number): void {
  if (pending.thrown) return;
  try {
    pending.onProgress?.(done);
  } catch (error) {
    pending.thrown = { error };
    pending.cancel();
  }
}

function errorOf({ code, message, isType }: Extract<Answer, { kind: 'error' }>): Error {
  return isType ? Object.assign(new TypeError(message), { code }) : new AnalysisError(code, message);
}
