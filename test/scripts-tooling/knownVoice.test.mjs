import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownVoiceWav } from '../../scripts/lib/known-voice.mjs';

const samplesOf = (wav) => new Int16Array(wav.buffer.slice(wav.byteOffset + 44, wav.byteOffset + wav.length));

/** How alike two stretches are: 1 is the same but for the level. */
function likeness(a, b) {
  const product = (x, y) => x.reduce((sum, value, index) => sum + value * y[index], 0);
  const [x, y] = [Float64Array.from(a), Float64Array.from(b)];
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y) + 1e-9);
}

test('a known voice is the same for the same seed, and another one for another', () => {
  assert.deepEqual(knownVoiceWav(1, 1), knownVoiceWav(1, 1));
  assert.notDeepEqual(knownVoiceWav(1, 1), knownVoiceWav(2, 1));
});

test('it is loud enough to be heard, and does not clip', () => {
  const peak = samplesOf(knownVoiceWav(3, 5)).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  assert.ok(peak > 5000 && peak < 32767, String(peak));
});

test('no moment of it sounds like another one', () => {
  const samples = samplesOf(knownVoiceWav(1, 10));
  const length = 48000 * 0.4;
  const part = (second) => samples.subarray(48000 * second, 48000 * second + length);
  for (const second of [1, 2, 4, 7, 9]) assert.ok(Math.abs(likeness(part(3), part(second))) < 0.5, String(second));
});
