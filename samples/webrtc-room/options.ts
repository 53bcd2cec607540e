import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { resolve } from 'node:path';

import { ExitCode, SampleError } from './sampleError';

/** The cycle buffer of the sample's first task; no dump can be longer. */
export const CYCLE_TIME_S = 60;
const LONGEST_RUN_S = 3600;
const MOST_REMOTES = 4;

export interface Schedule {
  /** Length of the cycle task. */
  seconds: number;
  /** When a dump is made, counted from the start of that task. */
  dumpAt: number;
}

/** Of a run with a crash: the process that is killed, and the one after it. */
export type Life = 'first' | 'second';

export interface ViewOptions {
  /** How long it is served; undefined: until Ctrl-C or a signal. */
  seconds: number | undefined;
}

export interface RunOptions {
  /** Undefined: the room stays open until q or Ctrl-C, or until the crash. */
  schedule: Schedule | undefined;
  /** Length of a dump in seconds. */
  last: number;
  /** Absolute. */
  out: string;
  mic: string | undefined;
  remotes: string[];
  /** `separate`: the cycle task keeps everybody in a file of their own, too. */
  tracks: 'mix' | 'separate';
  /** How many seconds of talk after which a remote player is not heard for a while; undefined: never. */
  outageAt: number | undefined;
  /** What the viewer shows after the run; undefined: there is none. */
  view: ViewOptions | undefined;
  /** How many seconds of talk after which the game's process is killed; undefined: it is not. */
  crashAt: number | undefined;
  /** Undefined: this process is the run, not a life within it. */
  life: Life | undefined;
}

interface RawOptions {
  seconds?: number;
  dumpAt?: number;
  last?: number;
  out: string;
  mic?: string;
  remote: string[];
  tracks?: 'mix' | 'separate';
  outageAt?: number;
  open?: boolean;
  openSeconds?: number;
  keepOpen?: boolean;
  crashAt?: number;
  life?: Life;
}

/** What the command line asks for, or the text that `--help` prints. Throws a {@link SampleError} of exit code 2. */
export function parseOptions(args: string[], hasTerminal: boolean): RunOptions | { help: string } {
  const output: string[] = [];
  const command = buildCommand().configureOutput({
    writeOut: (text) => output.push(text),
    writeErr: () => undefined,
  });
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed') return { help: output.join('') };
    throw usage(error.message.replace(/^error: /, ''));
  }
  const raw = command.opts<RawOptions>();
  if (raw.remote.length > MOST_REMOTES)
    throw usage(`--remote is given ${raw.remote.length} times; expected at most ${MOST_REMOTES}`);
  checkCrash(raw);
  const view = viewOf(raw);
  const crashes = raw.crashAt !== undefined || raw.life !== undefined;
  const schedule = crashes ? undefined : scheduleOf(raw, hasTerminal);
  return {
    schedule,
    last: lastOf(raw, schedule),
    out: resolve(raw.out),
    mic: raw.mic,
    remotes: raw.remote,
    tracks: raw.tracks ?? (view ? 'separate' : 'mix'),
    outageAt: raw.outageAt,
    view,
    crashAt: raw.crashAt,
    life: raw.life,
  };
}

