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

/** Puts the staged extension into a project, over an older one. Returns its folder. */
export function installInto(project, staged) {
  const folder = placeIn(project);
  const before = `${folder}.old`;
  const next = `${folder}.new`;
  for (const left of [before, next]) rmSync(left, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  cpSync(staged, next, { recursive: true });
  if (existsSync(folder)) {
    for (const path of KEPT.filter((each) => existsSync(join(folder, each)))) {
      cpSync(join(folder, path), join(next, path), { recursive: true });
    }
    renameSync(folder, before);
  }
  renameSync(next, folder);
  rmSync(before, { recursive: true, force: true });
  return folder;
}
