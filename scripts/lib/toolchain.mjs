import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { capture } from './run.mjs';
import { readStamp, writeStamp } from './stamp.mjs';
import { CommandError, Exit } from './errors.mjs';
import { build } from './paths.mjs';

const NODE_MINIMUM = [20, 9];

/** True when `version` ("20.9.0") is at least `minimum` ([20, 9]). */
export function versionAtLeast(version, minimum) {
  const parts = version.split('.').map(Number);
  for (const [index, least] of minimum.entries()) {
    if ((parts[index] ?? 0) !== least) return (parts[index] ?? 0) > least;
  }
  return true;
}

export function checkNode() {
  if (versionAtLeast(process.versions.node, NODE_MINIMUM)) return `Node ${process.versions.node}`;
  throw new CommandError(
    `Node ${NODE_MINIMUM.join('.')} or later is needed; this is ${process.versions.node}. Install it from https://nodejs.org or with your version manager (nvm install 20).`,
    Exit.environment,
  );
}

const PROBE = `#include <optional>
#include <filesystem>
#include <string_view>
int main() { std::optional<std::string_view> text{"c++17"}; if constexpr (sizeof(int) > 1) return text ? 0 : 1; }
`;

const stampFile = join(build, '.compiler');

/** Which files the candidates are now: another compiler is tried again. */
function identity(candidates) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const paths = candidates.flatMap((name) => folders.map((folder) => resolve(folder, name)));
  return paths.flatMap((path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found ? [`${path} ${found.size} ${found.mtimeMs}`] : [];
  });
}

/** Compiles a few lines of C++17 with the compiler that CMake takes: $CXX, or the system's own. */
export async function checkCompiler() {
  const candidates = process.env.CXX ? [process.env.CXX] : ['c++', 'g++', 'clang++'];
  const key = identity(candidates).join('\n');
  const stamp = readStamp(stampFile);
  if (key !== '' && stamp.key === key) return stamp.compiler;
  const folder = mkdtempSync(join(tmpdir(), 'vr-probe-'));
  try {
    const file = join(folder, 'probe.cpp');
    writeFileSync(file, PROBE);
    let said = '';
    for (const compiler of candidates) {
      const result = await capture(compiler, ['-std=c++17', '-fsyntax-only', file]);
      if (result.code === 0) {
        writeStamp(stampFile, { key, compiler });
        return compiler;
      }
      said += result.output;
    }
    throw new CommandError(
      `A C++17 compiler is needed and none of these works: ${candidates.join(', ')}.\n` +
        'Debian and Ubuntu: apt-get install g++    Fedora: dnf install gcc-c++    macOS: xcode-select --install\n' +
        'A compiler elsewhere is named by CXX=/path/to/c++.\n' +
        said,
      Exit.environment,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
