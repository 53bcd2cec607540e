import assert from 'node:assert/strict';
import { platform } from 'node:os';
import { test } from 'node:test';
import { capture } from '../../scripts/lib/run.mjs';

const PRIORITY = 'setTimeout(() => console.log(require("node:os").getPriority()), 200)';

test(
  'what runs gently lets others go first, and what does not is as it was',
  { skip: platform() === 'win32' },
  async () => {
    const priorityOf = async (options) => Number((await capture(process.execPath, ['-e', PRIORITY], options)).stdout);
    const usual = await priorityOf({});
    assert.ok((await priorityOf({ gently: true })) > usual);
  },
);

test('a program that is not there is told so, gently or not', async () => {
  assert.equal((await capture('/nowhere/program', [], { gently: true })).code, 127);
});
