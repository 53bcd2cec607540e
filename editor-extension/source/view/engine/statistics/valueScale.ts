/** What a picture shows of values from the bottom to the top, and which round numbers stand beside it. */
export interface ValueScale {
  readonly low: number;
  readonly high: number;
  readonly marks: readonly number[];
}

const STEPS = [1, 2, 5, 10];

/** The smallest of 1, 2 and 5 times a power of ten that is `least` or more. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return (STEPS.find((step) => step * power >= least * (1 - 1e-9)) ?? 10) * power;
}

/** Without what arithmetic leaves behind the last digit. */
const tidy = (value: number): number => Number(value.toPrecision(12));

/** Of the values that are there; null where there is none. A series that never changes stands in the middle. */
export function valueScale(values: readonly (number | null)[], mostMarks: number): ValueScale | null {
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    if (value === null) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (least > most) return null;
  const spread = most - least || Math.abs(most) || 1;
  const step = roundStep(spread / Math.max(mostMarks - 1, 1));
  const low = least === most ? least - spread : Math.floor(least / step + 1e-9) * step;
  const high = least === most ? most + spread : Math.ceil(most / step - 1e-9) * step;
  const marks: number[] = [];
  for (let place = Math.ceil(low / step - 1e-9); place * step <= high + step * 1e-9; place++) {
    marks.push(tidy(place * step));
  }
  return { low: tidy(low), high: tidy(high), marks };
}

/** The place of the moment that is nearest; -1 where there is none. `seconds` rise. */
export function nearestPlace(seconds: readonly number[], wanted: number): number {
  let low = 0;
  let high = seconds.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((seconds[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  const before = seconds[low - 1];
  const after = seconds[low];
  if (after === undefined) return -1;
  return before !== undefined && wanted - before <= after - wanted ? low - 1 : low;
}
