import { clock } from '../../state/format';
import { make } from '../base/dom';
import type { Scope } from '../base/scope';
import { Surface, SurfaceSizes } from '../draw/Surface';
import { makeAxis, secondsAt, xOf } from '../time/axis';
import { drawChart, type Line } from './drawChart';
import type { StatisticsTable } from './series';
import { nearestPlace, valueScale } from './valueScale';

export interface ChartColours {
  readonly background: string;
  readonly text: string;
  readonly grid: string;
  readonly font: string;
  readonly series: readonly string[];
}

export interface ChartShown {
  /** Places in the table's series. */
  readonly places: readonly number[];
  readonly colours: ChartColours;
  readonly locale: string;
}

export interface ChartOptions {
  readonly scope: Scope;
  readonly element: HTMLElement;
  readonly table: StatisticsTable;
  readonly onRange: (from: number, to: number) => void;
  readonly onClick: (seconds: number) => void;
}

const MOST_MARKS = 5;
const LEAST_DRAG_PX = 4;

/**
 * Figures over time, each with a scale of its own: loss in percent and a round trip in milliseconds stand in one
 * picture. A drag chooses what is visible, a click where playback goes on; under the picture stand the values where the
 * pointer is, or else where playback is.
 */
export class Chart {
  private readonly surface = new Surface('vre-chart');
  private readonly legend = make('div', 'vre-chart-legend');
  private readonly cursor = make('div', 'vre-cursor', { 'aria-hidden': 'true' });
  private readonly playhead = make('div', 'vre-playhead', { 'aria-hidden': 'true' });
  private readonly dragged = make('div', 'vre-selection', { 'aria-hidden': 'true' });
  private readonly readouts: HTMLElement[] = [];
  private lines: readonly Line[] = [];
  private shown: ChartShown | null = null;
  private range = { from: 0, to: 1 };
  private position = 0;
  private pointed: number | null = null;
  private dragFrom: number | null = null;

  constructor(private readonly options: ChartOptions) {
    const { scope, element } = options;
    this.cursor.hidden = this.dragged.hidden = true;
    const over = make('div', 'vre-chart-over', {}, [this.surface.canvas, this.dragged, this.cursor, this.playhead]);
    element.append(over, this.legend);
    const sizes = new SurfaceSizes();
    sizes.add(this.surface, () => this.draw());
    scope.add(() => sizes.close());
    scope.listen(over, 'pointerdown', (event) => this.press(event, over));
    scope.listen(over, 'pointermove', (event) => this.point(event.offsetX));
    scope.listen(over, 'pointerup', (event) => this.release(event.offsetX));
    scope.listen(over, 'pointercancel', () => this.endDrag());
    scope.listen(over, 'pointerleave', () => this.point(null));
  }

  show(shown: ChartShown): void {
    const { table } = this.options;
    this.shown = shown;
    this.lines = shown.places.flatMap((place): Line[] => {
      const series = table.series[place];
      if (series === undefined) return [];
      const colour = shown.colours.series[place % shown.colours.series.length] ?? 'gray';
      return [{ ...series, colour, scale: valueScale(series.values, MOST_MARKS) }];
    });
    this.readouts.length = 0;
    const entries = this.lines.map(({ name, colour }) => {
      const swatch = make('span', 'vre-chart-swatch', { 'aria-hidden': 'true' });
      swatch.style.background = colour;
      const value = make('b', '');
      this.readouts.push(value);
      return make('span', '', {}, [swatch, `${name} `, value]);
    });
    const time = make('span', 'vre-chart-time');
    this.readouts.unshift(time);
    this.legend.replaceChildren(time, ...entries);
    this.draw();
  }

  showRange(range: { readonly from: number; readonly to: number }): void {
    this.range = range;
    this.draw();
  }

  showPosition(seconds: number): void {
    this.position = seconds;
    this.place(this.playhead, seconds);
    if (this.pointed === null) this.readOut();
  }

  private axis() {
    return makeAxis(this.range, this.surface.width);
  }

  private draw(): void {
    if (this.shown === null || this.surface.width === 0) return;
    const { colours, locale } = this.shown;
    const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });
    drawChart(this.surface, {
      ...{ lines: this.lines, seconds: this.options.table.seconds, axis: this.axis(), colours, number },
    });
    this.place(this.playhead, this.position);
    this.readOut();
  }

  private place(mark: HTMLElement, seconds: number): void {
    const x = xOf(this.axis(), seconds) / this.surface.scale;
    mark.hidden = x < 0 || x > this.surface.width / this.surface.scale;
    mark.style.transform = `translateX(${Math.round(x)}px)`;
  }

  private secondsAt(x: number): number {
    return secondsAt(this.axis(), x * this.surface.scale);
  }

  private readOut(): void {
    const { seconds } = this.options.table;
    const moment = this.pointed ?? this.position;
    const place = nearestPlace(seconds, moment);
    const number = new Intl.NumberFormat(this.shown?.locale, { maximumSignificantDigits: 4 });
    for (const [row, readout] of this.readouts.entries()) {
      const value = row === 0 ? null : (this.lines[row - 1]?.values[place] ?? null);
      if (row === 0) readout.textContent = place < 0 ? '–' : clock(seconds[place] ?? 0, 1);
      else readout.textContent = value === null ? '–' : number.format(value);
    }
  }

  private press(event: PointerEvent, over: HTMLElement): void {
    if (event.button !== 0) return;
    over.setPointerCapture(event.pointerId);
    this.dragFrom = event.offsetX;
  }

  private point(x: number | null): void {
    this.pointed = x === null ? null : this.secondsAt(x);
    this.cursor.hidden = x === null;
    if (x !== null) this.cursor.style.transform = `translateX(${Math.round(x)}px)`;
    if (x !== null && this.dragFrom !== null) {
      const left = Math.min(x, this.dragFrom);
      this.dragged.hidden = Math.abs(x - this.dragFrom) < LEAST_DRAG_PX;
      this.dragged.style.transform = `translateX(${left}px)`;
      this.dragged.style.width = `${Math.abs(x - this.dragFrom)}px`;
    }
    this.readOut();
  }

  private release(x: number): void {
    const from = this.dragFrom;
    this.endDrag();
    if (from === null) return;
    if (Math.abs(x - from) < LEAST_DRAG_PX) this.options.onClick(this.secondsAt(x));
    else this.options.onRange(this.secondsAt(Math.min(x, from)), this.secondsAt(Math.max(x, from)));
  }

  private endDrag(): void {
    this.dragFrom = null;
    this.dragged.hidden = true;
  }
}
