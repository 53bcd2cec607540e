#!/usr/bin/env node
// npm run lint: formats, eslint, the walls between rooms, the documents.
import { lintChecks, runChecks } from './lib/checks.mjs';
import { Exit, runMain } from './lib/errors.mjs';
import { setUp } from './setup.mjs';

await runMain(async () => {
  await setUp('lint');
  return (await runChecks(lintChecks)).failed === 0 ? Exit.ok : Exit.failed;
});
