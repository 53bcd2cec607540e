import type { ViewState } from '../../engine';
import { movedBy, zoomedBy } from '../../state/view';
import type { Scope } from '../base/scope';

const LINE_PX = 16;
const PAGE_PX = 400;
/** Zoom for a pixel of the wheel; a pinch of a touch pad gives fewer and smaller ones. */
const WHEEL_ZOOM = 0.0018;
const PINCH_ZOOM = 0.01;

/** What a turn of the wheel does: a factor of the visible length, or a part of it to move by. */
export function wheelMeaning(event: {
  readonly deltaX: number;
  readonly deltaY: number;
  readonly deltaMode: number;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
}): { readonly kind: 'zoom'; readonly factor: number } | { readonly kind: 'move'; readonly pixels: number } {
  const unit = event.deltaMode === 1 ? LINE_PX : event.deltaMode === 2 ? PAGE_PX : 1;
  const x = event.deltaX * unit;
  const y = event.deltaY * unit;
  if (event.ctrlKey) return { kind: 'zoom', factor: Math.exp(y * PINCH_ZOOM) };
  // Some systems turn a wheel with shift into a sideways one, some do not.
  if (event.shiftKey) return { kind: 'move', pixels: Math.abs(x) > Math.abs(y) ? x : y };
  if (Math.abs(x) > Math.abs(y)) return { kind: 'move', pixels: x };
  return { kind: 'zoom', factor: Math.exp(y * WHEEL_ZOOM) };
}

/** `momentAt`: of an event, null where it is not over the time line. `widthPx`: of the time line in CSS pixels. */
export function attachWheel(
  scope: Scope,
  target: HTMLElement,
  view: ViewState,
  momentAt: (event: MouseEvent) => number | null,
  widthPx: () => number,
): void {
  scope.listen(
    target,
    'wheel',
    (event) => {
      const around = momentAt(event);
      // With Alt the page scrolls: lanes may be more than fit.
      if (around === null || event.altKey) return;
      event.preventDefault();
      const meaning = wheelMeaning(event);
      const range = view.range.peek();
      const duration = view.durationSeconds.peek();
      if (meaning.kind === 'zoom') view.range.value = zoomedBy(range, meaning.factor, around, duration);
      else {
        const seconds = (meaning.pixels / Math.max(widthPx(), 1)) * (range.to - range.from);
        view.range.value = movedBy(range, seconds, duration);
      }
    },
    { passive: false },
  );
}
