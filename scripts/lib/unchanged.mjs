import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectFiles } from './files.mjs';
import { build, commandLineBundle, modules, pageFolder, root } from './paths.mjs';
import { digest, readStamp, writeStamp } from './stamp.mjs';

const addon = join(build, 'native', 'voice_recorder_node.node');
const MADE = [addon, commandLineBundle, join(pageFolder, 'index.html'), modules];
/** What a build of the commands is made of. */
const SOURCES = /^(assets|editor-extension|native|samples|scripts)\/|^package(-lock)?\.json$/;

const stampOf = (name) => join(build, `.${name}-set-up`);

/** Name, size and time of all sources; the program that runs them. */
function key() {
  const lines = projectFiles()
    .filter((path) => SOURCES.test(path))
    .map((path) => {
      const { size, mtimeMs } = statSync(join(root, path));
      return `${path} ${size} ${mtimeMs}`;
    });
  return digest([process.version, process.arch, ...lines.sort()].join('\n'));
}

/**
 * True when nothing has changed since `noteUnchanged(name)`, so that a command that is called often may leave the whole
 * set-up out, which asks compilers and package managers.
 */
export function isUnchanged(name) {
  return MADE.every((path) => existsSync(path)) && readStamp(stampOf(name)).key === key();
}

/** Call it after a set-up that has succeeded. */
export function noteUnchanged(name) {
  writeStamp(stampOf(name), { key: key() });
}
