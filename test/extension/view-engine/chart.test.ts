import { nearestPlace, valueScale } from '../../../editor-extension/source/view/engine/statistics/valueScale';

describe('The scale of a figure', () => {
  it('is of round numbers, and has every value in it', () => {
    expect(valueScale([3, null, 97], 5)).toEqual({ low: 0, high: 100, marks: [0, 50, 100] });
    expect(valueScale([-0.3, 0.41], 5)).toEqual({ low: -0.4, high: 0.6, marks: [-0.4, -0.2, 0, 0.2, 0.4, 0.6] });
  });

  it('stands around a figure that never changes', () => {
    const scale = valueScale([48000, 48000], 5);
    expect(scale).toMatchObject({ low: 0, high: 96000 });
    expect(valueScale([0], 5)).toMatchObject({ low: -1, high: 1 });
  });

  it('is none where there is no value', () => {
    expect(valueScale([null, null], 5)).toBeNull();
    expect(valueScale([], 5)).toBeNull();
  });

  it('has a few marks whatever the values are', () => {
    for (const values of [
      [1e-9, 2e-9],
      [1e12, 1.0001e12],
      [-1e6, 1e-6],
      [0.1, 0.10000001],
    ]) {
      const marks = valueScale(values, 5)?.marks ?? [];
      expect(marks.length).toBeGreaterThanOrEqual(2);
      expect(marks.length).toBeLessThanOrEqual(8);
    }
  });
});

describe('The nearest moment', () => {
  it('is the one before or the one after, whichever is nearer', () => {
    expect([0, 0.4, 0.6, 1.4, 9].map((wanted) => nearestPlace([0, 1, 2], wanted))).toEqual([0, 0, 1, 1, 2]);
  });

  it('is none in an empty table', () => {
    expect(nearestPlace([], 1)).toBe(-1);
  });
});
