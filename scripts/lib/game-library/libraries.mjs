import { existsSync, readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { CommandError, Exit } from '../errors.mjs';
import { build, plugin } from '../paths.mjs';
import { runInStep } from '../progress.mjs';
import { capture } from '../run.mjs';
import { digest, readStamp, writeStamp } from '../stamp.mjs';
import { ensureLibrarySources } from './sources.mjs';

const PROJECT = join(plugin, 'cmake', 'libraries');
const INCLUDES = ['/usr/include', '/usr/local/include'];
/** Where Debian's package googletest puts its sources. */
const GTEST = '/usr/src/googletest';

/** What a game library can be built for here: the CMake toolchain, and what is told of compilers. */
export const targets = {
  'linux-x64': { compiler: 'c++' },
  'win-x64': {
    toolchain: join(plugin, 'cmake', 'mingw-w64-x86_64.cmake'),
    compiler: 'x86_64-w64-mingw32-g++-posix',
    // A toolchain sees nothing of this machine: what has only headers, and the tests' library, go along.
    more: () => [`-DVR_JSON_HEADERS=${jsonHeaders()}`, `-DVR_GTEST=${existsSync(GTEST) ? GTEST : ''}`],
  },
};

function jsonHeaders() {
  const found = INCLUDES.find((folder) => existsSync(join(folder, 'nlohmann', 'json.hpp')));
  if (found) return found;
  throw new CommandError(`nlohmann/json.hpp was not found in ${INCLUDES.join(' or ')}`, Exit.environment);
}

export const prefixOf = (target) => join(build, 'game-libraries', target, 'prefix');

/** The words of CMake that choose a target. */
export const toolchainWords = (target) =>
  targets[target].toolchain ? [`-DCMAKE_TOOLCHAIN_FILE=${targets[target].toolchain}`] : [];

/** Builds the static libraries of a target from their sources, where something has changed; gives their prefix. */
export async function ensureLibraries(target) {
  const { compiler, more } = targets[target];
  const sources = await ensureLibrarySources();
  const prefix = prefixOf(target);
  const objects = join(build, 'game-libraries', target, 'objects');
  const stampFile = join(build, 'game-libraries', target, '.vr-built');
  const { stdout } = await capture(compiler, ['--version']);
  const nasm = await capture('nasm', ['-v']);
  const text = readFileSync(join(PROJECT, 'CMakeLists.txt'), 'utf8');
  const key = digest([text, stdout, nasm.stdout, sources, statSync(sources).mtimeMs, ...(more?.() ?? [])].join('\n'));
  if (readStamp(stampFile).key === key && existsSync(join(prefix, 'lib', 'libsodium.a'))) return prefix;
  await runInStep('cmake', [
    '-S',
    PROJECT,
    '-B',
    objects,
    '-DCMAKE_BUILD_TYPE=Release',
    `-DCMAKE_INSTALL_PREFIX=${prefix}`,
    `-DVR_SOURCES=${sources}`,
    ...toolchainWords(target),
    ...(more?.() ?? []),
  ]);
  await runInStep('cmake', ['--build', objects, '-j', String(availableParallelism()), '--target', 'install']);
  writeStamp(stampFile, { key });
  return prefix;
}
