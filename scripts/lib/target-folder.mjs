import { mkdirSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandError, Exit } from './errors.mjs';

/** Takes away what was made for the try: empty folders from `folder` up to `made`. */
function removeMade(folder, made) {
  for (let each = folder; ; each = dirname(each)) {
    rmdirSync(each);
    if (each === made) return;
  }
}

/** Makes a folder and what it lies in; returns the first that was made. One by one: below /proc a recursive mkdir never ends. */
function makeFolders(folder) {
  const missing = [];
  let each = folder;
  for (; statSync(each, { throwIfNoEntry: false }) === undefined; each = dirname(each)) missing.unshift(each);
  for (const one of missing) mkdirSync(one);
  return missing[0];
}

/**
 * Proves that a folder (absolute) can be made and written, before minutes are spent on what goes there; leaves nothing
 * behind. Throws with the option's name where it cannot.
 */
export function demandWritable(folder, option = '--out') {
  try {
    const made = makeFolders(folder);
    rmdirSync(mkdtempSync(join(folder, '.voice-recorder-')));
    if (made !== undefined) removeMade(folder, made);
  } catch ({ message }) {
    throw new CommandError(
      `${option} ${folder}: nothing can be written there (${message}). Name another folder.`,
      Exit.usage,
    );
  }
}

/** An option's folder that is read must be there. */
export function demandFolder(folder, option) {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new CommandError(`${option} ${folder}: there is no such folder. Name one that is there.`, Exit.usage);
}
