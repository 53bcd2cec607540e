/** Draws once before the next paint when something asked for it, and measures what that took. */
export class Frames {
  count = 0;
  longestMs = 0;
  totalMs = 0;
  private request = 0;

  constructor(private readonly draw: () => void) {}

  readonly ask = (): void => {
    if (this.request !== 0) return;
    this.request = requestAnimationFrame(() => {
      this.request = 0;
      const begin = performance.now();
      this.draw();
      const took = performance.now() - begin;
      this.count++;
      this.totalMs += took;
      this.longestMs = Math.max(this.longestMs, took);
    });
  };

  get waiting(): boolean {
    return this.request > 0;
  }

  /** For good. */
  stop(): void {
    cancelAnimationFrame(this.request);
    this.request = -1;
  }
}
