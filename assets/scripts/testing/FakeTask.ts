import type { NativeTaskConfig } from '../bridge/NativeBridge';

/** A task of a fake recorder: how long it has run and what it still holds. */
export class FakeTask {
  paused = false;
  private heldFromMs: number;

  constructor(
    readonly id: number,
    readonly config: NativeTaskConfig,
    /** Whether it survives the process. */
    readonly durable: boolean,
    private readonly startedMs: number,
  ) {
    this.heldFromMs = startedMs;
  }

  get isCycle(): boolean {
    return this.config.cycleTime > 0;
  }

  recordedSeconds(nowMs: number): number {
    return (nowMs - this.startedMs) / 1000;
  }

  /** In the cycle buffer; in real time 0. */
  bufferedSeconds(nowMs: number): number {
    return Math.min(this.config.cycleTime, (nowMs - this.heldFromMs) / 1000);
  }

  /** Of the file that it would leave now. */
  fileSeconds(nowMs: number): number {
    return this.isCycle ? this.bufferedSeconds(nowMs) : this.recordedSeconds(nowMs);
  }

  /** What is buffered is gone. */
  forget(nowMs: number): void {
    this.heldFromMs = nowMs;
  }
}
