import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { digestOfFiles, unlessCurrent } from '../../scripts/lib/bundler.mjs';

function workshop(t) {
  const folder = mkdtempSync(join(tmpdir(), 'vr-bundler-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const [input, output, stamp] = ['input', 'output', 'stamp'].map((name) => join(folder, name));
  writeFileSync(input, 'one');
  let made = 0;
  const make = async () => {
    made += 1;
    writeFileSync(output, 'made');
    return [input];
  };
  const run = (recipe = 'r', more = []) => unlessCurrent({ stamp, outputs: [output], recipe, more, make });
  return { input, output, stamp, run, made: () => made };
}

test('what is current is not made again', async (t) => {
  const { run, made } = workshop(t);
  assert.equal(await run(), 'bundled');
  assert.equal(await run(), 'up to date');
  assert.equal(made(), 1);
});

test('a changed input, another recipe, a lost output and a broken stamp make it anew', async (t) => {
  const { input, output, stamp, run, made } = workshop(t);
  await run();
  writeFileSync(input, 'two');
  await run();
  await run('another');
  rmSync(output);
  await run('another');
  writeFileSync(stamp, '{"inputs"');
  await run('another');
  assert.equal(made(), 5);
});

test('a file that is copied beside a bundle is an input too', async (t) => {
  const { input, run, made } = workshop(t);
  const beside = `${input}.html`;
  writeFileSync(beside, 'a');
  await run('r', [beside]);
  writeFileSync(beside, 'b');
  await run('r', [beside]);
  assert.equal(made(), 2);
});

test('a digest tells files apart by name, and a missing one from an empty one', (t) => {
  const { input } = workshop(t);
  writeFileSync(`${input}2`, 'one');
  assert.notEqual(digestOfFiles([input]), digestOfFiles([`${input}2`]));
  writeFileSync(input, '');
  const empty = digestOfFiles([input]);
  rmSync(input);
  assert.notEqual(digestOfFiles([input]), empty);
});
