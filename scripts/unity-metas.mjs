#!/usr/bin/env node
// npm run unity:metas: writes the .meta files that the Unity package and its sample project lack, after a file was added.
import { join } from 'node:path';
import { runMain } from './lib/errors.mjs';
import { plugin, root } from './lib/paths.mjs';
import { writeMissingMetas } from './lib/unity-metas.mjs';

await runMain(() => {
  const sample = 'samples/unity/Assets';
  const written = [...writeMissingMetas(join(plugin, 'unity')), ...writeMissingMetas(join(root, sample), sample)];
  for (const path of written) console.log(path);
  console.log(written.length === 0 ? 'Every file has its meta' : `${written.length} written`);
});
