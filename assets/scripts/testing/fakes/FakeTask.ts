import type { NativeTaskConfig } from '../../bridge/NativeBridge';

/** A task of a fake recorder: how long it has run and what it still holds. */
export class FakeTask {
  paused = false;
  /** When the user of each track left, by its name. */
  private readonly tracks = new Map<string, number>();
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

  /** A user came; at most so many tracks are kept apart. */
  join(track: string, maxTracks: number): void {
    if (this.tracks.has(track) || this.tracks.size < maxTracks) this.tracks.set(track, Infinity);
  }

  leave(track: string, nowMs: number): void {
    if (this.tracks.has(track)) this.tracks.set(track, nowMs);
  }

  /** Tracks of who was there within the last seconds. */
  tracksWithin(seconds: number, nowMs: number): string[] {
    return [...this.tracks].filter(([, leftMs]) => leftMs > nowMs - seconds * 1000).map(([name]) => name);
  }

  /** What is buffered is gone. */
  forget(nowMs: number): void {
    this.heldFromMs = nowMs;
  }
}
