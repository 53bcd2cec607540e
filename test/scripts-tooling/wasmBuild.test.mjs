import assert from 'node:assert/strict';
import { test } from 'node:test';
import { originalOf, sourceEntries } from '../../scripts/lib/debian-source.mjs';
import { isFinal } from '../../scripts/lib/wasm-build.mjs';
import { wasmModuleText } from '../../scripts/lib/wasm-module.mjs';

const sources = `Types: deb
URIs: http://mirror.example/debian
Suites: stable-name stable-name-updates
Components: main
Signed-By: /usr/share/keyrings/archive.gpg

Types: deb
URIs: http://mirror.example/security
Suites: stable-name-security
Components: main
`;

test('sources are looked for where the machine takes the binaries of its release from, with the same key', () => {
  const entries = sourceEntries([{ name: 'debian.sources', text: sources }], 'stable-name');
  assert.equal(
    entries,
    'Types: deb-src\nURIs: http://mirror.example/debian\nSuites: stable-name\nComponents: main\n' +
      'Signed-By: /usr/share/keyrings/archive.gpg\n',
  );
});

test('lists of one line are read too, and those of other releases and programs are left out', () => {
  const text =
    'deb [arch=amd64 signed-by=/etc/apt/key.gpg] http://mirror.example/debian stable-name main contrib\n' +
    '# deb http://mirror.example/debian stable-name main\n' +
    'deb http://vendor.example/packages vendor main\n';
  const entries = sourceEntries([{ name: 'sources.list', text }], 'stable-name');
  assert.match(entries, /URIs: http:\/\/mirror\.example\/debian\n/);
  assert.match(entries, /Signed-By: \/etc\/apt\/key\.gpg\n/);
  assert.doesNotMatch(entries, /vendor/);
  assert.equal(sourceEntries([{ name: 'sources.list', text }], 'another'), '');
});

test('the upstream archive of a description is the one that its SHA-256 is told for', () => {
  const sum = 'a'.repeat(64);
  const dsc = `Format: 3.0 (quilt)
Checksums-Sha1:
 ${'b'.repeat(40)} 25890 tool_1.2.orig.tar.gz
Checksums-Sha256:
 ${sum} 25890 tool_1.2.orig.tar.gz
 ${'c'.repeat(64)} 3888 tool_1.2-1.debian.tar.xz
Files:
 ${'d'.repeat(32)} 25890 tool_1.2.orig.tar.gz
`;
  assert.deepEqual(originalOf(dsc), { sha256: sum, name: 'tool_1.2.orig.tar.gz' });
  assert.equal(originalOf('Format: 1.0\n'), undefined);
});

test('the module is made of the script without any text that is evaluated, and that of a page knows no Node', async () => {
  const script =
    'var createVoiceRecorderAnalysis = (options) => Promise.resolve({ ...options, node: typeof require });';
  for (const node of [true, false]) {
    const text = wasmModuleText(script, 'name', { node });
    assert.doesNotMatch(text, /new Function|eval\(/);
    assert.equal(/node:fs/.test(text), node);
    const { default: load } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
    assert.equal(typeof load, 'function');
  }
  const { default: load } = await import(
    `data:text/javascript,${encodeURIComponent(wasmModuleText(script, 'name', { node: false }))}`
  );
  const module = await load({ locateFile: (name) => `elsewhere/${name}` });
  assert.equal(module.locateFile('any', ''), 'elsewhere/name.wasm');
  assert.equal(module.node, 'undefined');
});

test('a build without loudness is tried again after an hour, and at once where its sources are named', () => {
  const [triedAt, hour] = [1_000_000, 3_600_000];
  assert.equal(isFinal({ loudness: true, triedAt }, undefined, triedAt + 2 * hour), true);
  assert.equal(isFinal({ loudness: false, triedAt }, undefined, triedAt + hour - 1), true);
  assert.equal(isFinal({ loudness: false, triedAt }, undefined, triedAt + hour), false);
  assert.equal(isFinal({ loudness: false, triedAt }, '/sources', triedAt + 1), false);
});
