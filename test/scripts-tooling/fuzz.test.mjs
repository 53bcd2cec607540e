import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { readFuzzer, targets } from '../torture/fuzz/fuzz-part.mjs';

test('what libFuzzer prints becomes counts', () => {
  const told = readFuzzer([
    '#4\tINITED cov: 452 ft: 663 corp: 3/207b exec/s: 0 rss: 32Mb',
    '#9\tNEW    cov: 460 ft: 700 corp: 4/300b lim: 12 exec/s: 3 rss: 40Mb L: 8/12 MS: 1 EraseBytes-',
    '#500\tDONE   cov: 553 ft: 922 corp: 63/3404b lim: 40 exec/s: 250 rss: 475Mb',
    'stat::number_of_executed_units: 500',
    'stat::slowest_unit_time_sec:    1',
    'reached 107 a header was read',
  ]);
  assert.deepEqual(told, {
    runs: 500,
    corpus: 63,
    seedEdges: 452,
    edges: 553,
    slowest: 1,
    reached: [{ what: 'a header was read', times: 107 }],
  });
});

test('every target of the fuzzer has a program and seeds, and the long form gives each a time', () => {
  const folder = new URL('../torture/fuzz/', import.meta.url);
  const suffix = '_target.cpp';
  const programs = readdirSync(folder).flatMap((file) =>
    file.endsWith(suffix) ? [file.slice(0, -suffix.length)] : [],
  );
  assert.deepEqual(Object.keys(targets).sort(), programs.sort());
  assert.deepEqual(readdirSync(new URL('seeds/', folder)).sort(), programs.sort());
});
