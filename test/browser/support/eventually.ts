const LONGEST_MS = 10_000;
const BETWEEN_MS = 50;

/** Repeats `look` until it does not throw, and throws what it threw last when that takes too long. */
export async function eventually<T>(look: () => Promise<T> | T, longestMs = LONGEST_MS): Promise<T> {
  const end = performance.now() + longestMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    }
  }
}
