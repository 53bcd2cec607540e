import { link, open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { reasonOf } from '../host/systemErrors';
import { CliError, ExitCode, usageError } from './CliError';

const NO_LINKS = ['EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV'];

interface TargetOptions {
  overwrite: boolean;
  /** Files that are read, and so are never written to. */
  sources: readonly string[];
  /** Which option names the target. */
  option?: string;
}

/** Throws when no file can be made there, before anything is begun. */
export async function checkTarget(
  target: string,
  { overwrite, sources, option = '--out' }: TargetOptions,
): Promise<void> {
  const folder = await stat(dirname(target)).catch(() => null);
  if (!folder?.isDirectory())
    throw new CliError(
      ExitCode.Environment,
      `there is no folder ${dirname(target)}: make it, or give another ${option}`,
    );
  const there = await stat(target).catch(() => null);
  if (there === null) return;
  if (!there.isFile()) throw usageError(`${target} is there and is no plain file: give another ${option}`);
  for (const source of sources) {
    const read = await stat(source).catch(() => null);
    if (read?.ino !== there.ino || read.dev !== there.dev) continue;
    throw usageError(`${target} is a file of the capture itself, which is never changed: give another ${option}`);
  }
  if (!overwrite) throw isThere(target, option);
}

/** Gives a complete file its name; without `overwrite` not that of a file that has come meanwhile. */
export async function giveName(made: string, target: string, overwrite: boolean, option = '--out'): Promise<void> {
  try {
    if (overwrite || !(await linked(made, target))) await rename(made, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw isThere(target, option);
    throw new CliError(ExitCode.Environment, `${target} cannot be written: ${reasonOf(error)}`);
  }
}

/** False: this disk knows no second name of a file; the name is taken by an empty one, for a rename to replace. */
async function linked(made: string, target: string): Promise<boolean> {
  try {
    await link(made, target);
    return true;
  } catch (error) {
    if (!NO_LINKS.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await (await open(target, 'wx')).close();
    return false;
  }
}

const isThere = (target: string, option: string): CliError =>
  usageError(`${target} is there already: give another ${option}, or --overwrite`);
