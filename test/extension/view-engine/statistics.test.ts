import { statisticsTable } from '../../../editor-extension/source/view/engine/statistics/series';

const entry = (seconds: number, data: unknown) => ({ seconds, frame: 0, data });

describe('The table of statistics', () => {
  it('has every number that the game put there, by its path, in order of time', () => {
    const table = statisticsTable([
      entry(2, { loss: 1, peers: [{ rtt: 40 }] }),
      entry(1, { loss: 0, peers: [{ rtt: 30 }] }),
    ]);
    expect(table.seconds).toEqual([1, 2]);
    expect(Object.fromEntries(table.series.map(({ name, values }) => [name, values]))).toEqual({
      loss: [0, 1],
      'peers.0.rtt': [30, 40],
    });
  });

  it('has no value where there was none, and no texts', () => {
    const table = statisticsTable([entry(1, { a: 1, state: 'ok' }), entry(2, { b: 2 }), entry(3, null)]);
    expect(table.series).toEqual(
      expect.arrayContaining([
        { name: 'a', values: [1, null, null] },
        { name: 'b', values: [null, 2, null] },
      ]),
    );
    expect(table.series).toHaveLength(2);
  });

  it('puts what changes before what does not', () => {
    const table = statisticsTable([entry(1, { still: 5, moves: 1 }), entry(2, { still: 5, moves: 2 })]);
    expect(table.series.map(({ name }) => name)).toEqual(['moves', 'still']);
  });

  it('takes a bare number, and nothing of what has no end', () => {
    expect(statisticsTable([entry(1, 7)]).series).toEqual([{ name: 'value', values: [7] }]);
    expect(statisticsTable([entry(1, { a: Infinity }), entry(NaN, { b: 1 })]).series).toEqual([]);
  });

  it('is bounded whatever is in the sidecar', () => {
    const wide = Object.fromEntries(Array.from({ length: 1000 }, (_, place) => [`k${place}`, place]));
    let deep: unknown = 1;
    for (let level = 0; level < 50; level++) deep = { deep };
    expect(statisticsTable([entry(1, wide)]).series).toHaveLength(200);
    expect(statisticsTable([entry(1, deep)]).series).toEqual([]);
  });
});
