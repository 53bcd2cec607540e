/** Runs in the page: begins to note when each frame is drawn. */
export function noteFrames() {
  const times = [];
  const look = (time) => {
    times.push(time);
    if (globalThis.noteFrames === times) requestAnimationFrame(look);
  };
  globalThis.noteFrames = times;
  requestAnimationFrame(look);
}

/** Runs in the page: ends it, and gives the times between frames in ms. */
export function notedFrames() {
  const times = globalThis.noteFrames;
  globalThis.noteFrames = null;
  return times.slice(1).map((time, index) => time - times[index]);
}

/** The value that `share` of all values do not exceed. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export const shareWithin = (values, limit) =>
  values.filter((value) => value <= limit).length / Math.max(1, values.length);
