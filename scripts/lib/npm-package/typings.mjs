import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmTool } from '../checks.mjs';
import { CommandError } from '../errors.mjs';
import { build, extension } from '../paths.mjs';

/** Node wants the name of a file where our sources leave its ending to the bundler. */
export function withEndings(text) {
  return text.replace(/((?:from|import\()\s*['"])(\.{1,2}\/[^'"]+?)(?:\.js)?(['"])/g, '$1$2.js$3');
}

/** The declarations of what the package exports, into `folder`. */
export async function stageTypings(folder) {
  const project = join(build, 'npm', 'typings.json');
  const compilerOptions = {
    ...{ noEmit: false, declaration: true, emitDeclarationOnly: true },
    ...{ outDir: folder, rootDir: join(extension, 'source'), typeRoots: [join(build, '..', 'node_modules', '@types')] },
  };
  const files = [join(extension, 'source', 'host', 'analysis', 'index.ts')];
  writeFileSync(
    project,
    JSON.stringify({ extends: join(extension, 'tsconfig.host.json'), compilerOptions, include: [], files }),
  );
  const { code, output } = await npmTool('typescript/bin/tsc', ['-p', project]);
  rmSync(project);
  if (code !== 0) throw new CommandError(`The declarations cannot be made:\n${output}`);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile()) writeFileSync(path, withEndings(readFileSync(path, 'utf8')));
  }
}
