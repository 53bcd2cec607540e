import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { bundle } from './bundler.mjs';
import { npmTool } from './checks.mjs';
import { CommandError } from './errors.mjs';
import { build, root } from './paths.mjs';

/** What a game script in Unity imports. */
export const UNITY_MODULE = 'voice-recorder.mjs';

const scripts = join(root, 'assets', 'scripts');

/** PuerTS runs ES modules, on V8 and on QuickJS; what it lacks, the scripts do not use. */
const MODULE = { format: 'esm', target: 'es2020', platform: 'neutral', charset: 'utf8' };

/**
 * Bundles the face of the recorder and the bridge of Unity into one ES module for `ExecuteModule`, and writes its
 * declarations beside it as `voice-recorder.d.ts`. Answers the files that went in.
 */
export async function bundleForUnity(outfile) {
  const entry = join(scripts, 'unity.ts');
  const inputs = await bundle('The scripts for Unity', { ...MODULE, entryPoints: [entry], outfile });
  writeFileSync(join(dirname(outfile), 'voice-recorder.d.ts'), await declarationsForUnity());
  return inputs;
}

/** Bundles a game script as a Unity project does: what it imports of the recorder stays an import. */
export function bundleGameForUnity(entry, outfile) {
  const face = {
    name: 'face-of-the-recorder',
    setup({ onResolve }) {
      onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) =>
        resolve(resolveDir, path) === join(scripts, 'index') ? { path: UNITY_MODULE, external: true } : undefined,
      );
    },
  };
  return bundle('A game script', { ...MODULE, entryPoints: [entry], outfile, plugins: [face] });
}

/** The declarations of every file of the face as modules of one file, the last of which is the bundle. */
async function declarationsForUnity() {
  const folder = join(build, 'unity-typings');
  const outFile = join(folder, 'all.d.ts');
  mkdirSync(folder, { recursive: true });
  const project = join(folder, 'tsconfig.json');
  const compilerOptions = {
    ...{ declaration: true, emitDeclarationOnly: true, outFile, rootDir: scripts, types: [], strict: true },
    ...{ module: 'amd', moduleResolution: 'node10', target: 'es2020', lib: ['es2020'] },
  };
  writeFileSync(project, JSON.stringify({ compilerOptions, files: [join(scripts, 'index.ts')] }));
  const { code, output } = await npmTool('typescript/bin/tsc', ['-p', project]);
  if (code !== 0) throw new CommandError(`The declarations for Unity cannot be made:\n${output}`);
  const text = readFileSync(outFile, 'utf8').replace(
    /(declare module |from |import\()"([^"]+)"/g,
    (_, before, name) => `${before}"voice-recorder/${name}"`,
  );
  rmSync(folder, { recursive: true });
  return `${text}declare module "${UNITY_MODULE}" {\n    export * from "voice-recorder/index";\n}\n`;
}
