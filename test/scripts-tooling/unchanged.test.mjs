import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { build, commandLineBundle, root } from '../../scripts/lib/paths.mjs';
import { unlessUnchanged } from '../../scripts/lib/unchanged.mjs';

const NAME = `test-${process.pid}`;
const added = join(root, 'scripts', `${NAME}.txt`);

async function works(work = () => {}) {
  let worked = false;
  await unlessUnchanged(NAME, () => {
    worked = true;
    work();
  });
  return worked;
}

test(
  'what was set up is so until a source changes, comes or goes',
  { skip: !existsSync(commandLineBundle) },
  async () => {
    try {
      assert.equal(await works(), true);
      assert.equal(await works(), false);
      writeFileSync(added, '');
      assert.equal(await works(), true);
      assert.equal(await works(), false);
      writeFileSync(added, 'more');
      assert.equal(await works(), true);
      assert.equal(await works(), false);
      rmSync(added);
      assert.equal(await works(), true);
      // What changes during the work was perhaps not seen by it.
      writeFileSync(added, '');
      assert.equal(await works(() => writeFileSync(added, 'meanwhile')), true);
      assert.equal(await works(), true);
      assert.equal(await works(), false);
      // What failed was not done.
      rmSync(added);
      const failing = () => {
        throw new Error('no compiler');
      };
      await assert.rejects(works(failing), /no compiler/);
      assert.equal(await works(), true);
    } finally {
      rmSync(added, { force: true });
      rmSync(join(build, `.${NAME}-set-up`), { force: true });
    }
  },
);
