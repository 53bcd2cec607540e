import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandError, Exit } from '../errors.mjs';
import { ensureLibraries } from '../game-library/libraries.mjs';
import { ensureWindowsBuild, missingForWindows } from '../game-library/windows.mjs';
import { buildFolder, ensureNativeBuild } from '../native-build.mjs';
import { newestVersions } from '../npm-package/prebuild.mjs';
import { root } from '../paths.mjs';
import { step, tell } from '../progress.mjs';
import { capture } from '../run.mjs';
import { librariesFound } from '../system-packages.mjs';
import { checkLibrary } from './exports.mjs';
import { LIBRARIES, pluginMeta } from './plugins.mjs';

const STRIP = { 'linux-x64': 'strip', 'win-x64': 'x86_64-w64-mingw32-strip' };

async function buildForLinux() {
  const prefix = await ensureLibraries('linux-x64');
  await ensureNativeBuild('game', librariesFound(), { VR_GAME_LIBRARIES: prefix });
  return join(buildFolder('game'), 'game', 'libvoice_recorder.so');
}

/** Builds those of the native libraries that can be built here: their files by target. */
export async function buildLibraries(targets) {
  const files = {};
  if (process.platform === 'linux' && process.arch === 'x64') {
    await step('library for linux-x64', async () => {
      files['linux-x64'] = await buildForLinux();
    });
  } else {
    tell('    left out: linux-x64; its library is built on Linux');
  }
  const missing = missingForWindows();
  if (!targets.includes('win-x64')) tell('    left out: win-x64; not asked for');
  else if (missing) tell(`    left out: win-x64; ${missing}`);
  else {
    await step('library for win-x64', async () => {
      files['win-x64'] = await ensureWindowsBuild();
    });
  }
  if (Object.keys(files).length > 0) return files;
  throw new CommandError(
    'No native library can be built here, and a package without one is of no use.',
    Exit.environment,
  );
}

/** Puts a library into the package, without what debuggers alone read, and with its meta. */
export async function stageLibrary(folder, target, file) {
  const library = LIBRARIES[target];
  const to = join(folder, library.path);
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(file, to);
  const { code, output } = await capture(STRIP[target], ['--strip-unneeded', to]);
  if (code !== 0) throw new CommandError(`${STRIP[target]} does not take ${to}:\n${output}`);
  writeFileSync(`${to}.meta`, pluginMeta(library));
  const findings = await checkLibrary(target, to);
  if (readFileSync(to).includes(root)) findings.push(`${to} holds the path of the folder in which it was built`);
  if (findings.length > 0) throw new CommandError(findings.join('\n'));
}

/** The version of glibc that a library for Linux needs at least. */
export async function glibcOf(file) {
  const { stdout } = await capture('objdump', ['-T', file]);
  return newestVersions(
    stdout
      .split('\n')
      .filter((line) => line.includes('*UND*'))
      .join('\n'),
  ).glibc;
}
