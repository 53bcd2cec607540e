import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cell, checkFigures, table } from '../../scripts/lib/figures.mjs';

const figure = {
  name: 'push',
  value: 41.23456,
  unit: 'ns',
  peer: 'memcpy',
  peerValue: 30,
  ratio: 1.374,
  goal: 1.5,
  met: true,
};

test('numbers keep four digits, large ones all before the point', () => {
  assert.equal(cell(0.0123456), '0.01235');
  assert.equal(cell(123456.7), '123457');
  assert.equal(cell(undefined), '');
  assert.equal(cell(false), 'NO');
});

test('the table has one line per figure under its heading', () => {
  const lines = table([figure, { name: 'x', value: 1, unit: 'ms' }]).split('\n');
  assert.equal(lines.length, 3);
  assert.match(lines[0], /^name +value {2}unit {2}peer +peerValue/);
  assert.match(lines[1], /^push {2}41\.23 {2}ns +memcpy +30 {2}1\.374 {2}1\.5 +yes$/);
});

test('a figure without a value is refused with the name of its program', () => {
  assert.deepEqual(checkFigures([figure], 'push_idle'), [figure]);
  assert.throws(() => checkFigures([{ name: 'x', unit: 'ms' }], 'dump'), /dump: a figure needs/);
  assert.throws(() => checkFigures({}, 'dump'), /expected a list/);
});
