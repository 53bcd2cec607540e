import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesToFormat } from '../../scripts/lib/checks.mjs';
import { onlyTrouble } from '../../scripts/lib/ctest.mjs';
import {
  add,
  fromJest,
  fromJUnit,
  fromTap,
  fromTrx,
  isFine,
  none,
  sentence,
  summaryLine,
} from '../../scripts/lib/tally.mjs';

test('the counts of ctest come from its JUnit file', () => {
  const xml = '<testsuite name="x"\n\ttests="10"\n\tfailures="2"\n\tdisabled="1"\n\tskipped="3"\n\thostname=""\n>';
  assert.deepEqual(fromJUnit(xml), { passed: 4, failed: 2, skipped: 4 });
});

test('a jest suite that does not run is a failure', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 0,
    numRuntimeErrorTestSuites: 1,
  };
  assert.deepEqual(fromJest(report), { passed: 5, failed: 1, skipped: 1 });
});

test('the counts of node --test come from the end of its TAP', () => {
  const text = '# tests 4\n# pass 2\n# fail 1\n# cancelled 0\n# skipped 1\n# todo 0\n';
  assert.deepEqual(fromTap(text), { passed: 2, failed: 1, skipped: 1 });
});

test('the counts of dotnet test come from its TRX file', () => {
  const xml =
    '<ResultSummary outcome="Failed">\n<Counters total="9" executed="7" passed="4" failed="2" error="0" timeout="1" ' +
    'aborted="0" notExecuted="0" />';
  assert.deepEqual(fromTrx(xml), { passed: 4, failed: 3, skipped: 2 });
  assert.deepEqual(fromTrx('cut off'), none);
});

test('a part that is excused is fine, and the summary says so and why', () => {
  const excused = { passed: 0, failed: 0, skipped: 1, excused: 'no SDK' };
  assert.equal(isFine(excused), true);
  assert.equal(isFine({ ...excused, failed: 1 }), false);
  assert.equal(summaryLine('unity', excused), '  – unity     0 passed, 0 failed, 1 skipped (SKIPPED: no SDK)');
  assert.equal(summaryLine('lint', none), '  ✗ lint      0 passed, 0 failed (ran no test)');
  assert.equal(summaryLine('lint', { ...none, passed: 2 }), '  ✓ lint      2 passed, 0 failed');
});

test('a part that ran nothing is not fine', () => {
  assert.equal(isFine(none), false);
  assert.equal(isFine({ passed: 0, failed: 0, skipped: 3 }), false);
  assert.equal(isFine({ passed: 1, failed: 0, skipped: 0 }), true);
});

test('the last line counts all parts and names skipped ones only when there are some', () => {
  const sum = add({ passed: 2, failed: 0, skipped: 0 }, { passed: 3, failed: 1, skipped: 0 });
  assert.equal(sentence(sum), '5 passed, 1 failed');
  assert.equal(sentence({ passed: 1, failed: 0, skipped: 2 }), '1 passed, 0 failed, 2 skipped');
});

test('what passed is left out when ctest fails', () => {
  const output =
    '      Start 1: A.B\n1/2 Test #1: A.B ......   Passed    0.01 sec\n2/2 Test #2: C.D ......***Failed\nwhy\n';
  assert.equal(onlyTrouble(output), '2/2 Test #2: C.D ......***Failed\nwhy');
});

test('a file that clang-format complains about twice is named once', () => {
  const output =
    'a b.h:3:4: error: code should be clang-formatted [x]\n  int\n     ^\na b.h:5:1: error: code\nc.cpp:1:1: error: code\n';
  assert.deepEqual(filesToFormat(output), ['a b.h', 'c.cpp']);
});
