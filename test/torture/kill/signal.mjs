/** The counting signal of test/torture/support/counting_signal.h. */
const TURN = 7919;
const TOPS = { lone: [32767], both: [16383, 8191], local: [16383], remote: [8191] };

function count(top, frame) {
  const period = 2 * top;
  const lap = Math.floor(frame / period);
  const at = (frame + TURN * lap) % period;
  return at < top ? at - top : at - top + 1;
}

/** Sample `frame` of the voices: `lone`, `both`, `local` or `remote`. Never 0 for one voice. */
export function sampleOf(voices, frame) {
  return TOPS[voices].reduce((sum, top) => sum + count(top, frame), 0);
}

/** All of the first `frames` samples. */
export function signalOf(voices, frames) {
  const signal = new Int16Array(Math.max(0, frames));
  for (let i = 0; i < signal.length; ++i) signal[i] = sampleOf(voices, i);
  return signal;
}
