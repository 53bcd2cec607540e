#!/usr/bin/env node
// npm run test:asan and test:tsan: the native tests in a build of their own under a sanitizer, and the torture's short form.
import { runCtest, steadyAddressWords } from './lib/ctest.mjs';
import { CommandError, Exit, runMain } from './lib/errors.mjs';
import { buildFolder } from './lib/native-build.mjs';
import { add, isFine, sentence } from './lib/tally.mjs';
import { runShortTorture } from './lib/torture/short.mjs';
import { setUp } from './setup.mjs';

const settings = {
  asan: {
    env: { ASAN_OPTIONS: 'detect_leaks=1:strict_string_checks=1', UBSAN_OPTIONS: 'print_stacktrace=1' },
    // The other parts run with npm test: a process that is watched takes three times as long.
    torture: { only: ['fuzz'] },
  },
  tsan: {
    env: { TSAN_OPTIONS: 'halt_on_error=1:second_deadlock_stack=1' },
    steadyAddresses: true,
    // Of every part, though those on the virtual clock have one thread: a process that is watched takes ten times as long.
    torture: {
      cases: { kill: 25, io: 50 },
      leftOut: {
        fuzz: 'its readers have one thread, and a fuzzer brings the sanitizers of its own; npm run test:asan runs it',
      },
    },
  },
};

const HELP = `npm run test:asan, npm run test:tsan [-- --only ctest|torture]

Builds everything under a sanitizer and runs the native tests and of the short form of the torture what a sanitizer is
for: with test:asan the fuzzers, with test:tsan the other parts.
Exit codes: 0 all passed, 1 a test failed, 2 usage, 4 something must be installed first.`;

function torture(profile, { env, steadyAddresses, torture: options }) {
  console.log(`\ntorture (${profile})`);
  const launch = { env, words: steadyAddresses ? steadyAddressWords() : [] };
  return runShortTorture({ build: buildFolder(profile), launch, sanitized: true, ...options });
}

/** What a profile runs, by name and in order. */
function partsOf(profile) {
  const setting = settings[profile];
  return { ctest: () => runCtest(buildFolder(profile), profile, setting), torture: () => torture(profile, setting) };
}

await runMain(async () => {
  const [profile, option, only] = process.argv.slice(2);
  const known = Object.hasOwn(settings, profile ?? '');
  const parts = known ? partsOf(profile) : {};
  const names = option === undefined ? Object.keys(parts) : [only];
  if (!known || ![undefined, '--only'].includes(option) || names.some((name) => !Object.hasOwn(parts, name))) {
    throw new CommandError(HELP, option === '--help' ? Exit.ok : Exit.usage);
  }
  await setUp(profile);
  console.log('');
  const tallies = [];
  for (const name of names) tallies.push(await parts[name]());
  console.log(sentence(tallies.reduce(add)));
  return tallies.every(isFine) ? Exit.ok : Exit.failed;
});
