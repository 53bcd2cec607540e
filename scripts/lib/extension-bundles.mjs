import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, unlessCurrent } from './bundler.mjs';
import { commandLineBundle, extension, extensionBuild, pageFolder, viewerBundle } from './paths.mjs';
import { makeSmaller, SMALLER } from './smaller.mjs';

const view = join(extension, 'source', 'view');
const html = join(view, 'index.html');

export const ANALYSIS_FILES = ['voice_recorder_analysis.mjs', 'voice_recorder_analysis.wasm'];

/** README, Support: WebAssembly's SIMD, and in Firefox workers that are modules. */
const BROWSERS = {
  outdir: pageFolder,
  target: ['chrome91', 'firefox114', 'safari16.4'],
  minify: true,
  charset: 'utf8',
  legalComments: 'linked',
  sourcemap: 'linked',
  define: { 'process.env.NODE_ENV': '"production"' },
};

/** What is imported when it is needed becomes a file of its own. */
const PAGE = {
  ...BROWSERS,
  entryPoints: { app: join(view, 'main.tsx') },
  format: 'esm',
  splitting: true,
  chunkNames: '[name]-[hash]',
  jsx: 'automatic',
  jsxImportSource: 'preact',
};

const WORKER = { ...BROWSERS, entryPoints: { worker: join(view, 'worker.ts') }, format: 'esm' };

/**
 * The library of the pitch has its WebAssembly within, as base64, which does not compress: as characters of one byte each
 * it is loaded with a fifth less. A worklet cannot fetch a file of its own.
 */
const PRINTABLE = 35; // bytes are moved up to where few characters need an escape
export const PITCH_AS_CHARACTERS = {
  name: 'pitch-as-characters',
  setup({ onLoad }) {
    onLoad({ filter: /SignalsmithStretch\.mjs$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const packed = text.split(/"data:application\/octet-stream;base64,([A-Za-z0-9+/=]+)"/);
      const declared = text.split('var wasmBinary;');
      if (packed.length !== 3 || declared.length !== 2) {
        throw new Error(`${path} is not as it was: its WebAssembly was not found`);
      }
      const characters = Array.from(Buffer.from(packed[1], 'base64'), (byte) => String.fromCharCode(byte + PRINTABLE));
      const literal = JSON.stringify(characters.join(''));
      const bytes = `Uint8Array.from(${literal},(one)=>one.charCodeAt(0)-${PRINTABLE}).buffer`;
      const whole = `${packed[0]}"pitch.wasm"${packed[2]}`;
      const contents = whole.replace('var wasmBinary;', () => `var wasmBinary=${bytes};`);
      return { contents };
    });
  },
};

/** The node that keeps the pitch is both a module of the page and one of an audio worklet. */
const PITCH = {
  ...BROWSERS,
  plugins: [PITCH_AS_CHARACTERS],
  entryPoints: { pitch: join(view, 'engine', 'player', 'pitchModule.ts') },
  format: 'esm',
};

const COMMAND_LINE = {
  entryPoints: {
    cli: join(extension, 'source', 'cli', 'main.ts'),
    viewer: join(extension, 'source', 'cli', 'viewer.ts'),
  },
  outdir: extensionBuild,
  outExtension: { '.js': '.mjs' },
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: 'linked',
};

/** What the page takes as it is: `wasm` is the folder of the WebAssembly build for pages, undefined without one. */
function filesBeside(wasm) {
  return [html, ...(wasm === undefined ? [] : ANALYSIS_FILES.map((name) => join(wasm, name)))];
}

const nameOf = (path) => path.slice(path.lastIndexOf('/') + 1);

/** The viewer's page into build/extension/view, with nothing of an earlier build. */
export function bundlePage(wasm) {
  const beside = filesBeside(wasm);
  const outputs = [...beside.map(nameOf), 'app.js', 'app.css', 'worker.js', 'pitch.js'];
  return unlessCurrent({
    stamp: join(extensionBuild, '.page'),
    outputs: outputs.map((name) => join(pageFolder, name)),
    recipe: JSON.stringify([PAGE, WORKER, PITCH, outputs, SMALLER, String(PITCH_AS_CHARACTERS.setup)]),
    more: beside,
    make: async () => {
      rmSync(pageFolder, { recursive: true, force: true });
      mkdirSync(pageFolder, { recursive: true });
      for (const path of beside) copyFileSync(path, join(pageFolder, nameOf(path)));
      const bundled = [await bundle('The page', PAGE), await bundle("The page's worker", WORKER)];
      for (const name of readdirSync(pageFolder)) if (name.endsWith('.js')) await makeSmaller(join(pageFolder, name));
      // The characters of the pitch's WebAssembly stay as they are.
      bundled.push(await bundle('The module of the pitch', PITCH));
      return [...new Set(bundled.flat())];
    },
  });
}

/** The command line and the viewer's server into build/extension; npm packages stay imports. */
export function bundleCommandLine() {
  return unlessCurrent({
    stamp: join(extensionBuild, '.cli'),
    outputs: [commandLineBundle, viewerBundle],
    recipe: JSON.stringify(COMMAND_LINE),
    make: () => bundle('The command line', COMMAND_LINE),
  });
}
