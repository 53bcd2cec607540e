const LEAST_LOOP_SECONDS = 0.02;

/** What is looped, in whole frames within the capture; null when it is too short to be heard as one. */
export function loopFrames(
  range: { readonly from: number; readonly to: number },
  sampleRate: number,
  frames: number,
): { first: number; end: number } | null {
  const first = Math.min(Math.max(Math.round(range.from * sampleRate), 0), frames);
  const end = Math.min(Math.round(range.to * sampleRate), frames);
  return end - first >= LEAST_LOOP_SECONDS * sampleRate ? { first, end } : null;
}
