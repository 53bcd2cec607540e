import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectFiles } from '../files.mjs';
import { ensureLibrarySources } from '../game-library/sources.mjs';
import { plugin, root } from '../paths.mjs';
import { bundleForUnity, UNITY_MODULE } from '../unity-bundle.mjs';
import { writeMissingMetas } from '../unity-metas.mjs';
import { glibcOf, stageLibraries } from './libraries.mjs';
import { noticesFor } from './notices.mjs';
import { MADE } from './parts.mjs';
import { EDITOR_LIBRARIES, LIBRARIES } from './plugins.mjs';

export const packageSources = join(plugin, 'unity');
const SCRIPTS = [
  { made: UNITY_MODULE, path: MADE.module },
  { made: 'voice-recorder.d.ts', path: MADE.typings },
];

function copySources(folder) {
  const before = 'native/plugins/voice-recorder/unity/';
  for (const path of projectFiles().filter((each) => each.startsWith(before))) {
    const to = join(folder, path.slice(before.length));
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(join(root, path), to);
  }
}

/** The scripts of the recorder as one module, and its typings. */
async function stageScripts(folder) {
  const work = mkdtempSync(join(tmpdir(), 'vr-unity-bundle-'));
  try {
    await bundleForUnity(join(work, UNITY_MODULE));
    for (const { made, path } of SCRIPTS) {
      const to = join(folder, path);
      mkdirSync(dirname(to), { recursive: true });
      copyFileSync(join(work, made), to);
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** What the package says of the libraries in it; the sources have a place for it. */
async function librariesText(folder, targets) {
  const lines = [];
  if (targets.includes('linux-x64')) {
    const glibc = await glibcOf(join(folder, LIBRARIES['linux-x64'].path));
    lines.push(`- Linux x64, with glibc ${glibc} or later; nothing else must be installed.`);
    const ofEditor = await glibcOf(join(folder, EDITOR_LIBRARIES['linux-x64'].path));
    lines.push(
      `- The editor on Linux x64 alone, with glibc ${ofEditor} or later: \`voice_recorder_analysis\`, which listens for ` +
        'tests. No player contains it.',
    );
  }
  if (targets.includes('win-x64')) {
    lines.push('- Windows 10 or later, x64; nothing must be installed. Built by mingw-w64, tried under wine alone.');
  }
  return `# Native libraries\n\nIn \`Plugins/x86_64\` of this package:\n\n${lines.join('\n')}\n\nFor other systems put a library of your own into \`Assets/Plugins\`.\n`;
}

/** The whole package in `folder`, which is replaced: sources, native libraries by target, scripts, notices, metas. */
export async function stageUnityPackage(folder, libraries) {
  const work = `${folder}.new`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  copySources(work);
  for (const [target, files] of Object.entries(libraries)) await stageLibraries(work, target, files);
  await stageScripts(work);
  const targets = Object.keys(libraries);
  writeFileSync(join(work, 'Third Party Notices.md'), await noticesFor(targets, await ensureLibrarySources()));
  writeFileSync(join(work, MADE.libraries), await librariesText(work, targets));
  writeMissingMetas(work);
  rmSync(folder, { recursive: true, force: true });
  renameSync(work, folder);
}

/** The version in the package's manifest. */
export const packageVersion = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
