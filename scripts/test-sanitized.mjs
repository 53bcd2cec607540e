#!/usr/bin/env node
// npm run test:asan and test:tsan: the native tests in a build of their own under a sanitizer.
import { runCtest } from './lib/ctest.mjs';
import { CommandError, Exit, runMain } from './lib/errors.mjs';
import { buildFolder } from './lib/native-build.mjs';
import { isFine, sentence } from './lib/tally.mjs';
import { setUp } from './setup.mjs';

const settings = {
  asan: { env: { ASAN_OPTIONS: 'detect_leaks=1:strict_string_checks=1', UBSAN_OPTIONS: 'print_stacktrace=1' } },
  tsan: { env: { TSAN_OPTIONS: 'halt_on_error=1:second_deadlock_stack=1' }, steadyAddresses: true },
};

await runMain(async () => {
  const profile = process.argv[2];
  if (!Object.hasOwn(settings, profile ?? '')) {
    throw new CommandError(`Which sanitizer? ${Object.keys(settings).join(' or ')}`, Exit.usage);
  }
  await setUp(profile);
  console.log('');
  const tally = await runCtest(buildFolder(profile), profile, settings[profile]);
  console.log(sentence(tally));
  return isFine(tally) ? Exit.ok : Exit.failed;
});
