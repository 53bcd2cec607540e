/** The clock as the state needs it; tests have their own. */
export interface Timers {
  now(): number;
  /** Returns what ends it. */
  after(ms: number, call: () => void): () => void;
}

export const realTimers: Timers = {
  now: () => Date.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};