function buildCommand(): Command {
  return new Command('npm start --')
    .description('A voice room of real WebRTC peers on this machine, recorded by a game script.')
    .option('--seconds <n>', 'length of the first recording, unattended (default 20)', number(1, LONGEST_RUN_S))
    .option(
      '--dump-at <n>',
      'when to save the last seconds (default 15, at most --seconds)',
      number(0.5, LONGEST_RUN_S),
    )
    .option(
      '--last <n>',
      'how many seconds a dump saves (default 10 unattended, 30 at a terminal)',
      number(0.5, CYCLE_TIME_S),
    )
    .option('--out <folder>', 'where the captures go; made when it is missing', text('a folder'), './captures')
    .option('--mic <file>', 'a WAV file as the local microphone', text('a file'))
    .option('--remote <file>', 'a WAV file as a remote player; repeat it for more players', collect, [])
    .addOption(
      new Option(
        '--tracks <how>',
        'separate: the first recording keeps everybody in a file of their own beside the mix (default mix; with --open separate)',
      ).choices(['mix', 'separate']),
    )
    .option(
      '--outage-at <n>',
      'after so many seconds the first remote player is not heard for 2 s, which leaves a gap',
      number(0, LONGEST_RUN_S),
    )
    .option('--open', 'show the captures in the viewer after the run, until Ctrl-C')
    .option('--open-seconds <n>', 'the same for so many seconds', number(1, LONGEST_RUN_S))
    .option('--keep-open', 'stay in the room until q or Ctrl-C (the default at a terminal)')
    .option(
      '--crash-at <n>',
      "kill the game's process after so many seconds of talk, start it again, and recover what was said",
      number(1, LONGEST_RUN_S),
    )
    .addOption(new Option('--life <which>').choices(['first', 'second']).hideHelp())
    .helpOption('-h, --help', 'print this text')
    .allowExcessArguments(false)
    .exitOverride()
    .addHelpText('after', HELP_EXAMPLES);
}

const HELP_EXAMPLES = `
Keys at a terminal: F9 or d saves the last seconds while recording goes on, v opens the viewer, q or Ctrl-C ends the run.

Examples:
  npm start                                                     at a terminal: until q
  npm start -- --seconds 20 --dump-at 15 --last 10 --out out    unattended
  npm start -- --seconds 20 --out out --open                    and then look at it
  npm start -- --mic me.wav --remote ann.wav --remote bob.wav   with your own voices
  npm start -- --crash-at 12                                    a kill in mid-talk, and what is left of it

Exit codes: 0 fine, 1 an expectation failed, 2 wrong use, 3 unreadable input, 4 environment, 130 interrupted.
`;

function checkCrash({ crashAt, seconds, dumpAt, last, keepOpen }: RawOptions): void {
  if (crashAt === undefined) return;
  if (seconds === undefined && dumpAt === undefined && last === undefined && keepOpen === undefined) return;
  throw usage('--crash-at ends the talk by a kill; it cannot be used with --seconds, --dump-at, --last or --keep-open');
}

function viewOf({ open, openSeconds }: RawOptions): ViewOptions | undefined {
  return open || openSeconds !== undefined ? { seconds: openSeconds } : undefined;
}

/** No option about time and a terminal: until q. Otherwise a schedule; what is not given follows from the rest. */
function scheduleOf(raw: RawOptions, hasTerminal: boolean): Schedule | undefined {
  const timed = raw.seconds !== undefined || raw.dumpAt !== undefined;
  if (raw.keepOpen && timed) throw usage('--keep-open goes on until q; it cannot be used with --seconds or --dump-at');
  if (raw.keepOpen || (hasTerminal && !timed)) return undefined;
  const seconds = raw.seconds ?? Math.max(20, (raw.dumpAt ?? 0) + 5);
  const dumpAt = raw.dumpAt ?? Math.min(15, seconds * 0.75);
  if (dumpAt > seconds) throw usage(`--dump-at ${dumpAt} comes after the end; expected at most --seconds, ${seconds}`);
  return { seconds, dumpAt };
}

function lastOf(raw: RawOptions, schedule: Schedule | undefined): number {
  if (!schedule) return raw.last ?? 30;
  const last = raw.last ?? Math.min(10, schedule.dumpAt);
  if (last > schedule.dumpAt) {
    throw usage(`--last ${last} is more than has been recorded by --dump-at ${schedule.dumpAt}`);
  }
  return last;
}

function number(least: number, most: number): (value: string) => number {
  return (value) => {
    const parsed = value.trim() === '' ? NaN : Number(value);
    if (!(parsed >= least && parsed <= most))
      throw new InvalidArgumentError(`Expected a number from ${least} to ${most}.`);
    return parsed;
  };
}

function text(what: string): (value: string) => string {
  return (value) => {
    if (value.trim() === '') throw new InvalidArgumentError(`Expected ${what}.`);
    return value;
  };
}

function collect(value: string, before: string[]): string[] {
  return [...before, text('a file')(value)];
}

function usage(message: string): SampleError {
  return new SampleError(ExitCode.Usage, `${message}\nSee: npm start -- --help`);
}
