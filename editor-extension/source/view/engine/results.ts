import { type Signal, signal } from '@preact/signals';

/** One result for each lane, asked for one after the other, so that the host measures one lane at a time. */
export class LaneResults<T> {
  readonly values: Signal<readonly (T | null)[]>;
  private readonly asked = new Set<number>();
  private queue: Promise<void> = Promise.resolve();
  private readonly stop = new AbortController();

  constructor(
    lanes: number,
    private readonly read: (lane: number, signal: AbortSignal) => Promise<T>,
    private readonly onError: (error: unknown, lane: number) => void,
  ) {
    this.values = signal(Array.from({ length: lanes }, () => null));
  }

  /** What was asked for and did not fail is not asked for again. */
  load(lanes: readonly number[]): void {
    for (const lane of lanes) {
      if (this.asked.has(lane)) continue;
      this.asked.add(lane);
      this.queue = this.queue.then(() => this.loadOne(lane));
    }
  }

  get pending(): boolean {
    return [...this.asked].some((lane) => this.values.peek()[lane] === null);
  }

  close(): void {
    this.stop.abort();
  }

  private async loadOne(lane: number): Promise<void> {
    const { signal: ended } = this.stop;
    if (ended.aborted) return;
    try {
      const value = await this.read(lane, ended);
      if (ended.aborted) return;
      this.values.value = this.values.peek().map((before, place) => (place === lane ? value : before));
    } catch (error) {
      this.asked.delete(lane);
      if (!ended.aborted) this.onError(error, lane);
    }
  }
}
