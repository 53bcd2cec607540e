/** Which rows of a long list stand in the page: those in sight, some around them, and the one that has the focus. */

export interface Placed<Row> {
  row: Row;
  top: number;
  height: number;
}

export interface Tops {
  tops: number[];
  total: number;
}

export function topsOf(heights: readonly number[]): Tops {
  const tops: number[] = [];
  let total = 0;
  for (const height of heights) {
    tops.push(total);
    total += height;
  }
  return { tops, total };
}

/** The last row that begins at or above `y`. */
export function rowAt(tops: readonly number[], y: number): number {
  let low = 0;
  let high = tops.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] as number) <= y) low = middle;
    else high = middle - 1;
  }
  return Math.max(low, 0);
}

/** Places of rows, in order. `kept` stays in the page wherever it is, so that the focus is not lost. */
export function placesInSight(
  { tops }: Tops,
  scrollTop: number,
  viewHeight: number,
  margin: number,
  kept: number,
): number[] {
  if (tops.length === 0) return [];
  const first = rowAt(tops, scrollTop - margin);
  const last = rowAt(tops, scrollTop + viewHeight + margin);
  const places: number[] = [];
  if (kept >= 0 && kept < first) places.push(kept);
  for (let place = first; place <= last; place += 1) places.push(place);
  if (kept > last && kept < tops.length) places.push(kept);
  return places;
}

/** Where to scroll so that a row is wholly in sight. */
export function scrollToRow(top: number, height: number, scrollTop: number, viewHeight: number): number {
  if (top < scrollTop) return top;
  return top + height > scrollTop + viewHeight ? top + height - viewHeight : scrollTop;
}
