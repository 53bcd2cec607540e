import { serve as startServer } from '../../server/serve';
import { pageFolder } from '../places';
import { CliError, ExitCode } from '../CliError';
import type { Context } from '../Context';
import { openInBrowser } from '../openInBrowser';

export interface ServeOptions {
  json?: boolean;
  port: number;
  /** undefined: when a person reads what is printed. */
  open?: boolean;
  /** Serve no longer than standard input is open. */
  endWithInput?: boolean;
  /** Serve no longer than this process lives. */
  endWithProcess?: number;
  keyFile?: string;
}

/** Serves until Ctrl-C, or until its input ends. */
export async function serve(context: Context, folder: string, options: ServeOptions): Promise<ExitCode> {
  const { terminal, signal } = context;
  const key = await context.key(options.keyFile);
  const analysis = await context.analysisOrNull('captures are listed and cannot be opened');
  const server = await startServer({
    ...{ folder: context.resolve(folder), analysis, page: pageFolder(), port: options.port },
    ...(key === undefined ? {} : { key }),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
    throw new CliError(
      ExitCode.Environment,
      `port ${options.port} cannot be had: leave --port out, and any free one is taken`,
    );
  });
  try {
    // A folder that cannot be read is told here, not on a page that shows nothing.
    await server.library.list();
    const { link, port } = server;
    if (options.json) terminal.printJson({ link, port, folder: await server.library.folder(), pid: process.pid });
    else
      terminal.print(`${link}\n${terminal.paint('dim', 'Open this link in a browser of this machine. Ctrl-C ends.')}`);
    if (options.open ?? (terminal.isTerminal && !options.json)) {
      if (!(await openInBrowser(link))) terminal.warn('No browser could be opened: open the link by hand.');
    }
    await Promise.race([
      ended(signal, options.endWithInput === true ? process.stdin : null),
      ...(options.endWithProcess === undefined ? [] : [endOf(options.endWithProcess, process.stdin)]),
    ]);
  } finally {
    await server.close();
  }
  return ExitCode.Fine;
}

/** A program that starts the server holds its input: however that program ends, the input does too. */
function ended(signal: AbortSignal, input: NodeJS.ReadStream | null): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      resolve();
    };
    if (signal.aborted) end();
    signal.addEventListener('abort', end);
    input?.on('end', end).on('close', end).on('error', end).resume();
  });
}

/** Nothing tells a program of the end of one that is no child of it. */
const LOOK_MS = 500;

/** A process whose pipes may end before it does; while they are there, a line in `input` asks for the end. */
function endOf(pid: number, input: NodeJS.ReadStream): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!isAlive(pid)) end();
    }, LOOK_MS);
    const end = (): void => {
      clearInterval(timer);
      resolve();
    };
    input.on('data', end).on('error', () => undefined);
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // there, and of somebody else
  }
}
