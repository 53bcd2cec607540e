const ROUNDS = 4;
const ROUND_MS = 4000;
const STEP_MS = 12;

const rest = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The same numbers in every run, 0 to 1. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Zooms in and out at random places as fast as a hand can, with jerks to the sides and short rests. */
export async function zoomWildly(page, { x, y, width, height }) {
  const next = numbers(7);
  for (let round = 0; round < ROUNDS; round++) {
    const end = performance.now() + ROUND_MS;
    while (performance.now() < end) {
      const [left, top] = [x + width * (0.2 + 0.75 * next()), y + height * (0.2 + 0.4 * next())];
      const direction = next() < 0.5 ? -1 : 1;
      for (let step = 0; step < 12; step++) {
        await page.wheel(left, top, 0, direction * (40 + 160 * next()), { control: true });
        await rest(STEP_MS);
      }
      for (let step = 0; step < 10 && direction > 0; step++) {
        await page.wheel(left, top, 400 * (next() - 0.5), 0);
        await rest(STEP_MS);
      }
      if (next() < 0.25) await rest(250);
    }
  }
}
