import { CaptureError } from '../shared/CaptureError';

interface Running<T> {
  result: Promise<T>;
  stop: AbortController;
  waiting: number;
  isOver: boolean;
}

/** Does the same thing once for everybody who asks while it goes on; it is cancelled when nobody waits for it any more. */
export class SharedWork<T> {
  private readonly running = new Map<string, Running<T>>();

  async run(key: string, signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    throwIfAborted(signal);
    const job = this.running.get(key) ?? this.begin(key, work);
    job.waiting += 1;
    try {
      return await orAborted(job.result, signal);
    } finally {
      job.waiting -= 1;
      if (job.waiting === 0) this.end(key, job);
    }
  }

  private begin(key: string, work: (signal: AbortSignal) => Promise<T>): Running<T> {
    const stop = new AbortController();
    const job = { result: work(stop.signal), stop, waiting: 0, isOver: false };
    const end = (): void => {
      job.isOver = true;
    };
    job.result.then(end, end);
    this.running.set(key, job);
    return job;
  }

  private end(key: string, job: Running<T>): void {
    if (this.running.get(key) === job) this.running.delete(key);
    if (!job.isOver) job.stop.abort();
  }
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new CaptureError('cancelled', 'this was cancelled');
}

/** What a promise gives, or a cancellation as soon as the signal comes; the promise itself goes on. */
export async function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  throwIfAborted(signal);
  let onAbort: () => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => {
      reject(new CaptureError('cancelled', 'this was cancelled'));
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
