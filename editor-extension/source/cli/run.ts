import { existsSync } from 'node:fs';
import { CommanderError } from 'commander';
import type { Command } from 'commander';
import type { Analysis } from '../shared/analysis';
import { reasonOf } from '../host/systemErrors';
import { asCliError, ExitCode, usageError } from './CliError';
import type { CliError } from './CliError';
import { Context } from './Context';
import { buildProgram } from './program';
import { removeTemporaryFolders } from './temporaryFolders';
import { Terminal } from './Terminal';

/**
 * The first signal stops what runs and lets it clean up; a second one ends the process at once, as a signal does whose
 * end nobody waits for: at process.exit the addon waits for its threads, and a recovery may take minutes.
 */
function interruption(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!stop.signal.aborted) return void stop.abort();
      removeTemporaryFolders();
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    });
  }
  return stop.signal;
}

/** What a wrong command line says, on stderr, with where to look further. */
function quiet(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: () => undefined });
  for (const each of command.commands) quiet(each);
}

/** What Commander found wrong with a command line, and how it is written right. */
function ofCommander({ code, exitCode, message }: CommanderError, args: string[]): CliError | null {
  if (exitCode === 0) return null;
  return usageError(`${wrongUse(code, message, args)}\nSee: voice-recorder --help`);
}

function wrongUse(code: string, message: string, args: string[]): string {
  const asked = args[0] === 'help' ? args[1] : undefined;
  if (code === 'commander.help') return asked === undefined ? 'which command?' : `unknown command '${asked}'`;
  const told = message.replace(/^error: /, '');
  const name = code === 'commander.unknownOption' ? args.find((arg) => told.includes(`'${arg}'`)) : undefined;
  return name !== undefined && existsSync(name) ? `${told}\nIs it a file? Write ./${name}` : told;
}

async function runCommand(terminal: Terminal, args: string[], load: () => Promise<Analysis>): Promise<ExitCode> {
  let exitCode = ExitCode.Fine;
  const context = new Context(terminal, interruption(), process.cwd(), load);
  const program = buildProgram(context, (code) => (exitCode = code));
  quiet(program);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    const known = error instanceof CommanderError ? ofCommander(error, args) : asCliError(error);
    return known === null ? ExitCode.Fine : told(terminal, known, wantsJson(args));
  }
}

/** Who asked for JSON gets it whatever happens, so that a script has one thing to read. */
function told(terminal: Terminal, { exitCode, message }: CliError, asJson: boolean): ExitCode {
  const text = exitCode === ExitCode.Interrupted ? 'interrupted' : `error: ${message}`;
  if (asJson) terminal.printJson({ error: { exitCode, message } });
  terminal.warn(text);
  return exitCode;
}

function wantsJson(args: string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).includes('--json');
}

/** Runs what the command line of this process asks for, and ends the process. */
export async function run(load: () => Promise<Analysis>): Promise<void> {
  const terminal = new Terminal(process.stdout, process.stderr, process.env);
  let lost: NodeJS.ErrnoException | null = null;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => (lost ??= error));
  // There is nowhere left to tell of it.
  process.stderr.on('error', () => undefined);
  const exitCode = await runCommand(terminal, process.argv.slice(2), load);
  // Workers and native threads would keep the process for a while.
  process.stdout.write('', (error) => {
    lost ??= error ?? null;
    // The reader of a pipe may leave early, because it has seen enough.
    if (lost === null || lost.code === 'EPIPE') process.exit(exitCode);
    terminal.warn(`error: the result cannot be written: ${reasonOf(lost)}`);
    process.exit(Math.max(exitCode, ExitCode.Environment));
  });
}
