import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandError, Exit } from '../errors.mjs';

const NAME = 'voice-recorder';
/** What is the developer's own in an extension that is installed: libraries for the native plugin, an addon. */
const KEPT = [join('native', 'libraries'), 'prebuilds'];

function manifestIn(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Where the extension goes in a project of Cocos Creator. Throws where that is none, or something else is there. */
export function placeIn(project) {
  const version = manifestIn(project)?.creator?.version;
  if (typeof version !== 'string') {
    throw new CommandError(
      `${project} is no project of Cocos Creator: a package.json that names a creator.version is expected there. ` +
        'Name the folder of a project.',
      Exit.usage,
    );
  }
  const folder = join(project, 'extensions', NAME);
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return folder;
  const manifest = found.isDirectory() ? manifestIn(folder) : undefined;
  const isOurs =
    manifest?.name === NAME && manifest.contributions?.inspector?.section?.node?.VoiceRecorder !== undefined;
  if (isOurs) return folder;
  throw new CommandError(
    `${folder} is not this extension${found.isSymbolicLink() ? ', but a link' : ''}, and is left as it is. ` +
      'Move it away, or name another project.',
    Exit.usage,
  );
}

/**
 * Puts the staged extension into a project, over an older one. Returns its folder. Where that fails, e.g. because the
 * editor holds files, the older one is as it was, and a CommandError says what to do.
 */
export function installInto(project, staged) {
  const folder = placeIn(project);
  // Not beside it: builds of the game look for plugins in all of extensions/.
  const work = join(project, 'temp', NAME);
  const before = join(work, 'old');
  try {
    const lost = existsSync(folder) ? undefined : [before, `${folder}.old`].find((each) => existsSync(each));
    if (lost !== undefined) renameSync(lost, folder);
    for (const left of [work, `${folder}.old`, `${folder}.new`]) rmSync(left, { recursive: true, force: true });
    replace(folder, staged, { next: join(work, 'new'), before });
  } catch (error) {
    throw new CommandError(refusal(folder, before, error));
  } finally {
    if (existsSync(folder) || !existsSync(before)) removeIfFree(work);
  }
  return folder;
}

function replace(folder, staged, { next, before }) {
  mkdirSync(dirname(folder), { recursive: true });
  cpSync(staged, next, { recursive: true });
  if (!existsSync(folder)) return renameSync(next, folder);
  for (const path of KEPT.filter((each) => existsSync(join(folder, each)))) {
    cpSync(join(folder, path), join(next, path), { recursive: true });
  }
  renameSync(folder, before);
  try {
    renameSync(next, folder);
  } catch (error) {
    putBack(before, folder);
    throw error;
  }
}

/** Where that fails, too, the next install does it. */
function putBack(before, folder) {
  try {
    renameSync(before, folder);
  } catch {
    // The first failure is told.
  }
}

/** Of no build and no use; the next install tries again. */
function removeIfFree(folder) {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Held by somebody.
  }
}

function refusal(folder, before, { message }) {
  const isKept = existsSync(before) && !existsSync(folder);
  const state = isKept
    ? `what was there is kept at ${before}; the next run puts it back`
    : 'what was there is as it was';
  return (
    `${folder} could not be replaced (${message}); ${state}. ` +
    'Close Cocos Creator and whatever else holds files of it, then run this again.'
  );
}
