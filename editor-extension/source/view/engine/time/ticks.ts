import { clock } from '../../state/format';
import type { Axis } from './axis';

export interface Ticks {
  readonly stepSeconds: number;
  readonly perLabel: number;
  /** In seconds, within the axis. */
  readonly labels: readonly { readonly seconds: number; readonly text: string }[];
  readonly minor: readonly number[];
}

const LONG_STEPS = [60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 36000];
const MINOR_PER_LABEL = 5;

/** 1, 2 or 5 times a power of ten up to a minute, then steps that clocks have. */
function labelStep(leastSeconds: number): number {
  for (let exponent = -6; exponent <= 1; exponent++) {
    for (const digit of [1, 2, 5]) {
      const step = digit * 10 ** exponent;
      if (step >= leastSeconds && step <= 20) return step;
    }
  }
  if (leastSeconds <= 30) return 30;
  return LONG_STEPS.find((step) => step >= leastSeconds) ?? Math.ceil(leastSeconds / 36000) * 36000;
}

const MOST_DIGITS = 6;

/** Decimals of a moment that is pointed at: milliseconds, and more where a pixel is less. */
export const digitsAt = ({ secondsPerPixel }: Pick<Axis, 'secondsPerPixel'>): number =>
  Math.min(Math.max(Math.ceil(-Math.log10(secondsPerPixel) - 1e-9), 3), MOST_DIGITS);

/** `leastGap`: device pixels from one label to the next, at least. */
export function ticksOf(axis: Axis, leastGap: number): Ticks {
  const step = labelStep(axis.secondsPerPixel * leastGap);
  const digits = step >= 1 ? 0 : Math.min(Math.ceil(-Math.log10(step) - 1e-9), MOST_DIGITS);
  const minorStep = step / MINOR_PER_LABEL;
  const labels: { seconds: number; text: string }[] = [];
  const minor: number[] = [];
  const first = Math.max(Math.ceil(axis.from / minorStep - 1e-6), 0);
  for (let place = first; place * minorStep <= axis.to; place++) {
    const seconds = place * minorStep;
    if (place % MINOR_PER_LABEL === 0) labels.push({ seconds, text: clock(seconds, digits) });
    else minor.push(seconds);
  }
  return { stepSeconds: step, perLabel: MINOR_PER_LABEL, labels, minor };
}
