import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmTool } from '../checks.mjs';
import { CommandError } from '../errors.mjs';
import { build, extension, modules, root } from '../paths.mjs';

/** Node wants the name of a file where our sources leave its ending to the bundler. */
export function withEndings(text) {
  return text.replace(/((?:from|import\()\s*['"])(\.{1,2}\/[^'"]+?)(?:\.js)?(['"])/g, '$1$2.js$3');
}

/** What is exported: the file, whose tsconfig.json checks it, below which folder it and what it imports lie, and where. */
const ENTRIES = [
  {
    file: join(extension, 'source', 'host', 'analysis', 'index.ts'),
    project: join(extension, 'tsconfig.host.json'),
    rootDir: join(extension, 'source'),
    below: '.',
  },
  {
    file: join(root, 'assets', 'scripts', 'testing', 'index.ts'),
    project: join(root, 'assets', 'scripts', 'testing', 'tsconfig.json'),
    rootDir: root,
    below: 'testing',
  },
];

/** The declarations of what the package exports, into `folder`. */
export async function stageTypings(folder) {
  for (const { file, project, rootDir, below } of ENTRIES) {
    const outDir = join(folder, below);
    const made = join(build, 'npm', 'typings.json');
    const compilerOptions = {
      ...{ noEmit: false, declaration: true, emitDeclarationOnly: true },
      ...{ outDir, rootDir, typeRoots: [join(modules, '@types')] },
    };
    const settings = { extends: project, compilerOptions, include: [], exclude: [], files: [file] };
    writeFileSync(made, JSON.stringify(settings));
    const { code, output } = await npmTool('typescript-native/bin/tsc', ['-p', made]);
    rmSync(made);
    if (code !== 0) throw new CommandError(`The declarations cannot be made:\n${output}`);
  }
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile()) writeFileSync(path, withEndings(readFileSync(path, 'utf8')));
  }
}
