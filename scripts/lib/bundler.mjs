import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommandError } from './errors.mjs';
import { modules, root } from './paths.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

/** SHA-256 of files with their names; one that is missing changes it too. */
export function digestOfFiles(paths) {
  const hash = createHash('sha256');
  for (const path of [...paths].sort()) {
    hash
      .update(`${path}\0`)
      .update(existsSync(path) ? readFileSync(path) : 'missing')
      .update('\0');
  }
  return hash.digest('hex');
}

/** Runs `use` with esbuild and ends esbuild's process after it. */
async function withEsbuild(what, use) {
  const esbuild = await import(pathToFileURL(join(modules, 'esbuild', 'lib', 'main.js')).href);
  const { build, stop } = esbuild.default ?? esbuild;
  try {
    return await use(build);
  } catch (error) {
    throw new CommandError(`${what} does not bundle:\n${error.message}`);
  } finally {
    stop?.();
  }
}

/** Bundles; the result lists the files of the project and of packages that went in, as absolute paths. */
export function bundle(what, options) {
  return withEsbuild(what, async (build) => {
    const defaults = { absWorkingDir: root, bundle: true, logLevel: 'silent', metafile: true };
    const { metafile } = await build({ ...defaults, ...options });
    return Object.keys(metafile.inputs).map((path) => join(root, path));
  });
}

/**
 * Makes `outputs` unless they are there and made of what is there now. `make` returns its input files; these, `more`
 * files and `recipe` (text) are what the stamp speaks of.
 */
export async function unlessCurrent({ stamp, outputs, recipe, more = [], make }) {
  const before = readStamp(stamp);
  const digest = (inputs) => `${recipe}:${digestOfFiles([...inputs, ...more])}`;
  if (before.inputs && outputs.every((path) => existsSync(path)) && before.digest === digest(before.inputs)) {
    return 'up to date';
  }
  const inputs = await make();
  writeStamp(stamp, { digest: digest(inputs), inputs });
  return 'bundled';
}
