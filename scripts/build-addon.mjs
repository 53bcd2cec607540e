#!/usr/bin/env node
// npm run build-addon: compiles the addon of Node from source into build/node-addon, where it is looked for. It stands in
// the npm package too, so it needs nothing of this project but the native sources.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, 'native', 'plugins', 'voice-recorder');
const folder = join(root, 'build', 'node-addon');
const addon = join(folder, 'voice_recorder_node.node');

const HELP = `npm run build-addon

Compiles the addon for this machine. It needs CMake 3.22, a C++17 compiler, the headers of Node and these libraries:
libsamplerate, libebur128, nlohmann-json, ISA-L or crc32c, kissfft; and if they are there vo-aacenc (AAC is written),
libsodium (encryption), the headers of libavcodec (AAC is read with the system's own library).
Debian and Ubuntu: apt-get install cmake g++ libnode-dev libsamplerate0-dev libebur128-dev nlohmann-json3-dev
  libisal-dev libkissfft-dev libvo-aacenc-dev libsodium-dev libavcodec-dev
  npm_config_nodedir=FOLDER   where include/node/node_api.h is, when it is found nowhere else
Exit codes: 0 built, 1 it does not build or load, 4 something must be installed first.`;

function fail(message, code) {
  console.error(message);
  process.exit(code);
}

function nodeHeaders() {
  const { env, execPath, versions } = process;
  const cache = env.npm_config_devdir ?? join(homedir(), '.cache', 'node-gyp');
  const prefixes = [
    env.npm_config_nodedir,
    join(cache, versions.node),
    dirname(dirname(execPath)),
    '/usr',
    '/usr/local',
  ];
  const folders = prefixes.filter(Boolean).map((prefix) => join(prefix, 'include', 'node'));
  const found = folders.find((each) => existsSync(join(each, 'node_api.h')));
  return found ?? fail(`node_api.h is in none of ${folders.join(', ')}.\n\n${HELP}`, 4);
}

function nodeAddonApi() {
  try {
    return dirname(createRequire(import.meta.url).resolve('node-addon-api/package.json'));
  } catch {
    return fail('The npm package node-addon-api is missing. Run: npm install node-addon-api@8', 4);
  }
}

function run(program, args) {
  const { status, error } = spawnSync(program, args, { stdio: 'inherit' });
  if (error?.code === 'ENOENT') fail(`${program} was not found.\n\n${HELP}`, 4);
  if (status !== 0) fail(`\nThis failed: ${program} ${args.join(' ')}\n\n${HELP}`, 1);
}

if (process.argv.includes('--help') || process.argv.includes('-h')) {
  console.log(HELP);
} else {
  const settings = [
    ...['-DCMAKE_BUILD_TYPE=Release', '-DVR_NODE_ADDON=ON', `-DVR_REPOSITORY_ROOT=${root}`],
    ...[`-DVR_NODE_HEADERS=${nodeHeaders()}`, `-DVR_NODE_ADDON_API=${nodeAddonApi()}`],
  ];
  run('cmake', ['-S', source, '-B', folder, ...settings]);
  run('cmake', ['--build', folder, '--target', 'voice_recorder_node', '-j', String(availableParallelism())]);
  run(process.execPath, ['-e', `process.dlopen({ exports: {} }, ${JSON.stringify(addon)})`]);
  console.log(`\n${addon}`);
}
