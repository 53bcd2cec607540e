import type { Range, ViewState } from '../../engine';
import { clampRange, movedBy } from '../../state/view';
import type { Scope } from '../base/scope';

const EDGE_PX = 7;

export type WindowPart = 'from' | 'to' | 'inside' | 'outside';

/** Which part of the window a pointer is over; all in CSS pixels of the overview. */
export function windowPart(x: number, left: number, right: number): WindowPart {
  // A narrow window keeps a middle to move it by.
  const edge = Math.min(EDGE_PX, Math.max((right - left) / 4, 2));
  if (Math.abs(x - left) <= edge || (x < left && left - x <= EDGE_PX)) return 'from';
  if (Math.abs(x - right) <= edge || (x > right && x - right <= EDGE_PX)) return 'to';
  return x > left && x < right ? 'inside' : 'outside';
}

export interface OverviewPointerOptions {
  readonly scope: Scope;
  readonly target: HTMLElement;
  readonly view: ViewState;
  readonly momentAtX: (clientX: number) => number;
  readonly zoomTo: (range: Range) => void;
}

/** The window of the overview: its inside moves it, its edges resize it, elsewhere it comes to the pointer. */
export function attachOverviewPointer(options: OverviewPointerOptions): void {
  const { scope, target, view, momentAtX, zoomTo } = options;
  let grabbed: { part: WindowPart; before: number } | null = null;
  const partAt = (event: PointerEvent): WindowPart => {
    const box = target.getBoundingClientRect();
    const { from, to } = view.range.peek();
    const pxOf = (seconds: number): number => (seconds / Math.max(view.durationSeconds.peek(), 1e-6)) * box.width;
    return windowPart(event.clientX - box.left, pxOf(from), pxOf(to));
  };
  scope.listen(target, 'pointerdown', (event) => {
    if (event.button !== 0) return;
    target.setPointerCapture(event.pointerId);
    const seconds = momentAtX(event.clientX);
    const part = partAt(event);
    if (part === 'outside') {
      const { from, to } = view.range.peek();
      view.range.value = movedBy({ from, to }, seconds - (from + to) / 2, view.durationSeconds.peek());
    }
    grabbed = { part: part === 'outside' ? 'inside' : part, before: seconds };
  });
  scope.listen(target, 'pointermove', (event) => {
    if (grabbed === null) {
      target.dataset['part'] = partAt(event);
      return;
    }
    const seconds = momentAtX(event.clientX);
    const { from, to } = view.range.peek();
    const duration = view.durationSeconds.peek();
    if (grabbed.part === 'inside') view.range.value = movedBy({ from, to }, seconds - grabbed.before, duration);
    else if (grabbed.part === 'from') view.range.value = clampRange({ from: Math.min(seconds, to), to }, duration);
    else view.range.value = clampRange({ from, to: Math.max(seconds, from) }, duration);
    grabbed.before = seconds;
  });
  const release = (): void => {
    grabbed = null;
  };
  scope.listen(target, 'pointerup', release);
  scope.listen(target, 'pointercancel', release);
  scope.listen(target, 'dblclick', () => zoomTo({ from: 0, to: view.durationSeconds.peek() }));
}
