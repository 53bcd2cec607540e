/** What the sample writes to: a terminal, or a file or pipe. */
export interface Output {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

const PLAIN_STATUS_MS = 1000;
const LIVE_STATUS_MS = 100;

/** Lines that stay, and one status line: redrawn in place on a terminal, printed at most once a second elsewhere. */
export class Screen {
  private lastStatusMs = -Infinity;
  private statusIsShown = false;

  constructor(
    private readonly output: Output,
    private readonly now: () => number = () => performance.now(),
  ) {}

  print(text = ''): void {
    this.clearStatus();
    this.output.write(`${text}\n`);
  }

  /** `text` is asked for only when it is time to show it. */
  status(text: () => string): void {
    const period = this.output.isTTY ? LIVE_STATUS_MS : PLAIN_STATUS_MS;
    if (this.now() - this.lastStatusMs < period) return;
    this.lastStatusMs = this.now();
    if (!this.output.isTTY) {
      this.output.write(`${text()}\n`);
      return;
    }
    this.output.write(`\r${[...text()].slice(0, (this.output.columns || 80) - 1).join('')}\x1b[K`);
    this.statusIsShown = true;
  }

  clearStatus(): void {
    if (this.statusIsShown) this.output.write('\r\x1b[K');
    this.statusIsShown = false;
  }
}
