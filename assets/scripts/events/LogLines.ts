import type { LogLevel } from '../config/enums';
import type { LogSink } from '../config/recorderOptions';

const MOST_WAITING = 256;

/** The script's own log lines: to the sink at once, and kept until the next tick for the listeners of `log`. */
export class LogLines {
  private waiting: { level: LogLevel; message: string }[] = [];

  constructor(
    private readonly sink: LogSink,
    private readonly threshold: LogLevel,
  ) {}

  add(level: LogLevel, message: string): void {
    if (level > this.threshold) return;
    this.print(level, message);
    if (this.waiting.length < MOST_WAITING) this.waiting.push({ level, message });
  }

  /** To the sink only; one that throws is ignored. */
  print(level: LogLevel, message: string): void {
    try {
      this.sink(level, message);
    } catch {
      // The sink is the last place to report to.
    }
  }

  take(): readonly { level: LogLevel; message: string }[] {
    if (this.waiting.length === 0) return this.waiting;
    const lines = this.waiting;
    this.waiting = [];
    return lines;
  }
}
