import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkFigures } from '../../scripts/lib/figures.mjs';
import { markdownTable, replaceCounts } from '../../scripts/lib/torture/markdown.mjs';
import { runNative } from '../../scripts/lib/torture/native-part.mjs';
import { parts } from '../../scripts/lib/torture/parts.mjs';
import { meets, PartReport, repeatLine } from '../../scripts/lib/torture/report.mjs';
import { WorkFolder } from '../../scripts/lib/torture/work-folder.mjs';
import { planGroup } from '../torture/kill/plan.mjs';
import { Random } from '../torture/lib/random.mjs';

/** Runs a program that says these lines and ends so. */
async function reportOf(lines, code = 0) {
  const report = new PartReport('disk');
  const script = `console.log(${JSON.stringify(lines.join('\n'))}); process.exitCode = ${code};`;
  await runNative(process.execPath, ['-e', script], report, () => {});
  return report;
}

test('a goal is a number or a bound', () => {
  assert.equal(meets(0, '0'), true);
  assert.equal(meets(1, '0'), false);
  assert.equal(meets(450, '<= 450'), true);
  assert.equal(meets(451, '<= 450'), false);
  assert.equal(meets(0.5, '>= 0.5'), true);
});

test('counts add up, the largest of what is measured stays, and a count that never came is 0', async () => {
  const report = await reportOf(['count 2 scenes', 'count 3 scenes', 'most 4.5 ms', 'most 1 ms']);
  report.goal('scenes', 6);
  report.goal('lost', 0);
  assert.equal(report.value('scenes'), 5);
  assert.equal(report.value('ms'), 4.5);
  const figures = checkFigures(report.figures(), 'disk');
  assert.deepEqual(
    figures.map(({ name, met }) => [name, met]),
    [
      ['disk: scenes', false],
      ['disk: ms', null],
      ['disk: lost', true],
    ],
  );
});

test('figures have the keys of those of the benchmarks', async () => {
  const [figure] = (await reportOf(['count 1 scenes'])).figures();
  assert.deepEqual(Object.keys(figure), ['name', 'value', 'unit', 'peer', 'peerValue', 'ratio', 'goal', 'met']);
});

test('what was not tried is neither passed nor failed, and is said once', async () => {
  const report = await reportOf(['skipped no small disk here', 'skipped no small disk here']);
  assert.deepEqual(report.skipped, ['no small disk here']);
  assert.deepEqual(report.tally(), { passed: 0, failed: 0, skipped: 1 });
});

test('a failure has its seed, and a program that dies is one', async () => {
  assert.deepEqual((await reportOf(['wrong 7 it is torn'])).failures, [{ seed: 7, what: 'it is torn' }]);
  const died = await reportOf([], 3);
  assert.match(died.failures[0].what, /ended with 3/);
  assert.equal(died.tally().failed, 1);
});

test('every part says how it is called, how many cases it has and how a failure is repeated', () => {
  for (const [name, part] of Object.entries(parts)) {
    assert.ok(part.title && part.short > 0, name);
    assert.match(repeatLine(name, 5, part.again?.(part.short) ?? 1), /--only \w+ --seed 5 --cases \d+$/);
  }
});

test('what happens in a group of recorders follows from its seed', () => {
  assert.deepEqual(planGroup(12), planGroup(12));
  assert.notDeepEqual(planGroup(12), planGroup(13));
  assert.equal(new Random(3).whole(0, 1e6), new Random(3).whole(0, 1e6));
});

test('the work folder goes with what is in it', () => {
  const folder = new WorkFolder();
  writeFileSync(join(folder.path, 'a.wav'), 'x');
  folder.remove();
  assert.equal(existsSync(folder.path), false);
});

test('the table of counts takes the place of the one before', () => {
  const table = markdownTable(
    [{ name: 'kill: time', value: 25, unit: 's', goal: null }],
    'npm run torture -- --seed 1',
  );
  const text = '# A\n\n<!-- counts: begin -->\nold\n<!-- counts: end -->\nrest\n';
  const once = replaceCounts(text, table);
  assert.match(
    once,
    /begin -->\nMade by `npm run torture -- --seed 1`\.\n\n\| count [^]*\| kill: time, s \| 25 \| +\|\n<!--/,
  );
  assert.equal(replaceCounts(once, table), once);
  assert.doesNotMatch(once, /old/);
  assert.equal(replaceCounts('# nothing', table), undefined);
});
