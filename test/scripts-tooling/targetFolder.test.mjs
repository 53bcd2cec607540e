import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Exit } from '../../scripts/lib/errors.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { capture } from '../../scripts/lib/run.mjs';
import { demandWritable } from '../../scripts/lib/target-folder.mjs';

const work = mkdtempSync(join(tmpdir(), 'vr-target-folder-'));
after(() => rmSync(work, { recursive: true }));
const file = join(work, 'file');
writeFileSync(file, 'mine');

test('a folder that can be written, or made, is taken, and nothing is left of the try', () => {
  const there = join(work, 'there');
  mkdirSync(there);
  writeFileSync(join(there, 'mine'), '');
  demandWritable(there);
  assert.deepEqual(readdirSync(there), ['mine']);
  demandWritable(join(there, 'a', 'b'));
  assert.deepEqual(readdirSync(there), ['mine']);
});

test('a file, and a folder below one, are refused with the option’s name', () => {
  for (const folder of [file, join(file, 'a', 'b')]) {
    const isTold = ({ message, exitCode }) =>
      exitCode === Exit.usage && message.startsWith(`--out ${folder}: nothing can be written there (E`);
    assert.throws(() => demandWritable(folder), isTold);
  }
});

const isLinux = process.platform === 'linux';

test('a folder below one that takes none is refused, and is not waited for', { skip: !isLinux }, () => {
  assert.throws(() => demandWritable('/proc/none/below'), /nothing can be written there \(ENOENT/);
});

for (const name of ['package-cocos', 'package-npm']) {
  test(`${name} refuses a folder of licences that is not there`, async () => {
    const program = join(root, 'scripts', `${name}.mjs`);
    const args = ['--out', join(work, 'dist'), '--licences', join(work, 'none')];
    const { code, output } = await capture(process.execPath, [program, ...args]);
    assert.equal(code, Exit.usage, output);
    assert.match(output, /--licences .*none: there is no such folder/);
  });
}

for (const name of ['package-cocos', 'package-npm', 'package-unity']) {
  test(`${name} refuses a folder that cannot be written before it does anything`, async () => {
    const out = join(file, 'dist');
    const { code, output } = await capture(process.execPath, [join(root, 'scripts', `${name}.mjs`), '--out', out]);
    assert.equal(code, Exit.usage, output);
    assert.match(
      output,
      /^\n--out .*file\/dist: nothing can be written there \(ENOTDIR.*\)\. Name another folder\.\n$/,
    );
    assert.ok(!existsSync(out));
  });
}
