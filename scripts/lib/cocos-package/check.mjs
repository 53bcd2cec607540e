import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkExtension } from './check-extension.mjs';
import { checkFiles } from './check-files.mjs';
import { checkMetas } from './check-metas.mjs';
import { checkNative } from './check-native.mjs';
import { checkScripts } from './check-scripts.mjs';

const MIB = 1024 * 1024;
/** Creator's own bound is 100 MB; ours is what a project may bear in version control. */
const LARGEST_ZIP_BYTES = 20 * MIB;

/**
 * What Creator, or the build of a game, would stumble over in the extension in `folder`, one line each; none: it can be
 * given away.
 */
export async function checkCocosPackage(folder) {
  if (!existsSync(join(folder, 'package.json')))
    return ['there is no package.json: Creator takes this for no extension'];
  const findings = [checkExtension, checkFiles, checkMetas, checkNative].flatMap((check) => check(folder));
  return [...findings, ...(await checkScripts(folder))];
}

/** The same of the zip. */
export function checkZip(file, largest = LARGEST_ZIP_BYTES) {
  const { size } = statSync(file);
  const mib = (bytes) => `${(bytes / MIB).toFixed(1)} MiB`;
  return size <= largest ? [] : [`${file} has ${mib(size)}, and at most ${mib(largest)} are expected`];
}
