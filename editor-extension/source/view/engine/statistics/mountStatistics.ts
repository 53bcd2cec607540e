import 'uplot/dist/uPlot.min.css';
import { signal } from '@preact/signals';
import type uPlot from 'uplot';
import type { MountStatistics, StatisticsOptions } from '../../engine';
import { clampRange } from '../../state/view';
import { make } from '../base/dom';
import { Scope } from '../base/scope';
import { type ChartColours, makeChart } from './chart';
import { statisticsTable, type StatisticsTable } from './series';

const SHOWN_AT_FIRST = 4;
const COLOURS = ['local', 'remote-1', 'remote-3', 'remote-2', 'remote-4', 'mix'];

function coloursOf(element: HTMLElement): ChartColours {
  const style = getComputedStyle(element);
  const read = (token: string): string => style.getPropertyValue(token).trim() || 'gray';
  const series = COLOURS.map((name) => read(`--vr-lane-${name}`));
  return { text: read('--vr-text-soft'), grid: read('--vr-line'), series };
}

/** The sidecar's figures of the SDK, on the same time line as the lanes. */
export const mountStatistics: MountStatistics = (options) => {
  const { element, detail, texts } = options;
  const scope = new Scope();
  scope.add(() => element.replaceChildren());
  const table = statisticsTable(detail.sidecar?.statistics ?? []);
  if (table.series.length === 0) {
    const none = make('p', 'vre-statistics-none');
    element.append(none);
    scope.effect(() => (none.textContent = texts.value.noStatistics));
  } else mountChart(options, table, scope);
  return () => scope.close();
};

function mountChart(options: StatisticsOptions, table: StatisticsTable, scope: Scope): void {
  const { element, view, theme, locale, seek, texts } = options;
  const shown = signal<readonly number[]>(table.series.slice(0, SHOWN_AT_FIRST).map((_, place) => place));
  const place = make('div', 'vre-statistics-chart', { role: 'img' });
  const playhead = make('div', 'vre-playhead', { 'aria-hidden': 'true' });
  element.append(place, choice(options, table, shown, scope));
  let plot: uPlot | null = null;
  const movePlayhead = (): void => {
    if (plot === null) return;
    const x = plot.valToPos(view.position.peek(), 'x');
    playhead.hidden = x < 0 || x > plot.over.clientWidth;
    playhead.style.transform = `translateX(${Math.round(x)}px)`;
  };
  scope.effect(() => {
    void theme.value;
    const names = shown.value.map((each) => table.series[each]?.name ?? '');
    place.setAttribute('aria-label', texts.value.statisticsLabel(names.join(', ')));
    plot?.destroy();
    plot = makeChart({
      element: place,
      table,
      shown: shown.value,
      colours: coloursOf(element),
      locale: locale.value,
      range: view.range.peek(),
      onRange: (from, to) => (view.range.value = clampRange({ from, to }, view.durationSeconds.peek())),
      onClick: seek,
      onDraw: movePlayhead,
    });
    plot.over.append(playhead);
  });
  scope.effect(() => {
    const { from, to } = view.range.value;
    plot?.setScale('x', { min: from, max: to });
  });
  scope.effect(() => {
    void view.position.value;
    movePlayhead();
  });
  const observer = new ResizeObserver(() => {
    if (plot !== null && place.clientWidth > 0) plot.setSize({ width: place.clientWidth, height: plot.height });
  });
  observer.observe(place);
  scope.add(() => observer.disconnect());
  scope.add(() => plot?.destroy());
}

/** A check box for each series. */
function choice(
  { texts }: StatisticsOptions,
  table: StatisticsTable,
  shown: { value: readonly number[]; peek(): readonly number[] },
  scope: Scope,
): HTMLElement {
  const legend = make('legend', '');
  scope.effect(() => (legend.textContent = texts.value.statisticsShow));
  const boxes = table.series.map(({ name }, place) => {
    const box = make('input', '', { type: 'checkbox' });
    box.checked = shown.peek().includes(place);
    scope.listen(box, 'change', () => {
      const others = shown.peek().filter((each) => each !== place);
      shown.value = box.checked ? [...others, place].sort((a, b) => a - b) : others;
    });
    return make('label', '', {}, [box, name]);
  });
  return make('fieldset', 'vre-statistics-choice', {}, [legend, ...boxes]);
}
