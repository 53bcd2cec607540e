import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { programArguments } from '../../scripts/bench-diagnosis.mjs';
import { packagesFor } from '../../scripts/lib/packages.mjs';

test('options of the benchmark of the diagnosis go to its program, paths made absolute', () => {
  const args = programArguments(['--faults', 'echo,dropout', '--no-speed', '--json', 'figures.json']);
  assert.deepEqual(args, ['--faults', 'echo,dropout', '--no-speed', '--json', resolve('figures.json')]);
});

test('an option that the benchmark of the diagnosis does not have is told with those that it has', () => {
  assert.throws(() => programArguments(['--fault', 'echo']), /--faults NAME/);
});

test('help of the benchmark of the diagnosis is asked for before anything is set up', () => {
  assert.equal(programArguments(['-h', '--list']), undefined);
});

test('voices and both codecs are required by the benchmark of the diagnosis', () => {
  const required = packagesFor('diagnosis').filter((entry) => entry.optional === undefined);
  const names = required.map((entry) => entry.apt);
  for (const name of ['espeak-ng', 'libopus-dev', 'libvo-aacenc-dev', 'libavcodec-dev', 'ffmpeg']) {
    assert.ok(names.includes(name), name);
  }
});
