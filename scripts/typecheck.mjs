#!/usr/bin/env node
// npm run typecheck: the TypeScript compiler without output.
import { runChecks, typeChecks } from './lib/checks.mjs';
import { Exit, runMain } from './lib/errors.mjs';
import { setUp } from './setup.mjs';

await runMain(async () => {
  await setUp('lint');
  return (await runChecks(typeChecks)).failed === 0 ? Exit.ok : Exit.failed;
});
