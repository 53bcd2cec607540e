import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { build } from './paths.mjs';
import { step } from './progress.mjs';
import { answers, capture } from './run.mjs';
import { fromJUnit } from './tally.mjs';

/** What a failed run has to say: lines of tests that started or passed are left out. */
export function onlyTrouble(output) {
  return output
    .split('\n')
    .filter((line) => !/^\s*Start +\d+: |Test +#\d+: .* Passed +[\d.]+ sec|^\s*$/.test(line))
    .join('\n');
}

/** Words before a command that switch address randomisation off, as ThreadSanitizer needs it on kernels with much of it. */
export function steadyAddressWords() {
  return answers('setarch', ['-R', 'true']) ? ['setarch', '-R'] : [];
}

/**
 * Runs the tests of a build folder, those whose names `only` matches, if it is given, and not `except`, and counts them;
 * prints what failed. `name` names the result file.
 */
export async function runCtest(folder, name, { steadyAddresses = false, only, except, env = {} } = {}) {
  const results = join(build, 'test-results');
  mkdirSync(results, { recursive: true });
  const report = join(results, `${name}.xml`);
  rmSync(report, { force: true });
  const args = ['--test-dir', folder, '-j', String(availableParallelism()), '--output-on-failure', '--no-tests=error'];
  if (only !== undefined) args.push('-R', only);
  if (except !== undefined) args.push('-E', except);
  const words = [...(steadyAddresses ? steadyAddressWords() : []), 'ctest', ...args, '--output-junit', report];
  let tally = { passed: 0, failed: 0, skipped: 0 };
  let trouble = '';
  await step(`ctest (${name})`, async () => {
    const { code, output } = await capture(words[0], words.slice(1), { env });
    if (existsSync(report)) tally = fromJUnit(readFileSync(report, 'utf8'));
    if (code !== 0 && tally.failed === 0) tally.failed = 1;
    if (code !== 0) trouble = onlyTrouble(output);
    return `${tally.passed} passed, ${tally.failed} failed`;
  });
  if (trouble) console.log(trouble);
  return tally;
}
