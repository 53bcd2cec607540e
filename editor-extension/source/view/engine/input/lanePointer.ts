import type { ViewState } from '../../engine';
import { clampTime, movedBy, zoomedBy } from '../../state/view';
import type { Scope } from '../base/scope';

const DRAG_PX = 3;
const EDGE_PX = 5;

export interface LanePointerOptions {
  readonly scope: Scope;
  readonly target: HTMLElement;
  readonly view: ViewState;
  /** Null where the event is not over a time line. */
  readonly momentAt: (event: MouseEvent) => number | null;
  /** Also left and right of it. */
  readonly momentAtX: (clientX: number) => number;
  readonly secondsPerPx: () => number;
  readonly seek: (seconds: number) => void;
  /** A click there: false where there is nothing to hear but the place itself. */
  readonly hear: (clientX: number, clientY: number) => boolean;
  readonly point: (seconds: number | null, clientX: number, clientY: number) => void;
  /** A double click: look at the stretch around this moment. */
  readonly zoomAround: (seconds: number) => void;
}

type Gesture =
  | { kind: 'press'; x: number; y: number; seconds: number; anchor: number }
  | { kind: 'select'; anchor: number }
  | { kind: 'scroll'; x: number }
  | { kind: 'pinch'; distance: number };

/** Click seeks, or plays the moment that is clicked; drag selects (an edge of the selection moves it), shift or middle button or a finger drags the view. */
export class LanePointer {
  private gesture: Gesture | null = null;
  private readonly touches = new Map<number, number>();

  constructor(private readonly options: LanePointerOptions) {
    const { scope, target } = options;
    scope.listen(target, 'pointerdown', (event) => this.down(event));
    scope.listen(target, 'pointermove', (event) => this.move(event));
    scope.listen(target, 'pointerup', (event) => this.up(event));
    scope.listen(target, 'pointercancel', (event) => this.cancel(event));
    scope.listen(target, 'pointerleave', () => options.point(null, 0, 0));
    scope.listen(target, 'dblclick', (event) => {
      const seconds = options.momentAt(event);
      if (seconds !== null) options.zoomAround(seconds);
    });
  }

  private down(event: PointerEvent): void {
    const { momentAt, target, view, secondsPerPx } = this.options;
    const seconds = momentAt(event);
    if (seconds === null || event.button > 1) return;
    target.setPointerCapture(event.pointerId);
    if (event.pointerType === 'touch') {
      this.touches.set(event.pointerId, event.clientX);
      if (this.touches.size === 2) {
        this.gesture = { kind: 'pinch', distance: this.pinchDistance() };
        return;
      }
    }
    if (event.button === 1 || event.shiftKey) {
      event.preventDefault();
      this.gesture = { kind: 'scroll', x: event.clientX };
      return;
    }
    const selected = view.selection.peek();
    const near = secondsPerPx() * EDGE_PX;
    let anchor = seconds;
    if (selected !== null && Math.abs(seconds - selected.from) <= near) anchor = selected.to;
    else if (selected !== null && Math.abs(seconds - selected.to) <= near) anchor = selected.from;
    this.gesture = { kind: 'press', x: event.clientX, y: event.clientY, seconds, anchor };
  }

  private move(event: PointerEvent): void {
    const { gesture } = this;
    const { momentAt, point } = this.options;
    if (event.pointerType !== 'touch') point(momentAt(event), event.clientX, event.clientY);
    if (gesture === null) return;
    if (gesture.kind === 'pinch') this.pinch(event);
    else if (gesture.kind === 'scroll') this.scroll(event);
    else if (gesture.kind === 'select') this.select(event, gesture.anchor);
    else if (Math.abs(event.clientX - gesture.x) > DRAG_PX) {
      this.gesture =
        event.pointerType === 'touch' ? { kind: 'scroll', x: gesture.x } : { kind: 'select', anchor: gesture.anchor };
      this.move(event);
    }
  }

  private up(event: PointerEvent): void {
    const { gesture } = this;
    this.cancel(event);
    if (gesture?.kind !== 'press' || this.options.hear(gesture.x, gesture.y)) return;
    const { view, seek } = this.options;
    const selected = view.selection.peek();
    const inside = selected !== null && gesture.seconds >= selected.from && gesture.seconds <= selected.to;
    if (!inside) view.selection.value = null;
    seek(clampTime(gesture.seconds, view.durationSeconds.peek()));
  }

  private cancel(event: PointerEvent): void {
    this.touches.delete(event.pointerId);
    const pinched = this.gesture?.kind === 'pinch' ? [...this.touches.values()][0] : undefined;
    this.gesture = pinched === undefined ? null : { kind: 'scroll', x: pinched };
  }

  private select(event: PointerEvent, anchor: number): void {
    const { view, momentAtX } = this.options;
    const duration = view.durationSeconds.peek();
    const seconds = clampTime(momentAtX(event.clientX), duration);
    const range = view.range.peek();
    const beyond = seconds < range.from ? seconds - range.from : seconds > range.to ? seconds - range.to : 0;
    if (beyond !== 0) view.range.value = movedBy(range, beyond, duration);
    view.selection.value = { from: Math.min(anchor, seconds), to: Math.max(anchor, seconds) };
  }

  private scroll(event: PointerEvent): void {
    if (this.gesture?.kind !== 'scroll') return;
    const { view, secondsPerPx } = this.options;
    const seconds = (this.gesture.x - event.clientX) * secondsPerPx();
    view.range.value = movedBy(view.range.peek(), seconds, view.durationSeconds.peek());
    this.gesture.x = event.clientX;
  }

  private pinch(event: PointerEvent): void {
    if (this.gesture?.kind !== 'pinch' || !this.touches.has(event.pointerId)) return;
    this.touches.set(event.pointerId, event.clientX);
    const { view, momentAtX } = this.options;
    const distance = this.pinchDistance();
    const [a = 0, b = 0] = [...this.touches.values()];
    const around = momentAtX((a + b) / 2);
    const factor = this.gesture.distance / Math.max(distance, 1);
    view.range.value = zoomedBy(view.range.peek(), factor, around, view.durationSeconds.peek());
    this.gesture.distance = distance;
  }

  private pinchDistance(): number {
    const [a = 0, b = 0] = [...this.touches.values()];
    return Math.max(Math.abs(a - b), 1);
  }
}
