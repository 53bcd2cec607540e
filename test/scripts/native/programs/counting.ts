/** A signal that tells where in it one is, does not repeat, and is never 0: frames from `first` on. */
export function counting(first: number, frames: number): Int16Array {
  return Int16Array.from({ length: frames }, (_, i) => valueAt(first + i));
}

/** Frame n of {@link counting}, loud enough to be told from noise and so soft that two of them can be added. */
export function valueAt(frame: number): number {
  let mixed = Math.imul(frame ^ (frame >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  mixed ^= mixed >>> 15;
  return (mixed & 1 ? 1 : -1) * (1000 + ((mixed >>> 1) % 14000));
}
