#!/usr/bin/env node
// npm run unity:metas: writes the .meta files that the Unity package lacks, after a file was added to it.
import { join } from 'node:path';
import { runMain } from './lib/errors.mjs';
import { plugin } from './lib/paths.mjs';
import { writeMissingMetas } from './lib/unity-metas.mjs';

await runMain(() => {
  const written = writeMissingMetas(join(plugin, 'unity'));
  for (const path of written) console.log(path);
  console.log(written.length === 0 ? 'Every file has its meta' : `${written.length} written`);
});
