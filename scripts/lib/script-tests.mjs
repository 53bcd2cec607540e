import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { build, root } from './paths.mjs';
import { npmTool } from './checks.mjs';
import { step } from './progress.mjs';
import { capture } from './run.mjs';
import { fromJest, fromTap } from './tally.mjs';

const results = join(build, 'test-results');

// Two even on a machine of two cores, where jest takes one: much of a test is waiting.
const WORKERS = Math.max(2, availableParallelism() - 1);

/** Runs the jest projects of these names (test/<folder>/jest.config.mjs) and counts their tests. */
export async function runJest(part, projects, { workers = WORKERS } = {}) {
  mkdirSync(results, { recursive: true });
  const report = join(results, `jest-${part}.json`);
  rmSync(report, { force: true });
  let tally = { passed: 0, failed: 1, skipped: 0 };
  let trouble = '';
  await step(`jest, ${part}`, async () => {
    const { code, output } = await npmTool('jest/bin/jest.js', [
      '--ci',
      '--json',
      `--outputFile=${report}`,
      '--silent',
      '--selectProjects',
      ...projects,
      `--maxWorkers=${workers}`,
    ]);
    if (existsSync(report)) tally = fromJest(JSON.parse(readFileSync(report, 'utf8')));
    if (code !== 0 && tally.failed === 0) tally.failed = 1;
    // With --json the report itself goes to standard output as one line.
    if (tally.failed > 0)
      trouble = output
        .split('\n')
        .filter((line) => !line.startsWith('{"num'))
        .join('\n');
    return `${tally.passed} passed, ${tally.failed} failed`;
  });
  if (trouble) console.log(trouble);
  return tally;
}

/** Node from 20.10 on can be told how many files it runs at once. */
function atOnce() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > 20 || minor >= 10 ? [`--test-concurrency=${WORKERS}`] : [];
}

/** Runs the tests of the commands themselves with Node's own runner. */
export async function runToolingTests() {
  const folder = join(root, 'test', 'scripts-tooling');
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.mjs'));
  let tally = { passed: 0, failed: 1, skipped: 0 };
  let trouble = '';
  await step('node --test', async () => {
    const args = ['--test', '--test-reporter=tap', ...atOnce(), ...files.map((name) => join(folder, name))];
    const { code, output } = await capture(process.execPath, args, { cwd: root });
    tally = fromTap(output);
    if (code !== 0 && tally.failed === 0) tally.failed = 1;
    if (tally.failed > 0) trouble = output;
    return `${tally.passed} passed, ${tally.failed} failed`;
  });
  if (trouble) console.log(trouble);
  return tally;
}
