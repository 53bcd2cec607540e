/** Runs the last of what is given for a key once the time since its last run is over. */
export class Throttle {
  private readonly waiting = new Map<object, { run: () => void; timer: ReturnType<typeof setTimeout> }>();

  constructor(private readonly restMs: number) {}

  readonly later = (key: object, run: () => void): void => {
    const known = this.waiting.get(key);
    if (known !== undefined) {
      known.run = run;
      return;
    }
    const timer = setTimeout(() => {
      const last = this.waiting.get(key)?.run;
      this.waiting.delete(key);
      last?.();
    }, this.restMs);
    this.waiting.set(key, { run, timer });
  };

  close(): void {
    for (const { timer } of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
  }
}
