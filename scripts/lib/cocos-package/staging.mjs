import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { COCOS_STAMP } from '../cocos-extension.mjs';
import { CommandError, Exit } from '../errors.mjs';
import { ANALYSIS_FILES } from '../extension-bundles.mjs';
import { projectFiles } from '../files.mjs';
import { noticesOf } from '../npm-package/notices.mjs';
import { compiledInto, stageCompiledLicences } from '../npm-package/systemLicences.mjs';
import { build, cocosExtension, root } from '../paths.mjs';
import { readStamp } from '../stamp.mjs';
import { writeMissingMetas } from './metas.mjs';
import { scriptsFor } from './scripts.mjs';

const SCRIPTS = 'assets/scripts/';
/** What a game attaches or imports; the package has what these need, and no other script. */
const ENTRIES = ['cocos.ts', 'component/VoiceRecorderComponent.ts'];

const PLUGIN = 'native/plugins/voice-recorder/';
/** What the engine's build needs of the plugin, and the words about it. */
const NATIVE =
  /^(?:(?:CMakeLists\.txt|cc_plugin\.json|vcpkg\.json)|(?:abi|base|cycle|encode|mix|recorder|tap|writer|bridges\/(?:cocos|flat)|windows|android|mac|ios)\/.*|cmake\/[^/]*\.(?:cmake|cpp)|include\/(?:voice_recorder\.h|adapters\/.*)|doc\/cocos-native\.md)$/;
const NOT_NATIVE = /^cmake\/mingw/;

const OWN = join(root, 'scripts', 'lib', 'cocos-package');
const TEXTS = [
  { from: join(OWN, 'README.md'), to: 'README.md' },
  { from: join(OWN, 'README.zh-CN.md'), to: 'README.zh-CN.md' },
  { from: join(root, 'CHANGELOG.md'), to: 'CHANGELOG.md' },
  { from: join(root, 'LICENSE'), to: 'LICENSE' },
];

/** The files of the analysis, without which the panel measures nothing. Throws where they are not built. */
export function demandWasm() {
  const wasm = join(build, 'wasm');
  const files = [...ANALYSIS_FILES, 'voice_recorder_analysis_worker.mjs', join('page', ANALYSIS_FILES[1])];
  const missing = files.map((name) => join(wasm, name)).find((path) => !existsSync(path));
  if (missing === undefined) return;
  throw new CommandError(`${missing} is missing. Run npm run package:cocos without --no-setup.`, Exit.environment);
}

function copyTo(folder, path, from) {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(from, target);
}

/** The scripts of the game with the metas that are committed. */
async function stageScripts(folder, tracked) {
  const ours = new Set(tracked.filter((path) => path.startsWith(SCRIPTS)).map((path) => path.slice(SCRIPTS.length)));
  const scripts = await scriptsFor(ENTRIES, join(root, SCRIPTS), (path) => ours.has(path));
  for (const path of scripts.flatMap((each) => [each, `${each}.meta`]).filter((each) => ours.has(each))) {
    copyTo(folder, SCRIPTS + path, join(root, SCRIPTS, path));
  }
  writeMissingMetas(join(folder, 'assets'));
}

function stageNative(folder, tracked) {
  for (const path of tracked.filter((each) => each.startsWith(PLUGIN))) {
    const inside = path.slice(PLUGIN.length);
    if (NATIVE.test(inside) && !NOT_NATIVE.test(inside)) copyTo(join(folder, 'native'), inside, join(root, path));
  }
}

/**
 * The whole extension in `folder`, which is replaced, of what is built already. `licences`: a folder with texts that the
 * system does not know.
 */
export async function stageCocosPackage(folder, { licences } = {}) {
  const work = `${folder}.new`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const tracked = projectFiles();
  cpSync(cocosExtension, work, { recursive: true, filter: (path) => !path.endsWith('.map') });
  await stageScripts(work, tracked);
  stageNative(work, tracked);
  for (const { from, to } of TEXTS) copyTo(work, to, from);
  await stageCompiledLicences(join(work, 'wasm', 'licences'), compiledInto.wasm, {
    emcc: '/usr/bin/emcc',
    given: licences,
  });
  writeFileSync(join(work, 'THIRD-PARTY-NOTICES.txt'), noticesOf(readStamp(COCOS_STAMP).inputs ?? []));
  rmSync(folder, { recursive: true, force: true });
  renameSync(work, folder);
}

/** The version in the extension's manifest. */
export const versionIn = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
