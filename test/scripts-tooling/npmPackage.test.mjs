import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { newestVersions } from '../../scripts/lib/npm-package/prebuild.mjs';
import { licenceOf } from '../../scripts/lib/npm-package/systemLicences.mjs';

test('the newest version that is asked for counts, by number', () => {
  const symbols = `
0000000000000000      DF *UND*  0000000000000000 (GLIBC_2.9) one
0000000000000000      DF *UND*  0000000000000000 (GLIBC_2.34) two
0000000000000000      DF *UND*  0000000000000000 (GLIBC_2.2.5) three
0000000000000000      DF *UND*  0000000000000000 (GLIBCXX_3.4.9) four
0000000000000000      DO *UND*  0000000000000000 (GLIBCXX_3.4.30) five`;
  assert.deepEqual(newestVersions(symbols), { glibc: '2.34', glibcxx: '3.4.30' });
  assert.deepEqual(newestVersions(''), { glibc: '', glibcxx: '' });
});

test('where there is no dpkg a licence can be given, and who lacks one is told how', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'vr-licences-'));
  const { PATH } = process.env;
  t.after(() => {
    process.env.PATH = PATH;
    rmSync(folder, { recursive: true });
  });
  const library = join(folder, 'libx.so');
  writeFileSync(library, '');
  process.env.PATH = folder;
  const told = (error) => error.exitCode === 4 && /no dpkg here.*libx\.txt.*--licences FOLDER/s.test(error.message);
  await assert.rejects(licenceOf('libx', library, undefined), told);
  await assert.rejects(licenceOf('libx', library, folder), told);
  writeFileSync(join(folder, 'libx.txt'), 'MIT');
  assert.equal(await licenceOf('libx', library, folder), join(folder, 'libx.txt'));
});
