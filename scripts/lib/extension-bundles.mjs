import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, unlessCurrent } from './bundler.mjs';
import { commandLineBundle, extension, extensionBuild, pageFolder, viewerBundle } from './paths.mjs';

const view = join(extension, 'source', 'view');
const html = join(view, 'index.html');

const PAGE = {
  entryPoints: {
    app: join(view, 'main.tsx'),
    worker: join(view, 'worker.ts'),
    pitch: join(view, 'engine', 'player', 'pitchModule.ts'),
  },
  outdir: pageFolder,
  format: 'esm',
  target: ['chrome91', 'firefox102', 'safari15'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: true,
  legalComments: 'linked',
  sourcemap: 'linked',
  external: ['node:*'],
  define: { 'process.env.NODE_ENV': '"production"' },
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

/** What the page takes as it is: `wasm` is the folder of the WebAssembly build, undefined without one. */
function filesBeside(wasm) {
  const built = wasm === undefined ? [] : readdirSync(wasm).filter((name) => /\.(wasm|mjs|js)$/.test(name));
  return [html, ...built.map((name) => join(wasm, name))];
}

const nameOf = (path) => path.slice(path.lastIndexOf('/') + 1);

/** The viewer's page into build/extension/view. */
export function bundlePage(wasm) {
  const beside = filesBeside(wasm).filter((path) => existsSync(path));
  return unlessCurrent({
    stamp: join(extensionBuild, '.page'),
    outputs: [...beside.map(nameOf), 'app.js', 'app.css', 'worker.js', 'pitch.js'].map((name) =>
      join(pageFolder, name),
    ),
    recipe: JSON.stringify(PAGE),
    more: beside,
    make: async () => {
      mkdirSync(pageFolder, { recursive: true });
      for (const path of beside) copyFileSync(path, join(pageFolder, nameOf(path)));
      return bundle('The page', PAGE);
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
