/**
 * The known name that is closest to a mistyped one, or undefined when none is close. Letter case and separators do not
 * count; a name that holds the other (`age`, `ageSeconds`) is close.
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > 64) return undefined;
  const wanted = plain(name);
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.ceil(wanted.length * 0.6)) + 1;
  for (const candidate of known) {
    const distance = distanceBetween(wanted, plain(candidate));
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `; did you mean "x"?`, or the whole list when nothing is close. */
export function suggestion(name: string, known: readonly string[]): string {
  const close = nearest(name, known);
  return close === undefined ? `; known are ${known.join(', ')}` : `; did you mean "${close}"?`;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '');
}

function distanceBetween(a: string, b: string): number {
  const holds = Math.min(a.length, b.length) >= 3 && (a.includes(b) || b.includes(a));
  return Math.min(editDistance(a, b), holds ? 1.5 : Infinity);
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const swap = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(swap, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
