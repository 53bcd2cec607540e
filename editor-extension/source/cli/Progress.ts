import type { SingleBar } from 'cli-progress';
import type { Terminal } from './Terminal';

const STEPS = 1000;

/** A bar on stderr, where a person looks. */
class Progress {
  private bar: SingleBar | null = null;

  constructor(
    private readonly Bar: typeof SingleBar,
    private readonly what: string,
  ) {}

  /** 0 to 1. */
  readonly update = (done: number): void => {
    this.bar ??= this.begin();
    this.bar.update(Math.round(Math.min(1, Math.max(0, done)) * STEPS));
  };

  end(): void {
    this.bar?.stop();
    this.bar = null;
  }

  private begin(): SingleBar {
    const bar = new this.Bar({
      format: `${this.what} [{bar}] {percentage}%`,
      barCompleteChar: '=',
      barIncompleteChar: ' ',
      hideCursor: true,
      clearOnComplete: true,
      linewrap: false,
      stream: process.stderr,
      gracefulExit: false,
    });
    bar.start(STEPS, 0);
    return bar;
  }
}

/** Shows how far `work` is while it runs, in a terminal; what draws it is loaded there alone. */
export async function withProgress<T>(
  terminal: Terminal,
  what: string,
  work: (onProgress: (done: number) => void) => Promise<T>,
): Promise<T> {
  if (!terminal.showsProgress) return work(() => undefined);
  const { SingleBar } = await import('cli-progress');
  const progress = new Progress(SingleBar, what);
  try {
    return await work(progress.update);
  } finally {
    progress.end();
  }
}
