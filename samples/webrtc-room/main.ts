import type { Controls } from './Controls';
import { listenToKeys } from './keyboard';
import { parseOptions } from './options';
import { run } from './run';
import { ExitCode, SampleError } from './sampleError';
import { Screen } from './Screen';

async function main(): Promise<ExitCode> {
  const isTerminal = Boolean(process.stdin.isTTY && process.stdout.isTTY);
  const options = parseOptions(process.argv.slice(2), isTerminal);
  if ('help' in options) {
    process.stdout.write(options.help);
    return ExitCode.Fine;
  }
  await import('../../assets/scripts/bridge/nodePuerts').catch((error: Error) => {
    throw new SampleError(ExitCode.Environment, `the native plugin cannot be loaded: ${error.message}`);
  });
  return run(options, new Screen(process.stdout), controlsOf(isTerminal));
}

/** The keyboard and the signals; a second signal ends the process at once. */
function controlsOf(isTerminal: boolean): Controls {
  return {
    isTerminal,
    attach(onKey, onInterrupt) {
      const restore = listenToKeys(process.stdin, onKey);
      process.once('exit', restore);
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
        process.once(signal, () => {
          process.once(signal, () => process.exit(ExitCode.Interrupted));
          onInterrupt();
        });
      }
    },
  };
}

/** What is written goes nowhere once the reader of a pipe has left; the recording itself goes on. */
process.stdout.on('error', () => undefined);

const exitCode = await main().catch((error: unknown) => {
  const known = error instanceof SampleError;
  process.stderr.write(`${known ? `error: ${error.message}` : ((error as Error).stack ?? String(error))}\n`);
  return known ? error.exitCode : ExitCode.Findings;
});

// WebRTC's own threads would keep the process alive, and crash it when it ends by itself.
process.stdout.write('', () => process.exit(exitCode));
