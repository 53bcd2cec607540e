import type { Sidecar } from '../../../shared/analysis';

/** Numbers of one name over time. */
export interface Series {
  /** Path within the data, with dots between keys. */
  readonly name: string;
  readonly values: readonly (number | null)[];
}

export interface StatisticsTable {
  readonly seconds: readonly number[];
  /** Of most values first; what never changes comes last. */
  readonly series: readonly Series[];
}

const DEEPEST = 6;
const MOST_SERIES = 200;

/** Every number in the statistics of a sidecar, whatever the game put there: also within objects and lists. */
export function statisticsTable(statistics: NonNullable<Sidecar['statistics']>): StatisticsTable {
  const entries = statistics.filter(({ seconds }) => Number.isFinite(seconds)).sort((a, b) => a.seconds - b.seconds);
  const columns = new Map<string, (number | null)[]>();
  entries.forEach(({ data }, row) => {
    for (const [name, value] of numbersOf(data, '', 0)) {
      let column = columns.get(name);
      if (column === undefined) {
        if (columns.size >= MOST_SERIES) continue;
        columns.set(name, (column = entries.map(() => null)));
      }
      column[row] = value;
    }
  });
  const series = [...columns].map(([name, values]) => ({ name, values }));
  const weight = ({ values }: Series): number => {
    const known = values.filter((value) => value !== null);
    return (new Set(known).size > 1 ? 1e9 : 0) + known.length;
  };
  return { seconds: entries.map(({ seconds }) => seconds), series: series.sort((a, b) => weight(b) - weight(a)) };
}

function* numbersOf(data: unknown, name: string, depth: number): Generator<[string, number]> {
  if (typeof data === 'number') {
    if (Number.isFinite(data)) yield [name === '' ? 'value' : name, data];
  } else if (typeof data === 'object' && data !== null && depth < DEEPEST) {
    for (const [key, value] of Object.entries(data)) {
      yield* numbersOf(value, name === '' ? key : `${name}.${key}`, depth + 1);
    }
  }
}
