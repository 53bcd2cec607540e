import {
  NO_FILTER,
  choicesOf,
  filterCaptures,
  isFiltered,
  neighbour,
  newestFirst,
  rowsByDay,
} from '../../../editor-extension/source/view/state/list';
import { placesInSight, rowAt, scrollToRow, topsOf } from '../../../editor-extension/source/view/state/window';
import { fakeSummary } from '../support/FakeSource';

const noon = new Date(2026, 10, 26, 12).getTime();
const captures = Array.from({ length: 1000 }, (_, place) => fakeSummary(place, noon));
const filtered = (filter: Partial<typeof NO_FILTER>) => filterCaptures(captures, { ...NO_FILTER, ...filter });

describe('CaptureList', () => {
  it('finds every word of a search in name, reason, room, user or note, in any case', () => {
    const found = filtered({ search: '  BOB battle5v5 ' });
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ note, room }) => note.includes('bob') && room === 'battle5v5')).toBe(true);
  });

  it('finds Chinese text', () => {
    expect(filtered({ search: '听不到' }).every(({ reason }) => reason === '对方听不到我')).toBe(true);
  });

  it('finds a capture by what the page calls its reason, in either language', () => {
    const own = [
      { ...fakeSummary(0, noon), reason: 'hotkey' },
      { ...fakeSummary(1, noon), reason: 'task' },
    ];
    for (const search of ['key pressed', '按下快捷键', 'hotkey']) {
      expect(filterCaptures(own, { ...NO_FILTER, search }).map(({ reason }) => reason)).toEqual(['hotkey']);
    }
  });

  it('filters by reason, build and badge at once', () => {
    const found = filtered({ reason: 'robot voice', build: '1.4.0', badge: 'missing' });
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((one) => one.reason === 'robot voice' && one.build === '1.4.0')).toBe(true);
  });

  it('filters by a finding of a diagnosis, by pins and by notes', () => {
    expect(filtered({ badge: 'finding:one-way' }).every(({ badges }) => badges[0]?.kind === 'finding')).toBe(true);
    expect(filtered({ badge: 'pinned' }).every(({ pinned }) => pinned)).toBe(true);
    expect(filtered({ badge: 'noted' }).every(({ note }) => note !== '')).toBe(true);
  });

  it('offers each reason, build and badge once', () => {
    const { reasons, builds, badges } = choicesOf(captures);
    expect(reasons).toHaveLength(new Set(reasons).size);
    expect(builds).toEqual(['1.6.0', '1.5.0', '1.4.0']);
    expect(badges).toContain('no-sidecar');
  });

  it('is filtered only by something that is not blank', () => {
    expect([
      isFiltered(NO_FILTER),
      isFiltered({ ...NO_FILTER, search: '  ' }),
      isFiltered({ ...NO_FILTER, build: '1' }),
    ]).toEqual([false, false, true]);
  });

  it('shows the newest first, and does not jump where times are alike', () => {
    const sorted = newestFirst([...captures].reverse());
    expect(sorted.map(({ id }) => id)).toEqual(captures.map(({ id }) => id));
  });

  it('has a row for each day before its first capture', () => {
    const rows = rowsByDay(captures.slice(0, 40));
    expect(rows[0]?.kind).toBe('day');
    expect(rows.filter(({ kind }) => kind === 'capture')).toHaveLength(40);
    expect(rows.filter(({ kind }) => kind === 'day').length).toBe(
      new Set(captures.slice(0, 40).map(({ startedAtUnixMs }) => new Date(startedAtUnixMs).toDateString())).size,
    );
  });

  it('stops at both ends when the arrows move through it', () => {
    const three = captures.slice(0, 3);
    expect([
      neighbour(three, 'c0', -1),
      neighbour(three, 'c0', 1),
      neighbour(three, 'c2', 5),
      neighbour(three, null, 1),
      neighbour([], 'x', 1),
    ]).toEqual(['c0', 'c1', 'c2', 'c0', null]);
  });
});

describe('ListWindow', () => {
  const tops = topsOf(Array.from({ length: 1000 }, (_, place) => (place % 10 === 0 ? 28 : 72)));

  it('holds a few rows of a thousand', () => {
    expect(placesInSight(tops, 20_000, 700, 400, -1).length).toBeLessThan(30);
  });

  it('covers everything that is in sight', () => {
    const places = placesInSight(tops, 20_000, 700, 0, -1);
    const first = places[0] ?? 0;
    const last = places[places.length - 1] ?? 0;
    expect(tops.tops[first]).toBeLessThanOrEqual(20_000);
    expect(tops.tops[last + 1] ?? tops.total).toBeGreaterThanOrEqual(20_700);
  });

  it('keeps the row that has the focus, wherever it is', () => {
    expect(placesInSight(tops, 20_000, 700, 0, 2)[0]).toBe(2);
    const below = placesInSight(tops, 0, 700, 0, 900);
    expect(below[below.length - 1]).toBe(900);
    expect(placesInSight(topsOf([]), 0, 700, 0, -1)).toEqual([]);
  });

  it('finds the row at a height', () => {
    expect([rowAt([0, 10, 20], -5), rowAt([0, 10, 20], 10), rowAt([0, 10, 20], 99)]).toEqual([0, 1, 2]);
  });

  it('scrolls no further than needed', () => {
    expect([scrollToRow(100, 50, 120, 400), scrollToRow(500, 50, 120, 400), scrollToRow(200, 50, 120, 400)]).toEqual([
      100, 150, 120,
    ]);
  });
});
