import { mkdir, rmdir, stat } from 'node:fs/promises';
import { recorderTools } from '../../host/analysis/recorderTools';
import { throwIfAborted } from '../../host/SharedWork';
import { reasonOf } from '../../host/systemErrors';
import { CliError, ExitCode, usageError } from '../CliError';
import type { Context } from '../Context';
import { clock, printable } from '../format';
import { CAPTURES } from '../places';
import { withProgress } from '../Progress';

export interface RecoverOptions {
  json?: boolean;
  recovery?: string;
  /** undefined: CAPTURES, which is made when there is something to put into it. */
  captures?: string;
  keyFile?: string;
}

/** Makes captures of what killed processes have left. What has begun is completed, also after Ctrl-C. */
export async function recover(context: Context, options: RecoverOptions): Promise<ExitCode> {
  const { terminal } = context;
  const recoveryFolder = await recoveryFolderOf(context, options);
  const encryptionKey = await context.key(options.keyFile);
  const tools = recorderTools();
  const report = await withCapturesFolder(context, options.captures, (capturesFolder) =>
    completed(context, () =>
      withProgress(terminal, 'Recovering', (onProgress) =>
        tools.recover({
          ...{ recoveryFolder, capturesFolder, onProgress, signal: context.signal },
          ...(encryptionKey === undefined ? {} : { encryptionKey }),
        }),
      ),
    ),
  );
  if (options.json) terminal.printJson(report);
  else {
    for (const { filePath, durationSeconds, missing } of report.captures) {
      const lacking = missing === '' ? '' : `; missing: ${printable(missing)}`;
      terminal.print(`${printable(filePath)}: ${clock(durationSeconds)}${lacking}`);
    }
    if (report.captures.length === 0) terminal.print(`Nothing was recovered from ${printable(recoveryFolder)}.`);
  }
  for (const { path, reason } of report.problems) terminal.warn(`problem: ${printable(path)}: ${printable(reason)}`);
  if (context.signal.aborted) return ExitCode.Interrupted;
  return report.problems.length === 0 ? ExitCode.Fine : ExitCode.Findings;
}

export interface WipeOptions {
  json?: boolean;
  recovery?: string;
  yes?: boolean;
}

/** Overwrites and removes what killed processes have left. */
export async function wipe(context: Context, options: WipeOptions): Promise<ExitCode> {
  const { terminal } = context;
  if (options.yes !== true) {
    throw new CliError(ExitCode.Usage, 'what is wiped cannot be recovered: say --yes when that is meant');
  }
  const recoveryFolder = await recoveryFolderOf(context, options);
  const tools = recorderTools();
  await completed(context, () => tools.wipe({ recoveryFolder }));
  if (options.json) terminal.printJson({ recoveryFolder, wiped: true });
  else
    terminal.print(
      `What killed processes had left in ${printable(recoveryFolder)} is gone; captures are as they were.`,
    );
  return context.signal.aborted ? ExitCode.Interrupted : ExitCode.Fine;
}

/** Ctrl-C ends what has not begun; what has is completed, which is told, and so is what a second one does. */
async function completed<T>({ signal, terminal }: Context, work: () => Promise<T>): Promise<T> {
  throwIfAborted(signal);
  const tell = (): void => {
    terminal.warn(
      'interrupted: what has begun is completed first; Ctrl-C again ends at once, and the next run does what is left',
    );
  };
  signal.addEventListener('abort', tell, { once: true });
  try {
    return await work();
  } finally {
    signal.removeEventListener('abort', tell);
  }
}

async function recoveryFolderOf(context: Context, { recovery }: { recovery?: string }): Promise<string> {
  if (recovery === undefined) throw usageError('--recovery <folder> is missing: give the recovery folder of the game');
  return existingFolder(context.resolve(recovery), 'give the recovery folder of the game with --recovery');
}

/** One that is named must be there; the usual one is made, and stays when there is a capture in it. */
async function withCapturesFolder<T>(
  context: Context,
  named: string | undefined,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = context.resolve(named ?? CAPTURES);
  const isMade = named === undefined && (await madeFolder(folder));
  const captures = await existingFolder(folder, 'make it, or give another one for the captures with --captures');
  try {
    return await use(captures);
  } finally {
    // Fails when there is something in it.
    const isKept =
      isMade &&
      (await rmdir(folder).then(
        () => false,
        () => true,
      ));
    if (isKept) context.terminal.warn(`note: ${folder} was not there, and was made for the captures`);
  }
}

/** False: it was there. */
async function madeFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    const told = `${folder} cannot be made: ${reasonOf(error)}; give the folder for the captures with --captures`;
    throw new CliError(ExitCode.Environment, told);
  }
}

async function existingFolder(folder: string, advice: string): Promise<string> {
  const found = await stat(folder).catch((error: unknown) => {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const told = isMissing ? `there is no folder ${folder}` : `${folder} cannot be read: ${reasonOf(error)}`;
    throw new CliError(ExitCode.Unreadable, `${told}; ${advice}`);
  });
  if (!found.isDirectory()) throw new CliError(ExitCode.Unreadable, `${folder} is no folder; ${advice}`);
  return folder;
}
