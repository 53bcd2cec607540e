import { signal } from '@preact/signals';
import { make } from '../base/dom';
import type { EngineContext } from '../context';
import { clock } from '../../state/format';
import { type Axis, xOf } from '../time/axis';
import { digitsAt } from '../time/ticks';

/** What moves over the lanes without drawing them again: playhead, cursor, selection, and the window of the overview. */
export class Marks {
  /** The moment under the pointer; null: it is elsewhere. */
  readonly pointed = signal<{ readonly seconds: number; readonly what: string } | null>(null);
  private readonly playhead = make('div', 'vre-playhead');
  private readonly cursor = make('div', 'vre-cursor');
  private readonly cursorTime = make('span', 'vre-cursor-time');
  private readonly selection = make('div', 'vre-selection');
  private readonly window = make('div', 'vre-window', {}, [
    make('div', 'vre-window-edge'),
    make('div', 'vre-window-edge'),
  ]);
  private readonly overviewHead = make('div', 'vre-playhead');
  private readonly overviewSelection = make('div', 'vre-selection');

  /** `axes`: of lanes and overview, and device pixels in a CSS pixel; reading it in an effect follows both. */
  constructor(
    engine: EngineContext,
    over: HTMLElement,
    overview: HTMLElement,
    axes: () => { lanes: Axis; overview: Axis; scale: number } | null,
  ) {
    this.cursor.append(this.cursorTime);
    over.append(this.selection, this.cursor, this.playhead);
    overview.append(this.overviewSelection, this.window, this.overviewHead);
    const { view } = engine.options;
    engine.scope.effect(() => {
      const at = axes();
      const position = view.position.value;
      if (at === null) return;
      move(this.playhead, at.lanes, position, at.scale);
      move(this.overviewHead, at.overview, position, at.scale);
    });
    engine.scope.effect(() => {
      const at = axes();
      const pointed = this.pointed.value;
      if (at === null || pointed === null) {
        this.cursor.hidden = true;
        return;
      }
      const { seconds, what } = pointed;
      move(this.cursor, at.lanes, seconds, at.scale);
      const time = clock(seconds, digitsAt(at.lanes));
      this.cursorTime.textContent = what === '' ? time : `${time} · ${what}`;
      this.cursor.classList.toggle('vre-left', xOf(at.lanes, seconds) > at.lanes.width * 0.85);
    });
    engine.scope.effect(() => {
      const at = axes();
      const selected = view.selection.value;
      if (at === null) return;
      stretch(this.selection, at.lanes, selected, at.scale);
      stretch(this.overviewSelection, at.overview, selected, at.scale);
      const { from, to } = view.range.value;
      const whole = from <= 0 && to >= view.durationSeconds.value;
      stretch(this.window, at.overview, { from, to }, at.scale);
      this.window.classList.toggle('vre-whole', whole);
    });
  }
}

function move(element: HTMLElement, axis: Axis, seconds: number, scale: number): void {
  const x = Math.round(xOf(axis, seconds));
  element.hidden = x < 0 || x > axis.width;
  if (!element.hidden) element.style.transform = `translateX(${x / scale}px)`;
}

function stretch(
  element: HTMLElement,
  axis: Axis,
  range: { readonly from: number; readonly to: number } | null,
  scale: number,
): void {
  element.hidden = range === null || range.to < axis.from || range.from > axis.to;
  if (element.hidden || range === null) return;
  const left = Math.max(Math.round(xOf(axis, range.from)), -8);
  const right = Math.min(Math.round(xOf(axis, range.to)), axis.width + 8);
  element.style.transform = `translateX(${left / scale}px)`;
  element.style.width = `${Math.max(right - left, 1) / scale}px`;
}
