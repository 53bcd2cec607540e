import { readAdts } from './adts-file.mjs';
import { referenceFrames } from './reference.mjs';

export const AAC_FRAMES = 1024;
/** Of the encoder: input frame i comes out as frame i + DELAY. */
export const DELAY = 1600;
const AROUND = [0, -1, 1, -2, 2, -3, 3];

const overlaps = (holes, first, end) => holes.some(([from, frames]) => from < end && from + frames > first);

function compare(frames, reference, { skip, holes }) {
  const result = { wrong: 0, firstWrong: -1, silent: 0 };
  for (let i = 0; i < frames.length; ++i) {
    const same = reference[skip + i]?.equals(frames[i]) ?? false;
    if (same) continue;
    if (overlaps(holes, i * AAC_FRAMES, (i + 1) * AAC_FRAMES)) {
      result.silent += 1;
      continue;
    }
    if (result.wrong === 0) result.firstWrong = i;
    result.wrong += 1;
  }
  return result;
}

/**
 * Compares ADTS byte by byte with what the encoder alone makes of the signal: `{ rate, frames, rest, lead, wrong,
 * firstWrong, silent }`. The file begins with frame `skip` of the task's stream; the signal begins near frame `lead` of the
 * task; `holes` are spans of the file, `silence` of the task.
 */
export async function compareFrames(program, audio, { skip, lead, holes, ...signal }) {
  const { rate, frames, rest } = readAdts(audio);
  const input = (skip + frames.length) * AAC_FRAMES;
  let best;
  for (const offset of AROUND) {
    const reference = await referenceFrames(program, { ...signal, lead: lead + offset, frames: input });
    const found = compare(frames, reference, { skip, holes });
    if (best === undefined || found.wrong < best.wrong) best = { ...found, lead: lead + offset };
    if (best.wrong === 0) break;
  }
  return { rate, frames: frames.length, rest, ...best };
}
