const IN_NODE = `
const inNode = typeof process === 'object' && process.versions?.node !== undefined && typeof importScripts !== 'function';

async function loadInNode(options) {
  // Bundlers of pages leave what they cannot see.
  const [modules, urls, files] = ['node:module', 'node:url', 'node:fs/promises'];
  const { createRequire } = await import(modules);
  const { fileURLToPath } = await import(urls);
  const { readFile } = await import(files);
  const filename = fileURLToPath(import.meta.url);
  const require = createRequire(import.meta.url);
  const place = options.locateFile?.(binary, '') ?? fileURLToPath(new URL(binary, import.meta.url));
  const wasmBinary = options.wasmBinary ?? new Uint8Array(await readFile(place));
  return define(require, require('node:path').dirname(filename), filename)({ ...options, wasmBinary });
}
`;

/**
 * An ES module around the loader that emscripten writes for scripts. Its own ES modules of version 3 do not load in
 * Node: there `require` and `__dirname` are missing, and the .wasm cannot be fetched. node: it is for Node too.
 */
export function wasmModuleText(script, name, { node }) {
  return `// Made by the build: ${name} as WebAssembly.
function define(require, __dirname, __filename) {
${script.trimEnd()}
return createVoiceRecorderAnalysis;
}

const binary = '${name}.wasm';
${node ? IN_NODE : ''}
/** The module, ready to be called. options: wasmBinary, or locateFile(name) where the .wasm is not beside this file. */
export default async function load(options = {}) {
  const quiet = { print: () => {}, printErr: () => {}, ...options };
  ${node ? 'if (inNode) return loadInNode(quiet);' : ''}
  return define(undefined, '', '')({
    ...quiet,
    locateFile: (_file, folder) => options.locateFile?.(binary, folder) ?? new URL(binary, import.meta.url).href,
  });
}
`;
}
