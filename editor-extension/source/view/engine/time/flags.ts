import type { Moment } from './moments';

/** Where a moment stands in the ruler, with its name or without. Device pixels. */
export interface Flag {
  readonly moment: Moment;
  /** Of its line. */
  readonly line: number;
  /** Its name; null: there was no room for it. */
  readonly label: { readonly x: number; readonly width: number; readonly top: number; readonly height: number } | null;
}

/** The moment whose name is under a point, else the one whose line is next to it, `near` pixels away at most. */
export function momentUnder(flags: readonly Flag[], x: number, y: number, near: number): Moment | null {
  const named = flags.find(
    ({ label }) =>
      label !== null && x >= label.x && x < label.x + label.width && y >= label.top && y < label.top + label.height,
  );
  if (named !== undefined) return named.moment;
  let found: Moment | null = null;
  let least = near;
  for (const { moment, line } of flags) {
    const distance = Math.abs(line - x);
    if (distance > least || (found !== null && distance === least)) continue;
    found = moment;
    least = distance;
  }
  return found;
}
