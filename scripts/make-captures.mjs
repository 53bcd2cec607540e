#!/usr/bin/env node
// Makes a folder of real captures for the tests in the browser and for the picture in the README.
import { resolve } from 'node:path';
import { CommandError, Exit, runMain } from './lib/errors.mjs';
import { makeRealCaptures } from './lib/real-captures.mjs';

await runMain(async () => {
  const [folder, ...more] = process.argv.slice(2);
  if (folder === undefined || more.length > 0) {
    throw new CommandError('node scripts/make-captures.mjs FOLDER; what is in the folder is removed', Exit.usage);
  }
  await makeRealCaptures(resolve(folder));
});
