import { sampleOf } from './signal.mjs';

/** How many of the first samples of the signal stand where they would if it began at frame `lead`. */
function agreement(samples, lead, { voices, pushed }) {
  let same = 0;
  const from = Math.max(0, lead);
  for (let i = from; i < Math.min(samples.length, from + 2000); ++i) {
    const frame = i - lead;
    if (frame < pushed && samples[i] === sampleOf(voices, frame)) ++same;
  }
  return same;
}

/** The frame of the file at which the signal begins: near the one that its time tells. */
export function findLead(samples, expected, signal, around = 3) {
  let best = { lead: expected, same: -1 };
  for (let lead = expected - around; lead <= expected + around; ++lead) {
    const same = agreement(samples, lead, signal);
    if (same > best.same) best = { lead, same };
  }
  return best.lead;
}

const within = (holes, frame) => holes.some(([first, frames]) => frame >= first && frame < first + frames);

/**
 * Compares every sample: `{ wrong, firstWrong, silent }`. A sample is the signal's, or 0 where the signal has none, or 0
 * within a hole that the sidecar tells; silent counts those.
 */
export function compareSamples(samples, lead, { voices, pushed }, holes) {
  const result = { wrong: 0, firstWrong: -1, silent: 0 };
  for (let i = 0; i < samples.length; ++i) {
    const frame = i - lead;
    const expected = frame >= 0 && frame < pushed ? sampleOf(voices, frame) : 0;
    if (samples[i] === expected) continue;
    if (samples[i] === 0 && within(holes, i)) {
      result.silent += 1;
      continue;
    }
    if (result.wrong === 0) result.firstWrong = i;
    result.wrong += 1;
  }
  return result;
}
