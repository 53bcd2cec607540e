import { AnalysisError } from '../AnalysisError';
import type { AnalysisModule } from './AnalysisModule';
import { CallMemory } from './CallMemory';
import type { BlockingWork } from './WasmAnalysis';

/** Calls into the module, one at a time: progress, results and memory of each. */
export class ModuleCalls {
  /** Why the module cannot be used any more. */
  broken: string | undefined;
  private readonly progress: number;
  private work: BlockingWork = {};
  private thrown: { error: unknown } | undefined;

  constructor(readonly module: AnalysisModule) {
    this.progress = module.addFunction((_user, done) => this.onProgress(done), 'iid');
  }

  /** Runs `call`, which gives a vra_result, and then `take`; what they have in memory is given back. */
  run<T>(
    work: BlockingWork,
    call: (memory: CallMemory, progress: number) => number,
    take: (memory: CallMemory) => T,
  ): T {
    if (this.broken !== undefined) throw new AnalysisError('out-of-memory', this.broken);
    if (work.isCancelled?.()) throw new AnalysisError('cancelled', 'cancelled before it began');
    const memory = new CallMemory(this.module);
    this.work = work;
    this.thrown = undefined;
    try {
      const result = this.guarded(() => call(memory, memory.progress(this.progress, work)));
      if (this.thrown !== undefined) throw (this.thrown as { error: unknown }).error;
      if (result !== 0) throw AnalysisError.ofResult(result, this.module.UTF8ToString(this.module._vra_last_error()));
      return take(memory);
    } finally {
      this.work = {};
      if (this.broken === undefined) memory.release();
    }
  }

  /** A call whose result is a vra_buffer of JSON. */
  json(work: BlockingWork, call: (memory: CallMemory, progress: number, json: number) => number): unknown {
    let buffer = 0;
    return this.run(
      work,
      (memory, progress) => call(memory, progress, (buffer = memory.buffer())),
      (memory) => JSON.parse(memory.textOf(buffer)) as unknown,
    );
  }

  /** A call whose result is a vra_buffer of bytes. */
  bytes(work: BlockingWork, call: (progress: number, bytes: number) => number): Uint8Array {
    let buffer = 0;
    return this.run(
      work,
      (memory, progress) => call(progress, (buffer = memory.buffer())),
      (memory) => memory.bytesOf(buffer),
    );
  }

  /** A trap leaves the module's memory in any state: it is never entered again. */
  private guarded(call: () => number): number {
    try {
      return call();
    } catch (error) {
      if (error instanceof AnalysisError) throw error;
      this.broken = `the WebAssembly module has stopped and must be loaded anew: ${String(error)}`;
      throw new AnalysisError('out-of-memory', this.broken);
    }
  }

  /** Nothing may be thrown through WebAssembly: it would not give back what it holds. */
  private onProgress(done: number): number {
    try {
      this.work.onProgress?.(done);
      return this.work.isCancelled?.() ? 1 : 0;
    } catch (error) {
      this.thrown = { error };
      return 1;
    }
  }
}
