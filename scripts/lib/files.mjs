import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from './paths.mjs';

const NEVER = new Set(['.git', 'node_modules', 'build', 'out', 'captures', 'dist']);

function walk(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NEVER.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return walk(path);
    return entry.isFile() ? [relative(root, path).split(sep).join('/')] : [];
  });
}

/** All files of the project, relative to its root with forward slashes: those of git, or of the folder without git. */
export function projectFiles() {
  try {
    const options = { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20, stdio: ['ignore', 'pipe', 'ignore'] };
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], options);
    return [...new Set(listed.split('\0'))].filter((path) => path !== '' && existsSync(join(root, path)));
  } catch {
    return walk(root);
  }
}

/** C and C++ files of the project. */
export function nativeFiles() {
  return projectFiles().filter((path) => /^(native|test|samples)\/.*\.(c|cpp|h)$/.test(path));
}
