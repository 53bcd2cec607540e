import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { reasonOf } from '../host/systemErrors';
import { fine, missing, note } from './Check';
import type { Check } from './Check';
import { sizeText } from './format';

export interface CheckedFolder {
  path: string;
  /** Whether somebody has asked for this one; otherwise it is where captures are when nothing is said. */
  named: boolean;
}

/** Below this the recorder begins no ring, unless it is told otherwise (minFreeBytes). */
const MIN_FREE_BYTES = 256 * 2 ** 20;
const ADVICE = 'Name the folder with --captures, make it, or change who may use it.';

/** Whether captures can be read there, and notes and results of measuring be written. */
export async function checkFolder({ path, named }: CheckedFolder): Promise<Check[]> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    const isMissing = found.code === 'ENOENT';
    const told = isMissing ? `there is no folder ${path}` : `${path}: ${reasonOf(found)}`;
    const report = isMissing && !named ? note : missing;
    return [report('captures', told, ADVICE)];
  }
  if (!found.isDirectory()) return [missing('captures', `${path} is no folder`, ADVICE)];
  return [
    await checkAccess('captures readable', path, constants.R_OK),
    await checkAccess('captures writable', path, constants.W_OK),
  ];
}

async function checkAccess(name: string, path: string, mode: number): Promise<Check> {
  return access(path, mode | constants.X_OK).then(
    () => fine(name, path),
    (error: unknown) => missing(name, `${path}: ${reasonOf(error)}`, ADVICE),
  );
}

/** Of the disk on which the folder is, or would be. */
export async function checkFreeSpace(path: string): Promise<Check> {
  try {
    const { bavail, bsize } = await statfs(path);
    const told = `${sizeText(bavail * bsize)} at ${path}`;
    if (bavail * bsize >= MIN_FREE_BYTES) return fine('free space', told);
    return missing(
      'free space',
      told,
      `Make room: with less than ${sizeText(MIN_FREE_BYTES)} nothing is recorded to disk.`,
    );
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT' && dirname(path) !== path;
    return isMissing
      ? checkFreeSpace(dirname(path))
      : note('free space', `of ${path} nothing is known`, reasonOf(error));
  }
}
