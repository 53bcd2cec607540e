import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CapturesFolder } from '../../host/CapturesFolder';
import { CliError, ExitCode } from '../CliError';
import type { Context } from '../Context';

/** What a command line names: a folder stands for its captures, those that are still written left out. */
export async function captureInputs(context: Context, named: string): Promise<string[]> {
  const path = context.resolve(named);
  const found = await stat(path).catch(() => null);
  if (!found?.isDirectory()) return [named];
  const folder = await CapturesFolder.at(path);
  const { summaries } = await folder.list();
  const live = summaries.filter((summary) => summary.live);
  for (const { file } of live) context.terminal.warn(`note: ${file} is still written, and left out`);
  const files = summaries.filter((summary) => !summary.live).map(({ file }) => join(folder.path, file));
  if (files.length > 0) return files;
  throw new CliError(ExitCode.Unreadable, `there are no captures in ${path}`);
}
