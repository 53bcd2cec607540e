import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf } from './archive.mjs';
import { importsOf, importsWhenCompiledAlone, resolveImport } from './scripts.mjs';

const ENGINE = ['cc', 'cc/env'];

async function findingsOf(assets, path, exists) {
  const text = readFileSync(join(assets, path), 'utf8');
  const findings = [];
  for (const name of await importsOf(text)) {
    if (ENGINE.includes(name)) continue;
    if (!name.startsWith('.')) findings.push(`imports ${name}, and a game has only ${ENGINE.join(' and ')}`);
    else if (resolveImport(path, name, exists) === undefined) findings.push(`imports ${name}, which is not there`);
  }
  if (findings.length > 0 || path.endsWith('.d.ts')) return findings;
  for (const name of await importsWhenCompiledAlone(text, path)) {
    const leadsTo = name.startsWith('.') ? resolveImport(path, name, exists) : undefined;
    if (leadsTo?.endsWith('.d.ts')) findings.push(`imports ${name}, which is types alone: write import type`);
  }
  return findings;
}

/** Every script of the assets compiles by itself, and what it imports is in the package or of the engine. */
export async function checkScripts(folder) {
  const assets = join(folder, 'assets');
  if (!existsSync(assets)) return [];
  const paths = filesOf(assets).filter((path) => path.endsWith('.ts'));
  const exists = (path) => paths.includes(path);
  const found = [];
  for (const path of paths) {
    try {
      for (const finding of await findingsOf(assets, path, exists)) found.push(`assets/${path} ${finding}`);
    } catch (error) {
      found.push(`assets/${path} does not compile: ${error.message}`);
    }
  }
  return found;
}
