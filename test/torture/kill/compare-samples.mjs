import { within } from './signal.mjs';

const FAMILIAR = 500;

/** How many of the first samples that are not silent stand where they would if the sound began at frame `lead`. */
function agreement(samples, lead, sound) {
  let same = 0;
  let looked = 0;
  for (let i = Math.max(0, lead); i < samples.length && looked < FAMILIAR; ++i) {
    if (samples[i] === 0) continue;
    looked += 1;
    if (samples[i] === sound.at(i, lead)) same += 1;
  }
  return same;
}

/** The frame of the file at which the sound begins: near the one that its time tells. */
export function findLead(samples, expected, sound, around) {
  let best = { lead: expected, same: 0 };
  for (let offset = 0; offset <= 2 * around && best.same < FAMILIAR; ++offset) {
    const lead = expected + (offset % 2 === 0 ? offset / 2 : -(offset + 1) / 2);
    const same = agreement(samples, lead, sound);
    if (same > best.same) best = { lead, same };
  }
  return best.lead;
}

/**
 * Compares every sample: `{ wrong, firstWrong, silent }`. A sample is the sound's, or 0 within a hole that the sidecar
 * tells; silent counts those.
 */
export function compareSamples(samples, lead, sound, holes) {
  const result = { wrong: 0, firstWrong: -1, silent: 0 };
  for (let i = 0; i < samples.length; ++i) {
    if (samples[i] === sound.at(i, lead)) continue;
    if (samples[i] === 0 && within(holes, i)) {
      result.silent += 1;
      continue;
    }
    if (result.wrong === 0) result.firstWrong = i;
    result.wrong += 1;
  }
  return result;
}
