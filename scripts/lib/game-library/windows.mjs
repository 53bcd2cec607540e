import { existsSync, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { build, plugin } from '../paths.mjs';
import { runInStep } from '../progress.mjs';
import { answers } from '../run.mjs';
import { readStamp, writeStamp } from '../stamp.mjs';
import { ensureLibraries, targets, toolchainWords } from './libraries.mjs';

export const windowsBuild = join(build, 'windows');
export const windowsLibrary = join(windowsBuild, 'voice_recorder.dll');

/** What must be installed to build for Windows, and to run what was built. */
const BUILD_PACKAGES = ['g++-mingw-w64-x86-64', 'nasm'];
const TEST_PACKAGES = [...BUILD_PACKAGES, 'googletest', 'wine64'];
const INSTALL = 'sudo apt-get install -y --no-install-recommends';

const hasCompiler = () => answers(targets['win-x64'].compiler, ['--version']);

/** Where wine for programs of 64 bits is: Debian keeps it off the PATH. */
export const wineProgram = () =>
  ['/usr/lib/wine/wine64', '/usr/bin/wine64', '/usr/local/bin/wine64'].find((path) => existsSync(path));

/** Why nothing can be built for Windows here, with the command that helps; undefined: it can. */
export function missingForWindows() {
  if (hasCompiler()) return undefined;
  return `for Windows g++ of mingw-w64 with POSIX threads is needed and not here: ${INSTALL} ${BUILD_PACKAGES.join(' ')}`;
}

/** Why the tests cannot be run for Windows here. */
export function missingForWindowsTests() {
  const missing = [
    hasCompiler() ? undefined : 'g++ of mingw-w64',
    existsSync('/usr/src/googletest/CMakeLists.txt') ? undefined : 'the sources of GoogleTest',
    wineProgram() ? undefined : 'wine',
  ].filter((name) => name !== undefined);
  if (missing.length === 0) return undefined;
  return `the tests for Windows need ${missing.join(', ')}, not found here: ${INSTALL} ${TEST_PACKAGES.join(' ')}`;
}

/** Builds voice_recorder.dll, and `tests` by the names of their targets. */
export async function ensureWindowsBuild(tests = []) {
  const prefix = await ensureLibraries('win-x64');
  const variables = {
    CMAKE_PREFIX_PATH: prefix,
    CMAKE_BUILD_TYPE: 'RelWithDebInfo',
    CMAKE_CXX_FLAGS_RELWITHDEBINFO: '-O2 -g1 -DNDEBUG',
    VR_PRECOMPILE: 'ON',
    VR_TOOLS: 'OFF',
    ...(tests.length > 0 && { VR_TESTS: 'ON', VR_JOIN_TESTS: 'ON' }),
  };
  const stampFile = join(windowsBuild, '.vr-configured');
  const before = readStamp(stampFile);
  mkdirSync(windowsBuild, { recursive: true });
  const isConfigured =
    existsSync(join(windowsBuild, 'CMakeCache.txt')) &&
    Object.entries(variables).every(([name, value]) => before[name] === value);
  if (!isConfigured) {
    const set = Object.entries(variables).map(([name, value]) => `-D${name}=${value}`);
    // The versions of this machine's own libraries are not those that are linked.
    const env = { PKG_CONFIG_LIBDIR: join(prefix, 'lib', 'pkgconfig') };
    await runInStep('cmake', ['-S', plugin, '-B', windowsBuild, ...toolchainWords('win-x64'), ...set], { env });
    writeStamp(stampFile, { ...before, ...variables });
  }
  const names = ['voice_recorder', ...tests].flatMap((name) => ['--target', name]);
  await runInStep('cmake', ['--build', windowsBuild, '-j', String(availableParallelism()), ...names]);
  return windowsLibrary;
}
