import { generateVoice } from '../../samples/webrtc-room/generatedVoice';
import { compareWithSent } from '../../samples/webrtc-room/sentVoice';

const RATE = 48000;
const voice = generateVoice(115, 6);

/** What was sent from `begin` on, as a recording. */
function recorded(begin: number, frames: number): Float32Array {
  return Float32Array.from({ length: frames }, (_, i) => (voice[(begin + i) % voice.length] ?? 0) / 32768);
}

describe('SentVoice', () => {
  test('FindsAllOfARecordingThatHoldsWhatWasSent', () => {
    const { windows, matched, endFrame } = compareWithSent(recorded(5000, 4 * RATE), voice, 5000);
    expect(windows).toBeGreaterThan(25);
    expect([matched, endFrame]).toEqual([windows, 5000 + 4 * RATE]);
  });

  test.each([-20000, -4321, -3, 3, 777, 20000])('FindsItWhenItBegins %i FramesElsewhere', (off) => {
    const { windows, matched, endFrame } = compareWithSent(recorded(50000 + off, 2 * RATE), voice, 50000);
    expect([matched, endFrame]).toEqual([windows, 50000 + off + 2 * RATE]);
  });

  test('FollowsTheVoiceOverItsSeam', () => {
    const begin = voice.length - RATE;
    expect(compareWithSent(recorded(begin, 2 * RATE), voice, begin).endFrame).toBe(begin + 2 * RATE);
  });

  test('AnEndThatLacksIsSeen', () => {
    const { endFrame } = compareWithSent(recorded(0, 2 * RATE), voice, 0);
    expect(3 * RATE - (endFrame ?? NaN)).toBe(RATE);
  });

  test('AHoleIsSeenAndWhatComesBehindItIsFoundAgain', () => {
    const recording = recorded(0, 4 * RATE);
    recording.copyWithin(RATE, RATE + 2400); // 50 ms are missing
    const { windows, matched, endFrame } = compareWithSent(recording.subarray(0, 4 * RATE - 2400), voice, 0);
    expect(windows - matched).toBeLessThanOrEqual(2);
    expect(matched).toBeGreaterThan(0.9 * windows);
    expect(endFrame).toBe(4 * RATE);
  });

  test.each([
    ['another voice', generateVoice(205, 4)],
    ['noise', Int16Array.from({ length: 2 * RATE }, (_, i) => ((i * 7919) % 20011) - 10005)],
  ])('NothingOfItMatches: %s', (_, samples) => {
    const recording = Float32Array.from(samples, (value) => value / 32768);
    const { windows, matched } = compareWithSent(recording, voice, 0);
    expect(windows).toBeGreaterThan(10);
    expect(matched).toBeLessThan(0.1 * windows);
  });

  test('SilenceHasNothingToCompare', () => {
    expect(compareWithSent(new Float32Array(RATE), voice, 0)).toEqual({ windows: 0, matched: 0, endFrame: undefined });
  });
});
