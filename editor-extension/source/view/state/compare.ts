/** Two captures on one time line. A time of A minus the shift is the time of B. Pure. */
import type { CaptureDetail } from '../../shared/captures';
import type { Range } from '../engine';
import { anchor, keyPress } from './opening';

export type Alignment = 'key' | 'start' | 'end' | 'clock';
type Aligned = Pick<CaptureDetail, 'sidecar' | 'durationSeconds' | 'summary'>;

/** By how many seconds B is moved to the right, so that what is aligned stands above one another. */
export function shiftFor(alignment: Alignment, a: Aligned, b: Aligned): number {
  switch (alignment) {
    case 'start':
      return 0;
    case 'end':
      return a.durationSeconds - b.durationSeconds;
    case 'key':
      return anchor(a) - anchor(b);
    case 'clock':
      return (b.summary.startedAtUnixMs - a.summary.startedAtUnixMs) / 1000;
  }
}

/** The key press where both have one, else the end, where a capture without a marker has its fault. */
export const bestAlignment = (a: Aligned, b: Aligned): Alignment =>
  keyPress(a) !== null && keyPress(b) !== null ? 'key' : 'end';

export const toOther = (range: Range, shiftSeconds: number): Range => ({
  from: range.from - shiftSeconds,
  to: range.to - shiftSeconds,
});
