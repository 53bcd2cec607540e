import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundle } from '../bundler.mjs';
import { CommandError } from '../errors.mjs';
import { projectFiles } from '../files.mjs';
import { build, extension, extensionBuild, modules, pageFolder, root } from '../paths.mjs';
import { readStamp } from '../stamp.mjs';
import { CARRIED, manifestOf } from './manifest.mjs';
import { noticesOf } from './notices.mjs';
import { stagePrebuild } from './prebuild.mjs';
import { compiledInto, stageCompiledLicences } from './systemLicences.mjs';
import { stageTypings } from './typings.mjs';

const ADDON = join(build, 'native', 'voice_recorder_node.node');
const README = join(root, 'scripts', 'lib', 'npm-package', 'README.md');
const WASM = ['voice_recorder_analysis.mjs', 'voice_recorder_analysis.wasm', 'voice_recorder_analysis_worker.mjs'];
/** What a build from source needs, and what describes the files. */
const SOURCES =
  /^(scripts\/build-addon\.mjs|native\/plugins\/voice-recorder\/(CMakeLists\.txt|vcpkg\.json|(abi|analysis|base|cmake|cycle|encode|include|mix|recorder|tap|writer|bridges\/node-addon)\/.*|doc\/(analysis|capture-format|diagnosis|expectations|ring-format)\.md))$/;

const BUNDLE = {
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Packages in CommonJS that are bundled ask for modules of Node this way.
  banner: {
    js: "import { createRequire as vrCreateRequire } from 'node:module'; const require = vrCreateRequire(import.meta.url);",
  },
};

function demand(path, hint) {
  if (!existsSync(path)) throw new CommandError(`${path} is missing. ${hint}`);
}

async function stageScripts(folder) {
  const cli = join(folder, 'cli.mjs');
  const inputs = [
    await bundle('The command line', {
      ...BUNDLE,
      entryPoints: [join(extension, 'source', 'cli', 'main.ts')],
      outfile: cli,
      banner: { js: `#!/usr/bin/env node\n${BUNDLE.banner.js}` },
    }),
    await bundle('The analysis', {
      ...BUNDLE,
      entryPoints: [join(extension, 'source', 'host', 'analysis', 'index.ts')],
      outfile: join(folder, 'analysis.mjs'),
    }),
    await bundle('The tests that listen', {
      ...BUNDLE,
      entryPoints: [join(root, 'assets', 'scripts', 'testing', 'index.ts')],
      outfile: join(folder, 'testing.mjs'),
    }),
  ];
  chmodSync(cli, 0o755);
  return inputs.flat();
}

function copyTo(folder, path, from = root) {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(join(from, path), target);
}

/** What the package says of itself; how old a system may be is known only when it is built. */
function readmeOf(platform, needs) {
  const system = needs ? `, with glibc ${needs.glibc} and a libstdc++ that has GLIBCXX_${needs.glibcxx}, or later` : '';
  return readFileSync(README, 'utf8').replaceAll('{platform}', platform).replaceAll('{system}', system);
}

/**
 * Everything of the package in `folder`, which is emptied first, from what is built already. `licences`: a folder with
 * texts that the system does not know.
 */
export async function stagePackage(folder, { licences } = {}) {
  for (const path of [ADDON, join(pageFolder, 'index.html')]) demand(path, 'Run: npm run setup');
  for (const name of WASM) demand(join(build, 'wasm', name), 'Run npm run setup where emscripten is installed.');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const project = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifestOf(project), null, 2)}\n`);
  copyTo(folder, 'LICENSE');
  for (const path of projectFiles().filter((each) => SOURCES.test(each))) copyTo(folder, path);
  for (const name of WASM) copyTo(join(folder, 'wasm'), name, join(build, 'wasm'));
  await stageCompiledLicences(join(folder, 'wasm', 'licences'), compiledInto.wasm, {
    emcc: '/usr/bin/emcc',
    given: licences,
  });
  for (const name of CARRIED) cpSync(join(modules, name), join(folder, 'node_modules', name), { recursive: true });
  cpSync(pageFolder, join(folder, 'view'), { recursive: true, filter: (path) => !path.endsWith('.map') });
  const platform = `${process.platform}-${process.arch}`;
  const needs = await stagePrebuild(ADDON, join(folder, 'prebuilds', platform), licences);
  writeFileSync(join(folder, 'README.md'), readmeOf(platform, needs));
  await stageTypings(join(folder, 'dist', 'types'));
  const ofThePage = readStamp(join(extensionBuild, '.page')).inputs ?? [];
  const inputs = [...(await stageScripts(join(folder, 'dist'))), ...ofThePage];
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), noticesOf(inputs));
}
