import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isConfigured, sourcesAtOnce } from '../../scripts/lib/native-build.mjs';
import { matchesLock, nodeHeaders } from '../../scripts/lib/npm-packages.mjs';
import { isToBuild, packagesFor, profileSets } from '../../scripts/lib/packages.mjs';
import { capture, commandLine, exitCodeOf } from '../../scripts/lib/run.mjs';
import { readStamp, writeStamp } from '../../scripts/lib/stamp.mjs';
import { installable, installedByDpkg } from '../../scripts/lib/system-packages.mjs';
import { versionAtLeast } from '../../scripts/lib/toolchain.mjs';

test('Node 20.9 is the oldest', () => {
  assert.equal(versionAtLeast('20.8.1', [20, 9]), false);
  assert.equal(versionAtLeast('20.9.0', [20, 9]), true);
  assert.equal(versionAtLeast('22.0.0', [20, 9]), true);
  assert.equal(versionAtLeast('18.20.0', [20, 9]), false);
});

test('every profile names each of its packages once, and start asks for no test tool', () => {
  for (const profile of Object.keys(profileSets)) {
    const names = packagesFor(profile).map((entry) => entry.apt);
    assert.equal(new Set(names).size, names.length);
  }
  const start = packagesFor('start').map((entry) => entry.apt);
  assert.ok(start.includes('cmake'));
  assert.ok(!start.includes('libgtest-dev') && !start.includes('ffmpeg'));
});

test('the browser and WebAssembly are needed by the tests, and left out elsewhere where they are not to be had', () => {
  const optional = (profile) =>
    packagesFor(profile).flatMap((entry) => (entry.optional === undefined ? [] : [entry.apt]));
  for (const name of ['emscripten', 'node-acorn', 'libavcodec-dev']) {
    assert.ok(optional('start').includes(name), name);
    assert.ok(!optional('test').includes(name), name);
  }
  assert.ok(optional('bench').includes('chromium'));
  const required = packagesFor('test').filter(({ optional }) => optional === undefined);
  assert.ok(required.some(({ apt }) => apt === 'chromium-headless-shell'));
  assert.ok(!packagesFor('start').some(({ apt }) => apt.startsWith('chromium')));
});

test('a package that two sets name is required when one of them requires it', () => {
  const boost = packagesFor('bench').filter((entry) => entry.apt === 'libboost-dev');
  assert.deepEqual(
    boost.map((entry) => entry.optional),
    [undefined],
  );
  assert.equal(typeof packagesFor('start').find((entry) => entry.apt === 'libboost-dev').optional, 'string');
});

test('what a native build looks for is installed before it, and the big rest is not waited for', () => {
  const names = (profile) => packagesFor(profile).flatMap((entry) => (isToBuild(entry) ? [entry.apt] : []));
  for (const name of ['cmake', 'g++', 'python3', 'libebur128-dev', 'libgtest-dev', 'libseccomp-dev', 'libopus-dev']) {
    assert.ok(names('test').includes(name), name);
  }
  for (const name of ['emscripten', 'chromium-headless-shell', 'ffmpeg', 'fonts-noto-cjk', 'espeak-ng']) {
    assert.ok(!names('test').includes(name), name);
  }
  assert.ok(names('bench').includes('libboost-dev') && !names('test').includes('libboost-dev'));
  assert.ok(names('asan').includes('clang-14'));
});

test('a removed package is not an installed one', () => {
  assert.deepEqual([...installedByDpkg('sox installed\nfaad config-files\nffmpeg not-installed\n')], ['sox']);
});

test('only a package with a candidate can be installed', () => {
  const policy = 'sox:\n  Installed: (none)\n  Candidate: 14.4.2\nfaad:\n  Installed: (none)\n  Candidate: (none)\n';
  assert.deepEqual([...installable(policy)], ['sox']);
});

test('node_modules fits the lock file when every package is there in its version', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.0', optional: true },
    },
  };
  assert.equal(matchesLock(lock, { packages: { 'node_modules/a': { version: '1.0.0' } } }), true);
  assert.equal(matchesLock(lock, { packages: { 'node_modules/a': { version: '1.0.1' } } }), false);
  assert.equal(matchesLock(lock, { packages: { 'node_modules/b': { version: '2.0.0' } } }), false);
});

test('headers of another Node are not taken', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'vr-headers-'));
  t.after(() => rmSync(folder, { recursive: true }));
  assert.equal(nodeHeaders([folder]), undefined);
});

test('a build is configured when all that is wanted was set for the same system', () => {
  const stamp = { system: 's', variables: { VR_PUERTS: 'ON', VR_TESTS: 'ON' } };
  assert.equal(isConfigured(stamp, { VR_PUERTS: 'ON' }, 's'), true);
  assert.equal(isConfigured(stamp, { VR_BENCH: 'ON' }, 's'), false);
  assert.equal(isConfigured(stamp, { VR_PUERTS: 'ON' }, 'other'), false);
});

test('how many sources are compiled as one is a number, and all of a room when nothing is said', () => {
  assert.equal(sourcesAtOnce(undefined), '0');
  assert.equal(sourcesAtOnce('6'), '6');
  for (const wrong of ['', 'all', '-1', '1.5', '1000']) {
    assert.throws(() => sourcesAtOnce(wrong), /VR_SOURCES_AT_ONCE is .*; expected a number from 0/);
  }
});

test('a broken stamp counts as none', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'vr-stamp-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'stamp');
  writeStamp(file, { lock: 'x' });
  assert.deepEqual(readStamp(file), { lock: 'x' });
  writeFileSync(file, '{"lock"');
  assert.deepEqual(readStamp(file), {});
});

test('a command line shows its spaces, and a signal has the code of a shell', () => {
  assert.equal(commandLine('cmake', ['-S', '/a b']), "cmake -S '/a b'");
  assert.equal(exitCodeOf(null, 'SIGINT'), 130);
  assert.equal(exitCodeOf(3, null), 3);
});

test('the extension for Cocos Creator needs what makes WebAssembly, and no game', () => {
  const needed = packagesFor('cocos').filter(({ optional }) => optional === undefined);
  const names = needed.map(({ apt }) => apt);
  for (const name of ['emscripten', 'node-acorn', 'libboost-dev', 'libkissfft-dev', 'nlohmann-json3-dev', 'cmake']) {
    assert.ok(names.includes(name), name);
  }
  for (const name of ['libsamplerate0-dev', 'python3', 'chromium', 'libgtest-dev'])
    assert.ok(!names.includes(name), name);
});

test('a program that is not there is told so', async () => {
  assert.equal((await capture('/nowhere/program')).code, 127);
});
