import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ViewState } from '../../engine';
import { type Axis, makeAxis, secondsAt } from '../time/axis';

export interface Axes {
  readonly lanes: Axis;
  readonly overview: Axis;
  /** Device pixels in a CSS pixel. */
  readonly scale: number;
}

/** Where moments stand on the page. Lanes and overview are equally wide. */
export class TimeGeometry {
  /** In device pixels. */
  readonly width = signal(0);
  readonly scale = signal(1);
  /** Null before there is a width. */
  readonly axes: ReadonlySignal<Axes | null>;

  constructor(private readonly view: ViewState) {
    this.axes = computed(() => {
      const range = view.range.value;
      const width = this.width.value;
      if (width === 0) return null;
      const overview = makeAxis({ from: 0, to: view.durationSeconds.value }, width);
      return { lanes: makeAxis(range, width), overview, scale: this.scale.value };
    });
  }

  widthPx(): number {
    return this.width.peek() / this.scale.peek();
  }

  secondsPerPx(): number {
    const { from, to } = this.view.range.peek();
    return (to - from) / Math.max(this.widthPx(), 1);
  }

  /** `element` is as wide as the time line. */
  momentAt(element: HTMLElement, which: 'lanes' | 'overview', clientX: number): number {
    const at = this.axes.peek();
    if (at === null) return 0;
    return secondsAt(at[which], (clientX - element.getBoundingClientRect().left) * at.scale);
  }
}
