import { AnalysisError } from '../../shared/AnalysisError';
import type { Work } from '../../shared/analysis';
import { checkWork } from '../../shared/analysisArguments';
import type { NativeAddon, OnProgress } from './nativeAddon';

const LAST_ID = 2 ** 32 - 1;

/** Calls of the addon: a number for each that can be cancelled, and its errors in our words. */
export class NativeCalls {
  private lastId = 0;

  constructor(readonly addon: NativeAddon) {}

  async run<T>(work: Work, call: (id: number, onProgress: OnProgress | undefined) => Promise<T>): Promise<T> {
    checkWork(work);
    const { signal } = work;
    if (signal?.aborted) throw new AnalysisError('cancelled', 'cancelled before it began');
    const id = this.nextId();
    const cancel = (): void => this.addon.cancel(id);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await call(id, work.onProgress);
    } catch (error) {
      throw translated(error);
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  private nextId(): number {
    this.lastId = this.lastId === LAST_ID ? 1 : this.lastId + 1;
    return this.lastId;
  }
}

/** An error of the addon has a number; anything else, as what a listener threw, is what it is. */
function translated(error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('result' in error) || !('message' in error)) return error;
  return AnalysisError.ofResult(Number(error.result), String(error.message));
}
