import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endedTests, missingSdk, newestSdk, withoutPassed } from '../../scripts/lib/dotnet-tests.mjs';

test('the newest SDK counts, also a preview', () => {
  assert.equal(newestSdk('8.0.100 [/a/sdk]\n10.0.401 [/a b/sdk]\n9.0.1 [/a/sdk]\n'), 10);
  assert.equal(newestSdk('11.0.100-preview.1 [/a/sdk]\n'), 11);
  assert.equal(newestSdk(''), 0);
});

test('without the SDK one line says what to install; one that is too old is named', () => {
  assert.equal(missingSdk({ code: 0, output: '10.0.401 [/a/sdk]\n' }), undefined);
  assert.match(
    missingSdk({ code: 127, output: 'dotnet: not found' }),
    /^[^\n]*the \.NET SDK 10 or later, there is none here: install it[^\n]*$/,
  );
  assert.match(missingSdk({ code: 0, output: '' }), /there is none here/);
  assert.match(missingSdk({ code: 0, output: '8.0.100 [/a/sdk]\n' }), /found is 8/);
});

test('tests that have ended are counted while they run, and what passed is left out of the trouble', () => {
  const output =
    '  Passed A.B [3 ms]\n  Failed A.C(what: "x") [< 1 ms]\n  Error Message:\n   Expected: 1\n\n  Skipped A.D [1 ms]\n';
  assert.equal(endedTests(output), 3);
  assert.equal(
    withoutPassed(output),
    '  Failed A.C(what: "x") [< 1 ms]\n  Error Message:\n   Expected: 1\n  Skipped A.D [1 ms]',
  );
});
