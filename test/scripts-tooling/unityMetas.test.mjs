import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { guidOf, metaText, writeMissingMetas } from '../../scripts/lib/unity-metas.mjs';

test('every file and folder gets a meta of its kind, the same each time, and one that is there stays', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'vr-metas-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const name of ['Runtime', 'Documentation~/Images']) mkdirSync(join(folder, name), { recursive: true });
  for (const name of ['package.json', 'Runtime/A.cs', 'Runtime/B.cs', 'Documentation~/Images/c.md', '.hidden']) {
    writeFileSync(join(folder, name), '');
  }
  writeFileSync(join(folder, 'Runtime/B.cs.meta'), 'mine');
  const meta = (name) => readFileSync(join(folder, `${name}.meta`), 'utf8');

  assert.deepEqual(writeMissingMetas(folder).sort(), ['Runtime.meta', 'Runtime/A.cs.meta', 'package.json.meta']);
  assert.match(meta('Runtime'), /^fileFormatVersion: 2\nguid: [0-9a-f]{32}\nfolderAsset: yes\nDefaultImporter:\n/);
  assert.match(meta('Runtime/A.cs'), /\nMonoImporter:\n/);
  assert.match(meta('package.json'), /\nPackageManifestImporter:\n/);
  assert.equal(meta('Runtime/B.cs'), 'mine');

  const first = meta('Runtime/A.cs');
  rmSync(join(folder, 'Runtime/A.cs.meta'));
  assert.deepEqual(writeMissingMetas(folder), ['Runtime/A.cs.meta']);
  assert.equal(meta('Runtime/A.cs'), first);
  assert.deepEqual(writeMissingMetas(folder), []);
});

test('what lies inside of a sample has metas, too, the folder of a sample and what lies beside it has none', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'vr-metas-'));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'Samples~/Feed/Editor'), { recursive: true });
  for (const name of ['Feed/A.cs', 'Feed/Editor/B.cs', 'Feed/.hidden', 'notes.md']) {
    writeFileSync(join(folder, 'Samples~', name), '');
  }
  assert.deepEqual(writeMissingMetas(folder).sort(), [
    'Samples~/Feed/A.cs.meta',
    'Samples~/Feed/Editor.meta',
    'Samples~/Feed/Editor/B.cs.meta',
  ]);
  assert.match(readFileSync(join(folder, 'Samples~/Feed/Editor.meta'), 'utf8'), /\nfolderAsset: yes\n/);
});

test('files of the sample project have numbers of their own, also under names that the package has', () => {
  assert.notEqual(guidOf('Scripts'), guidOf('Scripts', 'samples/unity/Assets'));
  assert.match(metaText('A.cs', false, 'x'), new RegExp(`^fileFormatVersion: 2\nguid: ${guidOf('A.cs', 'x')}\n`));
});
