/**
 * An ES module around the loader that emscripten writes for scripts. Its own ES modules of version 3 do not load in
 * Node: there `require` and `__dirname` are missing, and the .wasm cannot be fetched.
 */
export function wasmModuleText(script, name) {
  return `// Made by the build: ${name} as WebAssembly.
function define(require, __dirname, __filename) {
${script.trimEnd()}
return createVoiceRecorderAnalysis;
}

const inNode = typeof process === 'object' && typeof process.versions === 'object' && process.versions.node !== undefined && typeof window !== 'object' && typeof importScripts !== 'function';

async function partsOfNode(options) {
  // Bundlers of pages leave what they cannot see.
  const [modules, urls, files] = ['node:module', 'node:url', 'node:fs/promises'];
  const { createRequire } = await import(/* @vite-ignore */ modules);
  const { fileURLToPath } = await import(/* @vite-ignore */ urls);
  const { readFile } = await import(/* @vite-ignore */ files);
  const filename = fileURLToPath(import.meta.url);
  const require = createRequire(import.meta.url);
  const place = options.locateFile?.('${name}.wasm', '') ?? fileURLToPath(new URL('${name}.wasm', import.meta.url));
  const wasmBinary = options.wasmBinary ?? new Uint8Array(await readFile(place));
  return { create: define(require, require('node:path').dirname(filename), filename), wasmBinary };
}

/** The module, ready to be called. options: wasmBinary, or locateFile(name) where the .wasm is not beside this file. */
export default async function load(options = {}) {
  const quiet = { print: () => {}, printErr: () => {}, ...options };
  if (inNode) {
    const { create, wasmBinary } = await partsOfNode(options);
    return create({ ...quiet, wasmBinary });
  }
  const locateFile = (file) => new URL(file, import.meta.url).href;
  return define(undefined, '', '')({ locateFile, ...quiet });
}
`;
}
