#!/usr/bin/env node
// Sets up all that a command needs: plain Node, because nothing is installed yet when it runs.
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { CommandError, Exit, runMain } from './lib/errors.mjs';
import { withSetupLock } from './lib/lock.mjs';
import { bundleAnalysisWorker } from './lib/analysis-worker.mjs';
import { bundleCocosExtension } from './lib/cocos-extension.mjs';
import { bundleCommandLine, bundlePage } from './lib/extension-bundles.mjs';
import { fuzzingVariables } from './lib/fuzzing-compiler.mjs';
import { ensureNativeBuild } from './lib/native-build.mjs';
import { ensureNpmPackages, ensurePuerts, nodeApiHeaders } from './lib/npm-packages.mjs';
import { profileSets } from './lib/packages.mjs';
import { step, tell, tellsEverything, together } from './lib/progress.mjs';
import { bundleSample } from './lib/sample-bundle.mjs';
import { ensureSystemPackages, librariesFound } from './lib/system-packages.mjs';
import { checkCompiler, checkNode } from './lib/toolchain.mjs';
import { ensureWasmBuild } from './lib/wasm-build.mjs';

const HELP = `npm run setup [-- --profile NAME]

Installs and builds what a command needs; every command does this by itself. Does nothing that is done already.
  --profile NAME   ${Object.keys(profileSets).join(', ')}; default start
  --tools-only     npm and system packages, no build
  --help           this text
Exit codes: 0 done, 1 a step failed, 2 usage, 4 something must be installed first (the line to run is printed).`;

const WITHOUT_BUILD = ['lint', 'unity', 'windows'];
const WITHOUT_PUERTS = ['torture', 'asan', 'tsan', 'diagnosis'];
const WITH_SAMPLE = ['start', 'test'];
const WITH_VIEWER = ['start', 'test', 'bench'];
const ONLY_EXTENSION = ['cocos'];

/**
 * Does all set-up of a profile, with a line per step; each begins once what it needs is there, whatever else is still
 * being installed. `withNpm()` is what needs npm's packages alone.
 */
export async function setUp(profile, { toolsOnly = false, withNpm = async () => {} } = {}) {
  if (tellsEverything()) tell(`Set-up (${profile})`);
  await withSetupLock(async () => {
    await step('Node', async () => checkNode());
    const toBuild = packages('system packages to build with', profile, { toBuild: true }).then(() =>
      step('C++17 compiler', checkCompiler),
    );
    const others = toBuild.then(() => packages('system packages', profile));
    const npm = step('npm packages', ensureNpmPackages);
    const builds = !toolsOnly && !WITHOUT_BUILD.includes(profile);
    const isExtension = ONLY_EXTENSION.includes(profile);
    const withViewer = builds && WITH_VIEWER.includes(profile);
    let wasm;
    await together([
      () => others,
      () => npm.then(withNpm),
      async () => {
        await Promise.all([toBuild, npm]);
        if (builds && !isExtension) await buildNative(profile);
      },
      async () => {
        await Promise.all([others, npm]);
        if (withViewer || (builds && isExtension)) wasm = await buildWasm();
      },
    ]);
    if (withViewer) await step('viewer', () => bundleViewer(wasm));
    if (builds && isExtension) await step('extension for Cocos Creator', () => bundleForCreator(wasm));
  });
}

const packages = (name, profile, which) => step(name, (note) => ensureSystemPackages(profile, note, which));

async function buildNative(profile) {
  if (!WITHOUT_PUERTS.includes(profile)) await step('puerts for this Node', ensurePuerts);
  await step('native build', () => ensureNativeBuild(profile, librariesFound(), variablesFor(profile)));
  if (WITH_SAMPLE.includes(profile)) await step('sample bundle', bundleSample);
}

/** The folder of the WebAssembly build; undefined where there can be none. */
async function buildWasm() {
  let wasm;
  await step('WebAssembly', async (note) => {
    wasm = await ensureWasmBuild(note);
    return wasm === undefined ? 'left out' : undefined;
  });
  return wasm;
}

function variablesFor(profile) {
  return profile === 'asan' ? (fuzzingVariables() ?? {}) : headersFor(profile);
}

/** Where the addon of Node finds Node-API; CMake looks by itself where nothing is known. */
function headersFor(profile) {
  const folder = WITH_VIEWER.includes(profile) ? nodeApiHeaders() : undefined;
  return folder === undefined ? {} : { VR_NODE_HEADERS: folder };
}

/** The command line, the page, and the extension for Cocos Creator. */
async function bundleViewer(wasm) {
  return remarkOf([
    await bundleCommandLine(),
    await bundlePage(wasm && join(wasm, 'page')),
    await bundleForCreator(wasm),
  ]);
}

/** The extension for Cocos Creator, and Node's worker of the WebAssembly build, which is in it. */
async function bundleForCreator(wasm) {
  const done = wasm === undefined ? [] : [await bundleAnalysisWorker()];
  return remarkOf([...done, await bundleCocosExtension(wasm !== undefined)]);
}

const remarkOf = (done) => (done.every((remark) => remark === 'up to date') ? 'up to date' : 'bundled');

async function main() {
  const { values } = parseArgs({
    options: {
      profile: { type: 'string', default: 'start' },
      'tools-only': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return void console.log(HELP);
  if (!Object.hasOwn(profileSets, values.profile)) {
    throw new CommandError(`Unknown profile: ${values.profile}\n\n${HELP}`, Exit.usage);
  }
  await setUp(values.profile, { toolsOnly: values['tools-only'] });
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runMain(() =>
    main().catch((error) => {
      throw error.code?.startsWith('ERR_PARSE_ARGS')
        ? new CommandError(`${error.message}\n\n${HELP}`, Exit.usage)
        : error;
    }),
  );
}
