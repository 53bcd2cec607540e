import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { CommandError } from '../errors.mjs';

/** TypeScript reads imports of types, too, which a bundler drops. */
async function typescript() {
  const module = await import('typescript');
  return module.default ?? module;
}

/** What a script imports, types included, by the names in its text. */
export async function importsOf(text) {
  const { preProcessFile } = await typescript();
  return preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

/**
 * What is still imported when a script has been compiled by itself, as Creator does, without looking into others: the
 * names, or throws what the compiler says.
 */
export async function importsWhenCompiledAlone(text, fileName) {
  const ts = await typescript();
  const compilerOptions = {
    target: ts.ScriptTarget.ES2015,
    module: ts.ModuleKind.ESNext,
    ...{ experimentalDecorators: true, useDefineForClassFields: true },
    ...{ isolatedModules: true, verbatimModuleSyntax: true },
  };
  const { outputText, diagnostics } = ts.transpileModule(text, { compilerOptions, fileName, reportDiagnostics: true });
  if (diagnostics?.length > 0) throw new Error(ts.flattenDiagnosticMessageText(diagnostics[0].messageText, ' '));
  return importsOf(outputText);
}

/** The file that a relative import of `from` leads to, among those that `exists` knows; undefined: none. */
export function resolveImport(from, name, exists) {
  const path = posix.normalize(posix.join(dirname(from), name));
  return [`${path}.ts`, `${path}.d.ts`, `${path}/index.ts`].find((each) => exists(each));
}

/** The scripts that `entries` need, themselves included: paths below `folder`, in order. Throws for an import of nothing. */
export async function scriptsFor(entries, folder, exists) {
  const found = new Set(entries);
  for (const path of found) {
    const names = await importsOf(readFileSync(join(folder, path), 'utf8'));
    for (const name of names.filter((each) => each.startsWith('.'))) {
      const needed = resolveImport(path, name, exists);
      if (needed === undefined) throw new CommandError(`${join(folder, path)} imports ${name}, which is not there`);
      found.add(needed);
    }
  }
  return [...found].sort();
}
