import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, unlessCurrent } from './bundler.mjs';
import { CommandError, Exit } from './errors.mjs';
import { build, root, sampleBundle } from './paths.mjs';

/** Bundles the sample's TypeScript into one ES module; npm packages stay imports. */
export function bundleSample() {
  const entry = join(root, 'samples', 'webrtc-room', 'main.ts');
  if (!existsSync(entry)) throw new CommandError(`The sample is missing: ${entry}`, Exit.unreadable);
  const options = {
    entryPoints: [entry],
    outfile: sampleBundle,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
  };
  return unlessCurrent({
    stamp: join(build, '.sample-bundle'),
    outputs: [sampleBundle],
    recipe: JSON.stringify(options),
    make: () => bundle('The sample', options),
  });
}
