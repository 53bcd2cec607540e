/** Calls `tick` so many times a second by the monotonic clock; ticks that were missed in a stall are left out. */
export class GameLoop {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private nextMs = 0;
  private readonly periodMs: number;

  constructor(
    ticksPerSecond: number,
    private readonly tick: () => void,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.periodMs = 1000 / ticksPerSecond;
  }

  start(): void {
    if (this.timer) return;
    this.nextMs = this.now();
    this.schedule();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private schedule(): void {
    this.timer = setTimeout(
      () => {
        this.schedule();
        this.tick();
      },
      Math.max(0, this.advance() - this.now()),
    );
  }

  /** When the next tick is due. */
  private advance(): number {
    this.nextMs += this.periodMs;
    if (this.nextMs < this.now()) this.nextMs = this.now();
    return this.nextMs;
  }
}
