#!/usr/bin/env node
// npm run open -- FILE …: all set-up, then voice-recorder-open with the arguments given; its exit code is the command's.
import { join } from 'node:path';
import { runMain } from './lib/errors.mjs';
import { buildFolder } from './lib/native-build.mjs';
import { inherit } from './lib/run.mjs';
import { setUp } from './setup.mjs';

await runMain(async () => {
  await setUp('start');
  console.log('');
  const program = join(buildFolder('start'), 'tools', 'voice-recorder-open');
  // npm runs a script in the project's folder; paths are meant from where it was called.
  return inherit(program, process.argv.slice(2), { cwd: process.env.INIT_CWD ?? process.cwd() });
});
