import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommandError, Exit } from './errors.mjs';
import { modules, root, sampleBundle } from './paths.mjs';

/** Bundles the sample's TypeScript into one ES module; npm packages stay imports. */
export async function bundleSample() {
  const entry = join(root, 'samples', 'webrtc-room', 'main.ts');
  if (!existsSync(entry)) throw new CommandError(`The sample is missing: ${entry}`, Exit.unreadable);
  const esbuild = await import(pathToFileURL(join(modules, 'esbuild', 'lib', 'main.js')).href);
  const { build, stop } = esbuild.default ?? esbuild;
  try {
    await build({
      absWorkingDir: root,
      entryPoints: [entry],
      outfile: sampleBundle,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      sourcemap: 'linked',
      logLevel: 'silent',
    });
  } catch (error) {
    throw new CommandError(`The sample does not bundle:\n${error.message}`);
  } finally {
    stop?.();
  }
}
