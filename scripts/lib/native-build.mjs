import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { CommandError, Exit } from './errors.mjs';
import { build, plugin } from './paths.mjs';
import { runInStep } from './progress.mjs';
import { answers } from './run.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

// The sources of a room are compiled as one, which takes a third of the time; that each stands by itself the builds for Windows show.
const JOINED = { VR_PRECOMPILE: 'ON', CMAKE_UNITY_BUILD: 'ON' };

/** $VR_SOURCES_AT_ONCE, how many sources are compiled as one: a few make a build after a change shorter; 0, the default: all. */
export function sourcesAtOnce(given = '0') {
  if (/^\d{1,3}$/.test(given)) return given;
  throw new CommandError(`VR_SOURCES_AT_ONCE is ${given}; expected a number from 0 (all of a room) to 999`, Exit.usage);
}

// Light optimisation builds faster, and without NDEBUG the assertions of thread roles are on.
const SANITIZED = {
  CMAKE_BUILD_TYPE: 'RelWithDebInfo',
  CMAKE_CXX_FLAGS_RELWITHDEBINFO: '-O1 -g1',
  ...JOINED,
  VR_TESTS: 'ON',
};

// Line numbers are what traces need; all of the debug information makes a build a quarter slower.
const TRACEABLE = {
  CMAKE_BUILD_TYPE: 'RelWithDebInfo',
  CMAKE_CXX_FLAGS_RELWITHDEBINFO: '-O2 -g1 -DNDEBUG',
  ...JOINED,
};

/** What runs a game script in Node and reads its captures. */
const PLAYABLE = { ...TRACEABLE, VR_PUERTS: 'ON', VR_TOOLS: 'ON', VR_ANALYSIS: 'ON', VR_NODE_ADDON: 'ON' };

const ADDRESS_SANITIZED = {
  folder: 'asan',
  variables: { ...SANITIZED, VR_ANALYSIS: 'ON', VR_SANITIZE: 'address,undefined' },
};

/** The build folder and CMake variables of each profile; `targets` when not everything is to be built. */
export const nativeBuilds = {
  start: { folder: 'native', variables: PLAYABLE },
  test: { folder: 'native', variables: { ...PLAYABLE, VR_TESTS: 'ON' } },
  torture: {
    folder: 'native',
    variables: { ...TRACEABLE, VR_TOOLS: 'ON', VR_ANALYSIS: 'ON', VR_TESTS: 'ON' },
    targets: ['torture'],
  },
  // With the variables of fuzzing-compiler.mjs, where there are any, both are one build.
  asan: ADDRESS_SANITIZED,
  fuzz: { ...ADDRESS_SANITIZED, targets: ['fuzz'] },
  game: {
    folder: 'native',
    variables: { ...TRACEABLE, VR_ANALYSIS: 'ON' },
    targets: ['voice_recorder_game', 'voice_recorder_analysis_editor'],
  },
  // What reads captures has one thread.
  tsan: { folder: 'tsan', variables: { ...SANITIZED, VR_ANALYSIS: 'OFF', VR_SANITIZE: 'thread' } },
  bench: {
    folder: 'bench',
    variables: { CMAKE_BUILD_TYPE: 'Release', VR_PUERTS: 'ON', VR_NODE_ADDON: 'ON', VR_BENCH: 'ON' },
  },
  diagnosis: {
    folder: 'bench',
    variables: { CMAKE_BUILD_TYPE: 'Release', VR_BENCH: 'ON' },
    targets: ['bench_diagnosis'],
  },
};

export function buildFolder(profile) {
  return join(build, nativeBuilds[profile].folder);
}

/** CMake refuses a cache that was made for another place, e.g. when the working tree was moved or copied. */
function dropForeignCache(folder) {
  const cache = join(folder, 'CMakeCache.txt');
  if (!existsSync(cache)) return;
  const home = /^CMAKE_HOME_DIRECTORY:INTERNAL=(.*)$/m.exec(readFileSync(cache, 'utf8'))?.[1];
  if (home !== plugin) rmSync(folder, { recursive: true, force: true });
}

/** True when every variable that is wanted has been configured with that value; more may have been. */
export function isConfigured(stamp, variables, system) {
  if (stamp.system !== system) return false;
  return Object.entries(variables).every(([name, value]) => stamp.variables?.[name] === value);
}

/** What a configuration depends on besides its variables: newly installed libraries must be looked for again. */
function systemKey(found) {
  return [process.env.CC ?? '', process.env.CXX ?? '', process.env.CXXFLAGS ?? '', ...found].join('|');
}

/** Ninja keeps all processors busy where make waits for one folder after the other; whatever a folder was made for stays. */
export function generator(folder) {
  return !existsSync(join(folder, 'CMakeCache.txt')) && answers('ninja', ['--version']) ? ['-G', 'Ninja'] : [];
}

/** Configures when needed, then lets the build tool decide what is out of date. `more`: CMake variables besides the profile's. */
export async function ensureNativeBuild(profile, found = [], more = {}) {
  const { targets = [] } = nativeBuilds[profile];
  const joined = { CMAKE_UNITY_BUILD_BATCH_SIZE: sourcesAtOnce(process.env.VR_SOURCES_AT_ONCE) };
  const variables = { ...nativeBuilds[profile].variables, ...joined, ...more };
  const folder = buildFolder(profile);
  const stampFile = join(folder, '.vr-configured');
  dropForeignCache(folder);
  mkdirSync(folder, { recursive: true });
  const stamp = readStamp(stampFile);
  const system = systemKey(found);
  const configure = !existsSync(join(folder, 'CMakeCache.txt')) || !isConfigured(stamp, variables, system);
  if (configure) {
    const set = Object.entries(variables).map(([name, value]) => `-D${name}=${value}`);
    await runInStep('cmake', ['-S', plugin, '-B', folder, ...generator(folder), ...set]);
    writeStamp(stampFile, { system, variables: { ...stamp.variables, ...variables } });
  }
  const jobs = String(Math.max(1, availableParallelism()));
  await runInStep('cmake', ['--build', folder, '-j', jobs, ...targets.flatMap((name) => ['--target', name])]);
  return configure ? 'configured and built' : 'up to date';
}
