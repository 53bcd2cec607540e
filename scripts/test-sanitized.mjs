#!/usr/bin/env node
// npm run test:asan and test:tsan: the native tests in a build of their own under a sanitizer, and under tsan the torture.
import { runCtest, steadyAddressWords } from './lib/ctest.mjs';
import { CommandError, Exit, runMain } from './lib/errors.mjs';
import { buildFolder } from './lib/native-build.mjs';
import { add, isFine, sentence } from './lib/tally.mjs';
import { runShortTorture } from './lib/torture/short.mjs';
import { setUp } from './setup.mjs';

const settings = {
  asan: { env: { ASAN_OPTIONS: 'detect_leaks=1:strict_string_checks=1', UBSAN_OPTIONS: 'print_stacktrace=1' } },
  tsan: {
    env: { TSAN_OPTIONS: 'halt_on_error=1:second_deadlock_stack=1' },
    steadyAddresses: true,
    // Virtual minutes, groups: a process that is watched takes ten times as long.
    torture: { cases: { hours: 10, kill: 25 } },
  },
};

function torture(profile, { env, steadyAddresses, torture: options }) {
  console.log(`\ntorture (${profile})`);
  const launch = { env, words: steadyAddresses ? steadyAddressWords() : [] };
  return runShortTorture({ build: buildFolder(profile), launch, sanitized: true, ...options });
}

await runMain(async () => {
  const profile = process.argv[2];
  if (!Object.hasOwn(settings, profile ?? '')) {
    throw new CommandError(`Which sanitizer? ${Object.keys(settings).join(' or ')}`, Exit.usage);
  }
  await setUp(profile);
  console.log('');
  const setting = settings[profile];
  const tallies = [await runCtest(buildFolder(profile), profile, setting)];
  if (setting.torture) tallies.push(await torture(profile, setting));
  console.log(sentence(tallies.reduce(add)));
  return tallies.every(isFine) ? Exit.ok : Exit.failed;
});
