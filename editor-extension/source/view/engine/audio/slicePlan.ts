import type { AdtsIndex } from './adtsIndex';

/** Bytes of a file to read and, of what a decoder makes of them, which frames are wanted. */
export interface SlicePlan {
  readonly firstByte: number;
  readonly endByte: number;
  /** Decoded frames before the wanted ones. */
  readonly skipFrames: number;
  readonly frames: number;
}

/**
 * An AAC frame is right only when the one before it was decoded too, and a decoder that is given very few does not
 * recognise what it has. Measured: Chromium drops no frame at the front of a slice and pads nothing.
 */
export const PRE_ROLL_FRAMES = 4;
const LEAST_ADTS_FRAMES = 16;

/** Frames [first, end) of a PCM file, as far as it has them. */
export function planPcmSlice(
  file: { dataOffset: number; dataBytes: number; frameBytes: number },
  first: number,
  end: number,
): SlicePlan {
  const there = Math.floor(file.dataBytes / file.frameBytes);
  const from = Math.min(Math.max(first, 0), there);
  const to = Math.min(Math.max(end, from), there);
  const firstByte = file.dataOffset + from * file.frameBytes;
  return { firstByte, endByte: file.dataOffset + to * file.frameBytes, skipFrames: 0, frames: to - from };
}

/** Frames [first, end) of an ADTS file: from an entry of the index before the pre-roll to one at or behind the end. */
export function planAdtsSlice(index: AdtsIndex, first: number, end: number): SlicePlan {
  const { frameLength, every, adtsFrames, entries } = index;
  const there = adtsFrames * frameLength;
  const from = Math.min(Math.max(first, 0), there);
  const to = Math.min(Math.max(end, from), there);
  if (to === from) return { firstByte: 0, endByte: 0, skipFrames: 0, frames: 0 };
  const firstWanted = Math.floor(from / frameLength);
  const endWanted = Math.ceil(to / frameLength);
  let firstEntry = Math.floor(Math.max(firstWanted - PRE_ROLL_FRAMES, 0) / every);
  const endEntry = Math.ceil(endWanted / every);
  const lastFrame = Math.min(endEntry * every, adtsFrames);
  while (firstEntry > 0 && lastFrame - firstEntry * every < LEAST_ADTS_FRAMES) firstEntry--;
  return {
    firstByte: entries[firstEntry] ?? 0,
    endByte: entries[endEntry] ?? index.endByte,
    skipFrames: from - firstEntry * every * frameLength,
    frames: to - from,
  };
}

/** Leaves out of the slice what neither the pre-roll nor the wanted frames need: `starts` is of `walkAdts`. */
export function trimAdtsSlice(
  plan: SlicePlan,
  starts: readonly number[],
  frameLength: number,
): { firstByte: number; endByte: number; skipFrames: number } {
  const whole = starts.length - 1;
  const needed = Math.min(Math.ceil((plan.skipFrames + plan.frames) / frameLength), whole);
  const before = Math.floor(plan.skipFrames / frameLength) - PRE_ROLL_FRAMES;
  const first = Math.max(Math.min(before, needed - LEAST_ADTS_FRAMES), 0);
  const end = Math.min(Math.max(needed, first + LEAST_ADTS_FRAMES), whole);
  return {
    firstByte: starts[first] ?? 0,
    endByte: starts[end] ?? 0,
    skipFrames: plan.skipFrames - first * frameLength,
  };
}
