import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CommandError, Exit } from '../../scripts/lib/errors.mjs';
import {
  fromGoogleTest,
  lostItsServer,
  runWindowsTests,
  windowsPath,
  withoutPassedCases,
} from '../../scripts/lib/windows-tests.mjs';

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

test('of a program that crashed the case that had begun is told', () => {
  const output = '[ RUN      ] A.One\n[       OK ] A.One (0 ms)\n[ RUN      ] A.Two/0\nwine: Unhandled page fault\n';
  assert.equal(withoutPassedCases(output), '[ RUN      ] A.Two/0\nwine: Unhandled page fault');
});

test('a program whose server was lost is known by what wine says', () => {
  assert.ok(lostItsServer('Running main()\nwine client error:0: recvmsg: Connection reset by peer\n'));
  assert.ok(!lostItsServer('[  FAILED  ] Wine.ClientError (0 ms): no wine client error: expected one\n'));
});

test('a path of this machine is one of drive Z for wine', () => {
  assert.equal(windowsPath('/home/me/build'), 'Z:\\home\\me\\build');
});

/** What running them says and prints where the build ends with an error. */
async function runWith(t, error) {
  const told = t.mock.method(console, 'log', () => {});
  t.mock.method(process.stdout, 'write', () => true);
  const ensureBuild = () => Promise.reject(error);
  const tally = await runWindowsTests({ missing: () => undefined, ensureBuild });
  return { tally, told: told.mock.calls.map((call) => call.arguments.join(' ')) };
}

test('sources of libraries that cannot be had are told as other missing things are, and end nothing else', async (t) => {
  const { tally, told } = await runWith(t, new CommandError('there are no sources: do this', Exit.environment));
  assert.deepEqual(tally, { passed: 0, failed: 0, skipped: 1, excused: 'there are no sources: do this' });
  assert.deepEqual(told, ['  SKIPPED there are no sources: do this']);
});

test('a build that fails is a failure', async (t) => {
  await assert.rejects(() => runWith(t, new CommandError('cmake ended with exit code 1')), /exit code 1/);
});
