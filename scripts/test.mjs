#!/usr/bin/env node
// npm test: all set-up, then every part; the last line counts all of it.
import { parseArgs } from 'node:util';
import { lintChecks, runChecks, typeChecks } from './lib/checks.mjs';
import { runCtest } from './lib/ctest.mjs';
import { buildDotnetTests, runDotnetTests, runPackagedDotnetTests } from './lib/dotnet-tests.mjs';
import { CommandError, Exit, runMain } from './lib/errors.mjs';
import { buildFolder } from './lib/native-build.mjs';
import { runJest, runToolingTests } from './lib/script-tests.mjs';
import { add, isFine, none, sentence, summaryLine } from './lib/tally.mjs';
import { inBackground } from './lib/run.mjs';
import { runShortTorture } from './lib/torture/short.mjs';
import { runWindowsTests } from './lib/windows-tests.mjs';
import { setUp } from './setup.mjs';

const TORTURE_ELSEWHERE = { fuzz: 'npm run test:asan fuzzes, and replays the seeds, in its build' };

/** Native tests that take a part of their long form in `native`. */
const WITH_LONG_FORM = '(MixDrift|MixArrivals|MixLoss|MixOwnClock|RecoveryFaults)[.]';
/** Native tests that build all of the plugin once more, as a game does. */
const OF_A_WHOLE_GAME = 'CocosBuild[.]IsLinkedIntoAGameAndRecords';

/** Packages as they are given away, for Node and for Unity. */
async function runPackages() {
  return add(await runJest('packages', ['packages']), await runPackagedDotnetTests());
}

/**
 * In the order of the summary; `needs` is the profile of the set-up. `build`, and all of a part that is `early`, need
 * npm's packages alone, and are done while others are installed.
 */
const parts = {
  lint: { needs: 'lint', run: () => runChecks(lintChecks) },
  types: { needs: 'lint', early: true, run: () => runChecks(typeChecks) },
  tooling: { needs: 'lint', run: runToolingTests },
  native: { needs: 'test', run: () => runCtest(buildFolder('test'), 'native', { except: OF_A_WHOLE_GAME }) },
  e2e: { needs: 'test', run: () => runJest('e2e', ['e2e']) },
  playmode: { needs: 'test', run: () => runJest('playmode', ['playmode'], { workers: 2 }) },
  torture: { needs: 'test', run: () => runShortTorture({ build: buildFolder('test'), leftOut: TORTURE_ELSEWHERE }) },
  browser: { needs: 'test', run: () => runJest('browser', ['browser'], { workers: 2 }) },
  scripts: { needs: 'test', run: () => runJest('scripts', ['scripts', 'native', 'cocos']) },
  unity: { needs: 'test', build: buildDotnetTests, run: () => runDotnetTests() },
  extension: { needs: 'test', run: () => runJest('extension', ['extension'], { workers: 3 }) },
  long: {
    needs: 'test',
    run: () =>
      runCtest(buildFolder('test'), 'long', {
        only: `${WITH_LONG_FORM}|${OF_A_WHOLE_GAME}`,
        env: { VR_TEST_LONG: '1' },
      }),
    onlyByName: true,
  },
  packages: { needs: 'test', build: buildDotnetTests, run: runPackages, onlyByName: true },
  windows: { needs: 'windows', run: () => runWindowsTests(), onlyByName: true },
};

const HELP = `npm test [-- --only PART[,PART…]]

Sets everything up and runs all tests; the last line counts them.
  --only PART   ${Object.keys(parts).join(', ')}; long, packages and windows run by their names alone
  --help        this text
Exit codes: 0 all passed, 1 a test failed or a part ran none, 2 usage, 4 something must be installed first.`;

function chosen(only) {
  const names = only ? only.split(',') : Object.keys(parts).filter((name) => !parts[name].onlyByName);
  const unknown = names.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined) throw new CommandError(`Unknown part: ${unknown}\n\n${HELP}`, Exit.usage);
  return names;
}

/**
 * One stage after the other, the lanes of a stage beside each other: what has much waiting, for other programs and for
 * time to pass, runs beside what computes. What records in real time or paints in software goes first wherever both
 * want a core: what computes alone runs `behind` a stage, and those after it, until it has ended.
 */
const STAGES = [
  { lanes: [['native']] },
  { lanes: [['e2e'], ['unity']], behind: ['lint', 'tooling', 'extension'] },
  { lanes: [['playmode', 'torture']] },
  { lanes: [['browser', 'scripts']] },
  { lanes: [['long', 'packages', 'windows']] },
];

async function runParts(names, tallies) {
  const run = async (lane) => {
    for (const name of lane) tallies.set(name, await parts[name].run());
  };
  const chosenOf = (lanes) =>
    lanes.map((lane) => lane.filter((name) => names.includes(name))).filter((lane) => lane.length > 0);
  const running = [];
  for (const { lanes, behind = [] } of STAGES) {
    const [inFront, inBack] = [chosenOf(lanes), chosenOf([behind])];
    if (inFront.length + inBack.length === 0) continue;
    console.log(`\n${[...inFront, ...inBack].map((lane) => lane.join(', ')).join(', beside ')}`);
    running.push(...inBack.map((lane) => inBackground(() => run(lane))));
    await Promise.race([Promise.all(inFront.map(run)), ...running.map(untilItFails)]);
  }
  await Promise.all(running);
}

/** Ends when `work` fails, as that does, and else never. */
const untilItFails = (work) => work.then(() => new Promise(() => {}));

async function runEarly(names, tallies) {
  for (const name of names) {
    await parts[name].build?.();
    if (parts[name].early) tallies.set(name, await parts[name].run());
  }
}

function summarize(tallies) {
  console.log('\nSummary');
  for (const [name, tally] of tallies) console.log(summaryLine(name, tally));
  console.log(sentence([...tallies.values()].reduce(add, none)));
  return [...tallies.values()].every(isFine) ? Exit.ok : Exit.failed;
}

async function main() {
  const { values } = parseArgs({ options: { only: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help) return void console.log(HELP);
  const names = chosen(values.only);
  const needed = names.map((name) => parts[name].needs);
  const tallies = new Map(names.map((name) => [name, undefined]));
  const profile = ['test', 'windows'].find((each) => needed.includes(each)) ?? 'lint';
  await setUp(profile, { withNpm: () => runEarly(names, tallies) });
  await runParts(names, tallies);
  return summarize(tallies);
}

await runMain(() => main().catch(usage));

function usage(error) {
  throw error.code?.startsWith('ERR_PARSE_ARGS') ? new CommandError(`${error.message}\n\n${HELP}`, Exit.usage) : error;
}
