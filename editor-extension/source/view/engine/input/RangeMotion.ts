import type { Range, ViewState } from '../../engine';
import { clampRange } from '../../state/view';

const MOTION_MS = 180;

/** Moves the visible range to another one smoothly; whatever else changes the range ends it. */
export class RangeMotion {
  private request = 0;
  private last: Range | null = null;
  private target: Range | null = null;

  constructor(
    private readonly view: ViewState,
    private readonly still: () => boolean,
  ) {}

  /** Where a motion on its way leads; the range where there is none. */
  get aim(): Range {
    const range = this.view.range.peek();
    return this.target !== null && range === this.last ? this.target : range;
  }

  to(wanted: Range): void {
    this.stop();
    const target = clampRange(wanted, this.view.durationSeconds.peek());
    if (this.still()) {
      this.view.range.value = target;
      return;
    }
    const from = this.view.range.peek();
    const begin = performance.now();
    this.last = from;
    this.target = target;
    const step = (now: number): void => {
      if (this.view.range.peek() !== this.last) return;
      const part = Math.min(Math.max((now - begin) / MOTION_MS, 0), 1);
      const eased = 1 - (1 - part) ** 3;
      this.last = part >= 1 ? target : between(from, target, eased);
      this.view.range.value = this.last;
      if (part < 1) this.request = requestAnimationFrame(step);
    };
    this.request = requestAnimationFrame(step);
  }

  stop(): void {
    cancelAnimationFrame(this.request);
    this.target = null;
  }
}

/** Lengths change by factors, so that a long way in is as even as a short one. */
function between(from: Range, to: Range, part: number): Range {
  const before = from.to - from.from;
  const after = to.to - to.from;
  const length = before > 0 && after > 0 ? before * (after / before) ** part : after;
  const share = Math.abs(before - after) < 1e-9 ? part : (before - length) / (before - after);
  const start = from.from + (to.from - from.from) * share;
  return { from: start, to: start + length };
}
