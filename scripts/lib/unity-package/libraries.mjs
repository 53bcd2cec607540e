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
import { EDITOR_LIBRARIES, LIBRARIES, pluginMeta } from './plugins.mjs';

const STRIP = { 'linux-x64': 'strip', 'win-x64': 'x86_64-w64-mingw32-strip' };

async function buildForLinux() {
  const prefix = await ensureLibraries('linux-x64');
  await ensureNativeBuild('game', librariesFound(), { VR_GAME_LIBRARIES: prefix });
  const made = (name) => join(buildFolder('game'), 'game', name);
  return { player: made('libvoice_recorder.so'), editor: made('libvoice_recorder_analysis.so') };
}

/** Builds those of the native libraries that can be built here: `{ player, editor }`, their files, by target. */
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
      files['win-x64'] = { player: await ensureWindowsBuild() };
    });
  }
  if (Object.keys(files).length > 0) return files;
  throw new CommandError(
    'No native library can be built here, and a package without one is of no use.',
    Exit.environment,
  );
}

/** Puts the libraries of a target into the package. */
export async function stageLibraries(folder, target, { player, editor }) {
  await stageLibrary(folder, target, player, LIBRARIES[target], 'voice_recorder.h');
  if (editor) await stageLibrary(folder, target, editor, EDITOR_LIBRARIES[target], 'voice_recorder_analysis.h');
}

/** Without what debuggers alone read, and with its meta. */
async function stageLibrary(folder, target, file, library, header) {
  const to = join(folder, library.path);
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(file, to);
  const { code, output } = await capture(STRIP[target], ['--strip-unneeded', to]);
  if (code !== 0) throw new CommandError(`${STRIP[target]} does not take ${to}:\n${output}`);
  writeFileSync(`${to}.meta`, pluginMeta(library));
  const findings = await checkLibrary(target, to, header);
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
