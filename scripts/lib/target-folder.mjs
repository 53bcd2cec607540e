import { mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandError, Exit } from './errors.mjs';

/** Takes away what was made for the try: empty folders from `folder` up to `made`. */
function removeMade(folder, made) {
  for (let each = folder; ; each = dirname(each)) {
    rmdirSync(each);
    if (each === made) return;
  }
}

/**
 * Proves that a folder (absolute) can be made and written, before minutes are spent on what goes there; leaves nothing
 * behind. Throws with the option's name where it cannot.
 */
export function demandWritable(folder, option = '--out') {
  try {
    const made = mkdirSync(folder, { recursive: true });
    rmdirSync(mkdtempSync(join(folder, '.voice-recorder-')));
    if (made !== undefined) removeMade(folder, made);
  } catch ({ message }) {
    throw new CommandError(
      `${option} ${folder}: nothing can be written there (${message}). Name another folder.`,
      Exit.usage,
    );
  }
}
