import { orAborted } from './SharedWork';

interface Waiting {
  urgency: number;
  start: () => void;
}

/** Lets so many things go on at once; of those that wait the most urgent goes first. */
export class WorkQueue {
  private readonly waiting: Waiting[] = [];
  private running = 0;

  constructor(private readonly atOnce: number) {}

  /** `urgency`: lower goes first; of the same urgency in the order of coming. */
  async run<T>(urgency: number, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.turn(urgency, signal);
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.next();
    }
  }

  private async turn(urgency: number, signal: AbortSignal): Promise<void> {
    if (this.running < this.atOnce) {
      this.running += 1;
      return;
    }
    let entry: Waiting | undefined;
    const started = new Promise<void>((resolve) => {
      entry = { urgency, start: resolve };
      this.waiting.push(entry);
    });
    try {
      await orAborted(started, signal);
    } catch (error) {
      const place = this.waiting.findIndex((each) => each === entry);
      if (place >= 0) this.waiting.splice(place, 1);
      else this.giveBack();
      throw error;
    }
  }

  /** A turn that came in the same moment as the cancellation. */
  private giveBack(): void {
    this.running -= 1;
    this.next();
  }

  private next(): void {
    const urgent = Math.min(...this.waiting.map((each) => each.urgency));
    const place = this.waiting.findIndex((each) => each.urgency === urgent);
    const [first] = place < 0 ? [] : this.waiting.splice(place, 1);
    if (first === undefined) return;
    this.running += 1;
    first.start();
  }
}
