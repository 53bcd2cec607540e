import type { WriteStream } from 'node:tty';
import { printable } from './format';

export type Colour = 'bold' | 'dim' | 'green' | 'yellow' | 'red';

const CODES: Record<Colour, [number, number]> = {
  bold: [1, 22],
  dim: [2, 22],
  green: [32, 39],
  yellow: [33, 39],
  red: [31, 39],
};

type Output = Pick<WriteStream, 'write'> & { isTTY?: boolean };

/** Where a command writes: results to one stream, errors and progress to the other. */
export class Terminal {
  constructor(
    private readonly out: Output,
    private readonly err: Output,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** Whether a person reads what is printed. */
  get isTerminal(): boolean {
    return this.out.isTTY === true;
  }

  get showsProgress(): boolean {
    return this.err.isTTY === true && this.env['TERM'] !== 'dumb';
  }

  print(text: string): void {
    this.out.write(`${text}\n`);
  }

  /** The one JSON document of a command. */
  printJson(value: unknown): void {
    this.out.write(`${JSON.stringify(value, null, 2)}\n`);
  }

  /** Names of files stand in it, which may hold what a terminal would obey; lines stay. */
  warn(text: string): void {
    this.err.write(`${text.split('\n').map(printable).join('\n')}\n`);
  }

  paint(colour: Colour, text: string): string {
    const plain = !this.isTerminal || (this.env['NO_COLOR'] ?? '') !== '' || this.env['TERM'] === 'dumb';
    const [on, off] = CODES[colour];
    return plain ? text : `\u001b[${on}m${text}\u001b[${off}m`;
  }
}
