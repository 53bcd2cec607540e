#!/usr/bin/env node
// voice-recorder …: all set-up, then the command line with the arguments given; its exit code is the command's.
import { runMain } from './lib/errors.mjs';
import { commandLineBundle } from './lib/paths.mjs';
import { tellOnlyWhatTakesLong } from './lib/progress.mjs';
import { inherit } from './lib/run.mjs';
import { unlessUnchanged } from './lib/unchanged.mjs';
import { setUp } from './setup.mjs';

await runMain(async () => {
  tellOnlyWhatTakesLong();
  await unlessUnchanged('voice-recorder', () => setUp('start'));
  // npm runs a script in the project's folder; paths are meant from where it was called.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return inherit(process.execPath, ['--enable-source-maps', commandLineBundle, ...process.argv.slice(2)], { cwd });
});
