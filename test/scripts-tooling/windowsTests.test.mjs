import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromGoogleTest, windowsPath, withoutPassedCases } from '../../scripts/lib/windows-tests.mjs';

test('a report of GoogleTest is counted, and what was skipped is not passed', () => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="4" failures="1" disabled="0" errors="0" time="0.1" name="AllTests">
  <testsuite name="A" tests="4" failures="1" disabled="0" skipped="1" errors="0">
    <testcase name="One" status="run" result="completed" classname="A" />
    <testcase name="Two" status="run" result="completed" classname="A"><failure message="x"></failure></testcase>
    <testcase name="Three" status="run" result="skipped" classname="A"><skipped message="y"/></testcase>
    <testcase name="Four" status="run" result="completed" classname="A" />
  </testsuite>
</testsuites>`;
  assert.deepEqual(fromGoogleTest(xml), { passed: 2, failed: 1, skipped: 1 });
});

test('of a failed program what passed is not told', () => {
  const output =
    '[ RUN      ] A.One\r\n[       OK ] A.One (0 ms)\r\n[ RUN      ] A.Two\r\nexpected 1\r\n[  FAILED  ] A.Two (0 ms)\r\n';
  assert.equal(withoutPassedCases(output), 'expected 1\n[  FAILED  ] A.Two (0 ms)');
});

test('a path of this machine is one of drive Z for wine', () => {
  assert.equal(windowsPath('/home/me/build'), 'Z:\\home\\me\\build');
});
