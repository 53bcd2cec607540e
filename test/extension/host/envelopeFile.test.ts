import { pointsOf, readEnvelope } from '../../../editor-extension/source/host/envelopeFile';
import { envelopeFile } from '../support/envelopeFile';
import { tone } from '../support/wavFile';

const RATE = 16000;

function pointsOfTone(seconds: number, count: number) {
  const envelope = readEnvelope(envelopeFile({ samples: tone(seconds, RATE), sampleRate: RATE, channels: 1 }));
  return envelope === null ? [] : pointsOf(envelope, count);
}

describe('Points', () => {
  it.each([
    [60, 60],
    [60, 7],
    [17, 50],
  ])('AreEquallyLongAsFarAsCellsAllow: %i s in %i', (seconds, count) => {
    const points = pointsOfTone(seconds, count);
    expect(points).toHaveLength(count);
    // The last one ends with the audio, within a cell.
    const lengths = points.slice(0, -1).map((point) => point.seconds);
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThanOrEqual(17 / 16);
  });

  it.each([
    [1, 60],
    [60, 60],
    [1, 1000],
  ])('FollowEachOtherToTheEnd: %i s in %i', (seconds, count) => {
    let end = 0;
    for (const point of pointsOfTone(seconds, count)) {
      expect(point.startSeconds).toBeCloseTo(end, 9);
      end = point.startSeconds + point.seconds;
    }
    expect(end).toBe(seconds);
  });
});
