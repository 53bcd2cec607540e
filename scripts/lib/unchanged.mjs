import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectFiles } from './files.mjs';
import { build, commandLineBundle, modules, pageFolder, root } from './paths.mjs';
import { digest, readStamp, writeStamp } from './stamp.mjs';

const addon = join(build, 'native', 'voice_recorder_node.node');
const MADE = [addon, commandLineBundle, join(pageFolder, 'index.html'), modules];
/** What a build of the commands is made of. */
const SOURCES = /^(assets|editor-extension|native|samples|scripts)\/|^package(-lock)?\.json$/;

/** Name, size and time of all sources; the program that runs them. */
function sourcesKey() {
  const lines = projectFiles()
    .filter((path) => SOURCES.test(path))
    .map((path) => {
      const { size, mtimeMs } = statSync(join(root, path));
      return `${path} ${size} ${mtimeMs}`;
    });
  return digest([process.version, process.arch, ...lines.sort()].join('\n'));
}

/**
 * Runs `work` unless nothing has changed since it last succeeded, so that a command that is called often may leave the
 * whole set-up out, which asks compilers and package managers. What changes while it works counts as changed.
 */
export async function unlessUnchanged(name, work) {
  const stamp = join(build, `.${name}-set-up`);
  const key = sourcesKey();
  if (MADE.every((path) => existsSync(path)) && readStamp(stamp).key === key) return;
  await work();
  writeStamp(stamp, { key });
}
