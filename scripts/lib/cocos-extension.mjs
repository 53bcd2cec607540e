import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, unlessCurrent } from './bundler.mjs';
import { ANALYSIS_FILES, PITCH_AS_CHARACTERS } from './extension-bundles.mjs';
import { build, cocosExtension, extension } from './paths.mjs';

const source = join(extension, 'source');
const dist = join(cocosExtension, 'dist');
const page = join(dist, 'page');
const wasm = join(cocosExtension, 'wasm');
const i18n = join(cocosExtension, 'i18n');

const WASM = 'voice_recorder_analysis.wasm';
export const LANGUAGES = ['en', 'zh'];
/** What went into the bundles. */
export const COCOS_STAMP = join(build, '.cocos-extension');
const COMPONENT_TEXTS = Object.fromEntries(
  LANGUAGES.map((language) => [language, join(source, 'i18n', `component.${language}.ts`)]),
);

/** Creator 3.8.5 and later: Electron 31, which is Node 20 and Chromium 126. */
const CREATOR = {
  target: ['node20', 'chrome126'],
  format: 'cjs',
  charset: 'utf8',
  legalComments: 'linked',
  define: { 'process.env.NODE_ENV': '"production"' },
};

const MAIN = {
  ...CREATOR,
  platform: 'node',
  external: ['electron'],
  outdir: dist,
  entryPoints: { main: join(source, 'main.ts'), host: join(source, 'host', 'process.ts') },
};

/** In windows, with Node: what is imported of packages is that for browsers. */
const WINDOWS = {
  ...CREATOR,
  platform: 'browser',
  external: ['electron', 'node:*'],
  outdir: dist,
  minify: true,
  plugins: [PITCH_AS_CHARACTERS],
  // The library of the pitch would make itself what this script exports.
  define: { ...CREATOR.define, module: 'undefined' },
  jsx: 'automatic',
  jsxImportSource: 'preact',
  entryPoints: {
    panel: join(source, 'panels', 'default', 'index.ts'),
    inspector: join(source, 'inspector', 'index.ts'),
  },
};

const PAGE = { ...CREATOR, platform: 'browser', outdir: page, minify: true };

/** A module of an audio worklet. */
const PITCH = {
  ...PAGE,
  format: 'esm',
  plugins: [PITCH_AS_CHARACTERS],
  entryPoints: { pitch: join(source, 'view', 'engine', 'player', 'pitchModule.ts') },
};

/** One script with the next one: the panel puts them together. */
const WORKER = { ...PAGE, format: 'iife', entryPoints: { worker: join(source, 'panels', 'default', 'worker.ts') } };

/** Its .wasm is given to it as bytes; the address only has to be one. */
const ANALYSIS = {
  ...PAGE,
  format: 'iife',
  globalName: 'voiceRecorderModule',
  define: { 'import.meta.url': '"file:///"' },
  entryPoints: { voice_recorder_analysis: join(build, 'wasm', 'page', 'voice_recorder_analysis.mjs') },
};

/** The page that the component's question mark opens, which lies in the extension: where that is, only the editor knows. */
const HELP_PAGES = { en: 'README.md', zh: 'README.zh-CN.md' };

/**
 * Texts of the extension, and below `component` those of the component's properties. A tip ends with the name that scripts
 * and refusals call the property by.
 */
function texts(language) {
  const component = COMPONENT_TEXTS[language];
  const lines = [
    `import { ${language} as own } from './${language}';`,
    existsSync(component) ? `import * as component from './component.${language}';` : 'const component = {};',
    "import { join } from 'node:path';",
    "import { pathToFileURL } from 'node:url';",
    `const help = pathToFileURL(join(__dirname, '..', '${HELP_PAGES[language]}')).href;`,
    'const { tips = {}, ...others } = Object.values(component)[0] ?? {};',
    'const named = Object.entries(tips).map(([name, tip]) => [name, `${tip} (${name})`]);',
    'module.exports = { ...own, component: { ...others, tips: Object.fromEntries(named), help } };',
  ];
  return {
    ...CREATOR,
    platform: 'node',
    stdin: { contents: lines.join('\n'), resolveDir: join(source, 'i18n'), loader: 'ts' },
    outfile: join(i18n, `${language}.js`),
  };
}

/** What is copied as it is: the manifest, and the analysis for Node and for the panel's worker, where it was built. */
function copies(hasWasm) {
  const manifest = { from: join(extension, 'package.json'), to: join(cocosExtension, 'package.json') };
  if (!hasWasm) return [manifest];
  const built = join(build, 'wasm');
  const forNode = [...ANALYSIS_FILES, 'voice_recorder_analysis_worker.mjs'];
  return [
    manifest,
    ...forNode.map((name) => ({ from: join(built, name), to: join(wasm, name) })),
    { from: join(built, 'page', WASM), to: join(page, WASM) },
  ];
}

/**
 * The extension into build/cocos-extension. `hasWasm`: the WebAssembly build and its worker are in build/wasm; without
 * them the panel lists captures alone.
 */
export function bundleCocosExtension(hasWasm) {
  const files = copies(hasWasm);
  const scripts = ['main.js', 'host.js', 'panel.js', 'panel.css', 'inspector.js', 'page/worker.js', 'page/pitch.js'];
  if (hasWasm) scripts.push('page/voice_recorder_analysis.js');
  const outputs = [
    ...scripts.map((name) => join(dist, name)),
    ...LANGUAGES.map((language) => join(i18n, `${language}.js`)),
    ...files.map(({ to }) => to),
  ];
  return unlessCurrent({
    stamp: COCOS_STAMP,
    outputs,
    recipe: JSON.stringify([MAIN, WINDOWS, PITCH, WORKER, ANALYSIS, LANGUAGES.map(texts), outputs]),
    more: [...files.map(({ from }) => from), ...Object.values(COMPONENT_TEXTS)],
    make: async () => {
      rmSync(cocosExtension, { recursive: true, force: true });
      for (const folder of [page, wasm, i18n]) mkdirSync(folder, { recursive: true });
      for (const { from, to } of files) copyFileSync(from, to);
      const bundled = [
        await bundle("The extension's main process", MAIN),
        await bundle("The extension's panel and inspector", WINDOWS),
        await bundle("The panel's worker", WORKER),
        await bundle("The panel's module of the pitch", PITCH),
      ];
      if (hasWasm) bundled.push(await bundle("The panel's analysis", ANALYSIS));
      for (const language of LANGUAGES) bundled.push(await bundle("The extension's texts", texts(language)));
      return [...new Set(bundled.flat())].filter((path) => existsSync(path));
    },
  });
}
