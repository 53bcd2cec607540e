import type { Range } from '../../engine';

/**
 * Which moment stands at which device pixel. Pixels lie on a grid that begins at 0 s and depends on the zoom alone, so
 * that a column shows the same frames wherever it is scrolled to, and nothing shimmers.
 */
export interface Axis {
  /** In device pixels. */
  readonly width: number;
  readonly secondsPerPixel: number;
  /** Place on the grid of the first pixel that is shown. */
  readonly firstPixel: number;
  readonly from: number;
  readonly to: number;
}

export function makeAxis(range: Range, width: number): Axis {
  const length = Math.max(range.to - range.from, 1e-6);
  // Moving a range adds and subtracts; what is the same zoom shall be the same number.
  const secondsPerPixel = Number((length / Math.max(width, 1)).toPrecision(9));
  const firstPixel = Math.round(range.from / secondsPerPixel);
  const from = firstPixel * secondsPerPixel;
  return { width, secondsPerPixel, firstPixel, from, to: from + secondsPerPixel * width };
}

/** In device pixels from the left edge; not rounded. */
export const xOf = (axis: Axis, seconds: number): number => seconds / axis.secondsPerPixel - axis.firstPixel;

/**
 * The device pixel that shows a moment; null: it is not within the axis. The grid of pixels may end up to one pixel
 * before the range does, and what stands at its very end is shown in the last pixel.
 */
export function pixelOf(axis: Axis, seconds: number): number | null {
  const x = xOf(axis, seconds);
  return x < -1 || x > axis.width + 1 ? null : Math.min(Math.max(Math.round(x), 0), axis.width - 1);
}

export const secondsAt = (axis: Axis, x: number): number => (axis.firstPixel + x) * axis.secondsPerPixel;

export const sameAxis = (a: Axis, b: Axis): boolean =>
  a.width === b.width && a.secondsPerPixel === b.secondsPerPixel && a.firstPixel === b.firstPixel;
