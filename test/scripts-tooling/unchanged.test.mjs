import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { build, commandLineBundle, root } from '../../scripts/lib/paths.mjs';
import { isUnchanged, noteUnchanged } from '../../scripts/lib/unchanged.mjs';

const NAME = `test-${process.pid}`;
const added = join(root, 'scripts', `${NAME}.txt`);

test('what was set up is so until a source changes, comes or goes', { skip: !existsSync(commandLineBundle) }, () => {
  try {
    assert.equal(isUnchanged(NAME), false);
    noteUnchanged(NAME);
    assert.equal(isUnchanged(NAME), true);
    writeFileSync(added, '');
    assert.equal(isUnchanged(NAME), false);
    noteUnchanged(NAME);
    writeFileSync(added, 'more');
    assert.equal(isUnchanged(NAME), false);
    noteUnchanged(NAME);
    rmSync(added);
    assert.equal(isUnchanged(NAME), false);
  } finally {
    rmSync(added, { force: true });
    rmSync(join(build, `.${NAME}-set-up`), { force: true });
  }
});
