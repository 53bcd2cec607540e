import { stat } from 'node:fs/promises';
import { recorderTools } from '../../host/analysis/recorderTools';
import { CliError, ExitCode } from '../CliError';
import type { Context } from '../Context';
import { clock, printable } from '../format';
import { withProgress } from '../Progress';

export interface RecoverOptions {
  json?: boolean;
  recovery: string;
  captures: string;
  keyFile?: string;
}

/** Makes captures of what killed processes have left. What has begun is completed, also after Ctrl-C. */
export async function recover(context: Context, options: RecoverOptions): Promise<ExitCode> {
  const { terminal, signal } = context;
  const [recoveryFolder, capturesFolder] = await foldersOf(context, options);
  const encryptionKey = await context.key(options.keyFile);
  const tools = recorderTools();
  const report = await withProgress(terminal, 'Recovering', (onProgress) =>
    tools.recover({
      ...{ recoveryFolder, capturesFolder, signal, onProgress },
      ...(encryptionKey === undefined ? {} : { encryptionKey }),
    }),
  );
  if (options.json) terminal.printJson(report);
  else {
    for (const { filePath, durationSeconds, missing } of report.captures) {
      const lacking = missing === '' ? '' : `; missing: ${printable(missing)}`;
      terminal.print(`${printable(filePath)}: ${clock(durationSeconds)}${lacking}`);
    }
    if (report.captures.length === 0) terminal.print(`Nothing was recovered from ${recoveryFolder}.`);
  }
  for (const { path, reason } of report.problems) terminal.warn(`problem: ${printable(path)}: ${printable(reason)}`);
  return report.problems.length === 0 ? ExitCode.Fine : ExitCode.Findings;
}

export interface WipeOptions {
  json?: boolean;
  recovery: string;
  captures: string;
  yes?: boolean;
}

/** Overwrites and removes what killed processes have left. */
export async function wipe(context: Context, options: WipeOptions): Promise<ExitCode> {
  const { terminal, signal } = context;
  if (options.yes !== true) {
    throw new CliError(ExitCode.Usage, 'what is wiped cannot be recovered: say --yes when that is meant');
  }
  const [recoveryFolder, capturesFolder] = await foldersOf(context, options);
  await recorderTools().wipe({ recoveryFolder, capturesFolder, signal });
  if (options.json) terminal.printJson({ recoveryFolder, wiped: true });
  else terminal.print(`What killed processes had left in ${recoveryFolder} is gone; captures are as they were.`);
  return ExitCode.Fine;
}

async function foldersOf(context: Context, { recovery, captures }: { recovery: string; captures: string }) {
  const folders = [context.resolve(recovery), context.resolve(captures)] as const;
  for (const folder of folders) {
    const found = await stat(folder).catch(() => null);
    if (!found?.isDirectory()) throw new CliError(ExitCode.Unreadable, `${folder} is no folder`);
  }
  return folders;
}
