#!/usr/bin/env node
// npm start: all set-up, then the sample with the arguments given; its exit code is the command's.
import { runMain } from './lib/errors.mjs';
import { root, sampleBundle } from './lib/paths.mjs';
import { inherit } from './lib/run.mjs';
import { setUp } from './setup.mjs';

await runMain(async () => {
  await setUp('start');
  console.log('');
  return inherit(process.execPath, ['--enable-source-maps', sampleBundle, ...process.argv.slice(2)], { cwd: root });
});
