import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A place that was tried, and why it would not do. */
export interface Attempt {
  path: string;
  why: string;
}

export const ADDON_VARIABLE = 'VR_ANALYSIS_ADDON';
export const WASM_VARIABLE = 'VR_ANALYSIS_WASM';

const ADDON = 'voice_recorder_node.node';
const ADDON_FOLDERS = [join('prebuilds', `${process.platform}-${process.arch}`), 'build/node-addon', 'build/native'];
const WASM_FOLDERS = ['wasm', 'build/wasm'];

/** Bundled as CommonJS there is no import.meta; as a module there is no __dirname. */
const here = typeof __dirname === 'string' ? __dirname : dirname(fileURLToPath(import.meta.url));

/** The packages that this file lies in, the innermost first: a bundle may lie in any folder of one. */
export function packageRoots(from = here): string[] {
  const roots: string[] = [];
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) roots.push(folder);
    if (folder === dirname(folder)) return roots;
  }
}

/** Where the addon may be, in the order in which it is looked for. */
export function addonPlaces(roots = packageRoots()): string[] {
  const named = process.env[ADDON_VARIABLE];
  const files = roots.flatMap((root) => ADDON_FOLDERS.map((folder) => join(root, folder, ADDON)));
  return named ? [resolve(named), ...files] : files;
}

/** Folders that may hold the WebAssembly build: voice_recorder_analysis.mjs, its .wasm and the worker's script. */
export function wasmPlaces(roots = packageRoots()): string[] {
  const named = process.env[WASM_VARIABLE];
  const folders = roots.flatMap((root) => WASM_FOLDERS.map((folder) => join(root, folder)));
  return named ? [resolve(named), ...folders] : folders;
}
