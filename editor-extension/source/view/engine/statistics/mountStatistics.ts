import { signal } from '@preact/signals';
import type { MountStatistics, StatisticsOptions } from '../../engine';
import { clampRange } from '../../state/view';
import { make } from '../base/dom';
import { Scope } from '../base/scope';
import { Chart, type ChartColours } from './chart';
import { statisticsTable, type StatisticsTable } from './series';

const SHOWN_AT_FIRST = 4;
const COLOURS = ['local', 'remote-1', 'remote-3', 'remote-2', 'remote-4', 'mix'];

function coloursOf(element: HTMLElement): ChartColours {
  const style = getComputedStyle(element);
  const read = (token: string): string => style.getPropertyValue(token).trim() || 'gray';
  const series = COLOURS.map((name) => read(`--vr-lane-${name}`));
  const background = read('--vr-lane-bg');
  return { background, text: read('--vr-text-soft'), grid: read('--vr-lane-grid'), font: style.fontFamily, series };
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
  element.append(place, choice(options, table, shown, scope));
  const chart = new Chart({
    ...{ scope, element: place, table, onClick: seek },
    onRange: (from, to) => (view.range.value = clampRange({ from, to }, view.durationSeconds.peek())),
  });
  scope.effect(() => {
    void theme.value;
    const names = shown.value.map((each) => table.series[each]?.name ?? '');
    place.setAttribute('aria-label', texts.value.statisticsLabel(names.join(', ')));
    chart.show({ places: shown.value, colours: coloursOf(element), locale: locale.value });
  });
  scope.effect(() => chart.showRange(view.range.value));
  scope.effect(() => chart.showPosition(view.position.value));
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
