export interface Wanted {
  readonly key: string;
  readonly run: (signal: AbortSignal) => Promise<void>;
}

/**
 * Runs what is wanted now, in the order given, a few at a time. A new list replaces the old one: what waits and is no
 * longer wanted is dropped, what runs and is no longer wanted is aborted. A key that failed is not tried again before
 * `forgive`, so that a broken file is not asked for once a frame.
 */
export class RequestQueue {
  private readonly running = new Map<string, AbortController>();
  private readonly failed = new Set<string>();
  private waiting: Wanted[] = [];
  private closed = false;

  constructor(
    private readonly atOnce: number,
    private readonly onError: (error: unknown, key: string) => void,
    private readonly onDone: () => void = () => undefined,
  ) {}

  get pending(): number {
    return this.running.size + this.waiting.length;
  }

  want(list: readonly Wanted[]): void {
    if (this.closed) return;
    const keys = new Set(list.map((wanted) => wanted.key));
    for (const [key, controller] of this.running) if (!keys.has(key)) controller.abort();
    this.waiting = list.filter((wanted) => !this.running.has(wanted.key) && !this.failed.has(wanted.key));
    this.startNext();
  }

  /** Ends what runs, and takes nothing any more. */
  close(): void {
    this.want([]);
    this.closed = true;
  }

  forgive(): void {
    this.failed.clear();
  }

  private startNext(): void {
    while (this.running.size < this.atOnce) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      void this.runOne(next);
    }
  }

  private async runOne(wanted: Wanted): Promise<void> {
    const controller = new AbortController();
    this.running.set(wanted.key, controller);
    try {
      await wanted.run(controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) {
        this.failed.add(wanted.key);
        this.onError(error, wanted.key);
      }
    }
    this.running.delete(wanted.key);
    if (this.closed) return;
    this.startNext();
    this.onDone();
  }
}
