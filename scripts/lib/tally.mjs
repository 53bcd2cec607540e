/**
 * Counts of one part of the tests: `{ passed, failed, skipped }`; `excused` says why a part was left out as a whole,
 * where that is no failure.
 */
export const none = { passed: 0, failed: 0, skipped: 0 };

export function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** Reads the file of `ctest --output-junit`. */
export function fromJUnit(xml) {
  const suite = /<testsuite\b[^>]*>/.exec(xml)?.[0] ?? '';
  const count = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const skipped = count('skipped') + count('disabled');
  return { passed: count('tests') - count('failures') - skipped, failed: count('failures'), skipped };
}

/** Reads the file of `jest --json`; a suite that did not run counts as one failure. */
export function fromJest(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Reads the last lines of `node --test --test-reporter=tap`. */
export function fromTap(text) {
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  return {
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
    skipped: count('skipped') + count('todo'),
  };
}

/** Reads the file of `dotnet test --logger trx`. */
export function fromTrx(xml) {
  const counters = /<Counters\b[^>]*>/.exec(xml)?.[0] ?? '';
  const count = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(counters)?.[1] ?? 0);
  const passed = count('passed');
  const skipped = count('total') - count('executed');
  return { passed, failed: count('executed') - passed, skipped };
}

/** "3 passed, 0 failed, 1 skipped"; what was skipped is named only when there is some. */
export function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** A part is fine when something ran and nothing failed, or when it is excused. */
export function isFine({ passed, failed, excused }) {
  return failed === 0 && (passed > 0 || excused !== undefined);
}

/** The line of one part in the summary. */
export function summaryLine(name, tally) {
  const mark = tally.excused !== undefined ? '–' : isFine(tally) ? '✓' : '✗';
  const remark =
    tally.excused !== undefined ? ` (SKIPPED: ${tally.excused})` : ranNothing(tally) ? ' (ran no test)' : '';
  return `  ${mark} ${name.padEnd(9)} ${sentence(tally)}${remark}`;
}

function ranNothing({ passed, failed }) {
  return passed + failed === 0;
}
