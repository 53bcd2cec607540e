/** A text that wants to stand at a place, beginning there. Pixels. */
export interface Wish {
  readonly x: number;
  readonly width: number;
  /** Who has more weight stands first. */
  readonly weight: number;
}

/**
 * Gives each wish a row, or none where all rows are taken: it is then a mark without its text. Wishes in order of x.
 * What has weight is placed before others; `gap` stays free between neighbours.
 */
export function placeLabels(wishes: readonly Wish[], rows: number, gap: number): (number | null)[] {
  const placed: (number | null)[] = wishes.map(() => null);
  const taken: { from: number; to: number }[][] = Array.from({ length: rows }, () => []);
  const order = wishes.map((_, place) => place).sort((a, b) => weightOf(wishes, b) - weightOf(wishes, a) || a - b);
  for (const place of order) {
    const wish = wishes[place];
    if (wish === undefined) continue;
    const from = wish.x;
    const to = wish.x + wish.width + gap;
    const row = taken.findIndex((spans) => spans.every((span) => to <= span.from || from >= span.to));
    if (row < 0) continue;
    taken[row]?.push({ from, to });
    placed[place] = row;
  }
  return placed;
}

const weightOf = (wishes: readonly Wish[], place: number): number => wishes[place]?.weight ?? 0;
