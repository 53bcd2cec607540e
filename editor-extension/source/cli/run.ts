import { CommanderError } from 'commander';
import type { Command } from 'commander';
import type { Analysis } from '../shared/analysis';
import { asCliError, ExitCode } from './CliError';
import { Context } from './Context';
import { buildProgram } from './program';
import { Terminal } from './Terminal';

/** The first signal stops what runs and lets it clean up; a second one ends the process at once. */
function interruption(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(ExitCode.Interrupted);
      stop.abort();
    });
  }
  return stop.signal;
}

/** What a wrong command line says, on stderr, with where to look further. */
function quiet(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: () => undefined });
  for (const each of command.commands) quiet(each);
}

function ofCommander(error: CommanderError, terminal: Terminal): ExitCode {
  if (error.exitCode === 0) return ExitCode.Fine;
  const isBare = error.code === 'commander.help';
  const message = isBare ? 'error: which command?' : error.message;
  terminal.warn(`${message}\nSee: voice-recorder --help`);
  return ExitCode.Usage;
}

async function runCommand(args: string[], load: () => Promise<Analysis>): Promise<ExitCode> {
  const terminal = new Terminal(process.stdout, process.stderr, process.env);
  let exitCode = ExitCode.Fine;
  const context = new Context(terminal, interruption(), process.cwd(), load);
  const program = buildProgram(context, (code) => (exitCode = code));
  quiet(program);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return ofCommander(error, terminal);
    const known = asCliError(error);
    terminal.warn(known.exitCode === ExitCode.Interrupted ? 'interrupted' : `error: ${known.message}`);
    return known.exitCode;
  }
}

/** Runs what the command line of this process asks for, and ends the process. */
export async function run(load: () => Promise<Analysis>): Promise<void> {
  // The reader of a pipe may leave early.
  process.stdout.on('error', () => undefined);
  const exitCode = await runCommand(process.argv.slice(2), load);
  // Workers and native threads would keep the process for a while.
  process.stdout.write('', () => process.exit(exitCode));
}
