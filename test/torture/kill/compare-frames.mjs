import { readAdts } from './adts-file.mjs';
import { referenceFrames } from './reference.mjs';

export const AAC_FRAMES = 1024;
/** Of the encoder: input frame i comes out as frame i + DELAY. */
export const DELAY = 1600;

const overlaps = (holes, first, end) => holes.some(([from, frames]) => from < end && from + frames > first);

function compare(frames, reference, { skip, holes, validStart }) {
  const result = { wrong: 0, firstWrong: -1, silent: 0 };
  for (let i = 0; i < frames.length; ++i) {
    const same = reference[skip + i]?.equals(frames[i]) ?? false;
    if (same) continue;
    // A hole before the valid frames is not the capture's, and not told.
    const before = holes.length > 0 && (i + 1) * AAC_FRAMES <= validStart;
    if (before || overlaps(holes, i * AAC_FRAMES, (i + 1) * AAC_FRAMES)) {
      result.silent += 1;
      continue;
    }
    if (result.wrong === 0) result.firstWrong = i;
    result.wrong += 1;
  }
  return result;
}

/**
 * Compares ADTS byte by byte with what the encoder alone makes of the sound: `{ rate, frames, rest, lead, wrong, firstWrong,
 * silent }`. The file begins with frame `skip` of the task's stream; the sound begins within `around` frames of `lead`, on
 * the count of the task; `holes` are spans of the file.
 */
export async function compareFrames(program, audio, { quality, sound, skip, lead, around, holes, validStart = 0 }) {
  const { rate, frames, rest } = readAdts(audio);
  if (frames.length === 0) return { rate, frames: 0, rest, wrong: 0, firstWrong: -1, silent: 0, lead };
  // The encoder looks ahead, so the reference goes on behind the end of the file.
  const input = (skip + frames.length + 2) * AAC_FRAMES;
  let best;
  for (let offset = 0; offset <= 2 * around && best?.wrong !== 0; ++offset) {
    const tried = lead + (offset % 2 === 0 ? offset / 2 : -(offset + 1) / 2);
    const reference = await referenceFrames(program, { rate, quality, sound, lead: tried, frames: input });
    const found = compare(frames, reference, { skip, holes, validStart });
    if (best === undefined || found.wrong < best.wrong) best = { ...found, lead: tried };
  }
  return { rate, frames: frames.length, rest, ...best };
}
