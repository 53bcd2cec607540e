import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hiddenConstants } from '../../scripts/lib/hidden-constants.mjs';
import { includesOf, wallsBroken } from '../../scripts/lib/include-walls.mjs';

const at = (room, file = 'a.cpp') => `native/plugins/voice-recorder/${room}/${file}`;

test('an inner room sees base and itself', () => {
  assert.deepEqual(wallsBroken(at('mix'), '#include "mix/mixer.h"\n#include "base/clock.h"\n#include <vector>\n'), []);
});

test('an inner room does not see another one', () => {
  const text = '#pragma once\n#include "cycle/cycle_buffer.h"\n';
  assert.deepEqual(wallsBroken(at('mix'), text), [`${at('mix')}:2: mix may see base, not cycle`]);
});

test('base sees no other room', () => {
  assert.match(wallsBroken(at('base'), '#include "tap/tap_table.h"')[0], /no other room, not tap/);
});

test('the recorder sees all inner rooms and not the public header', () => {
  const rooms = ['base', 'tap', 'mix', 'encode', 'cycle', 'writer'].map((room) => `#include "${room}/x.h"`);
  assert.deepEqual(wallsBroken(at('recorder'), rooms.join('\n')), []);
  assert.equal(wallsBroken(at('recorder'), '#include "voice_recorder.h"').length, 1);
});

test('abi sees recorder, base and the public header', () => {
  const text = '#include "recorder/recorder.h"\n#include "base/status.h"\n#include "voice_recorder.h"';
  assert.deepEqual(wallsBroken(at('abi'), text), []);
  assert.equal(wallsBroken(at('abi'), '#include "mix/mixer.h"').length, 1);
});

test('a tool sees writer and base', () => {
  assert.deepEqual(wallsBroken(at('tools'), '#include "writer/x.h"\n#include "base/x.h"\n#include "tools/x.h"'), []);
  assert.equal(wallsBroken(at('tools'), '#include "recorder/recorder.h"').length, 1);
});

test('the analysis sees the rooms that write what it reads, and its public header at its door only', () => {
  const rooms = ['base', 'writer', 'cycle', 'encode', 'analysis'].map((room) => `#include "${room}/x.h"`);
  assert.deepEqual(wallsBroken(at('analysis'), rooms.join('\n')), []);
  assert.equal(wallsBroken(at('analysis'), '#include "mix/limiter.h"').length, 1);
  assert.equal(wallsBroken(at('analysis'), '#include "recorder/ring_log.h"').length, 1);
  assert.deepEqual(wallsBroken(at('analysis'), '#include "recorder/left_ring.h"'), []);
  assert.equal(wallsBroken(at('tools'), '#include "recorder/left_ring.h"').length, 1);
  const header = '#include "voice_recorder_analysis.h"';
  assert.equal(wallsBroken(at('analysis'), header).length, 1);
  assert.equal(wallsBroken(at('recorder'), header).length, 1);
  assert.deepEqual(wallsBroken(at('analysis/door'), header), []);
  assert.deepEqual(wallsBroken(at('bridges/node-addon'), header), []);
});

test('the game library does not see the analysis', () => {
  for (const room of ['base', 'writer', 'recorder', 'abi']) {
    assert.equal(wallsBroken(at(room), '#include "analysis/capture.h"').length, 1);
  }
});

test('a bridge sees the public header, its host and its own headers only', () => {
  const text = '#include "voice_recorder.h"\n#include "Binding.hpp"\n#include "bridges/puerts/span.h"\n';
  assert.deepEqual(wallsBroken(at('bridges/puerts'), text), []);
  assert.equal(wallsBroken(at('bridges/puerts'), '#include "recorder/recorder.h"').length, 1);
});

test('nothing climbs out of its folder, tests included', () => {
  assert.equal(wallsBroken('test/native/mix/mixer_test.cpp', '#include "../base/x.h"').length, 1);
  assert.equal(wallsBroken(at('mix'), '#include "mix/../cycle/x.h"').length, 1);
});

test('a public header includes stddef.h and stdint.h only', () => {
  for (const name of ['voice_recorder.h', 'voice_recorder_analysis.h']) {
    const header = at('include', name);
    assert.deepEqual(wallsBroken(header, '#include <stddef.h>\n#include <stdint.h>\n'), []);
    assert.equal(wallsBroken(header, '#include <stdbool.h>').length, 1);
    assert.equal(wallsBroken(header, '#include "stdint.h"').length, 1);
  }
});

test('includes are found with spaces and a hash that stands apart', () => {
  assert.deepEqual(includesOf('  #  include  <a/b.h> // why'), [{ line: 1, target: 'a/b.h', system: true }]);
});

test('an adapter sees the standard library and what is public, so that a game can include it alone', () => {
  const text = '#include <atomic>\n#include "voice_recorder.h"\n#include "adapters/voice_feed.h"\n';
  assert.deepEqual(wallsBroken(at('include/adapters', 'x.h'), text), []);
  for (const other of ['"base/clock.h"', '"cocos/session.h"', '"voice_recorder_analysis.h"', '<nlohmann/json.hpp>']) {
    assert.equal(wallsBroken(at('include/adapters', 'x.h'), `#include ${other}`).length, 1);
  }
});

test('a constant of a source may not hide one of a header that it sees', () => {
  const rooms = 'native/plugins/voice-recorder';
  const header = {
    path: `${rooms}/base/clock.h`,
    text: 'constexpr int64_t kNsPerMs = 1;\n  constexpr int kInner = 1;\n',
  };
  const source = (path, text) => ({ path, text });
  const found = (...sources) => hiddenConstants([header, ...sources]);
  const hides = 'constexpr int kNsPerMs = 2;\n';
  assert.match(
    found(source(`${rooms}/mix/limiter.cpp`, hides))[0],
    /^native.*limiter\.cpp: kNsPerMs hides that of .*clock\.h/,
  );
  assert.equal(found(source('test/native/mix/limiter_test.cpp', hides)).length, 1);
  assert.deepEqual(
    found(source(`${rooms}/mix/limiter.cpp`, 'constexpr int kOther = 2;\nconstexpr int kInner = 2;\n')),
    [],
  );
  const ofTests = { path: 'test/native/mix/mix_room.h', text: 'inline constexpr int kRate = 48000;\n' };
  assert.equal(
    hiddenConstants([ofTests, source('test/native/mix/a_test.cpp', 'constexpr int kRate = 8000;\n')]).length,
    1,
  );
  assert.deepEqual(hiddenConstants([ofTests, source(`${rooms}/mix/a.cpp`, 'constexpr int kRate = 8000;\n')]), []);
});
