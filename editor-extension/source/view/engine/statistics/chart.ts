import uPlot from 'uplot';
import { clock } from '../../state/format';
import type { StatisticsTable } from './series';

export interface ChartColours {
  readonly text: string;
  readonly grid: string;
  readonly series: readonly string[];
}

export interface ChartOptions {
  readonly element: HTMLElement;
  readonly table: StatisticsTable;
  /** Places in the table's series. */
  readonly shown: readonly number[];
  readonly colours: ChartColours;
  readonly locale: string;
  readonly range: { readonly from: number; readonly to: number };
  readonly onRange: (from: number, to: number) => void;
  readonly onClick: (seconds: number) => void;
  /** Draws anew whatever lies over the plot. */
  readonly onDraw: (plot: uPlot) => void;
}

const HEIGHT = 180;
const MOST_AXES = 2;
/** A dot on each value while there are fewer. */
const MOST_DOTS = 400;
const LEAST_DRAG_PX = 4;

interface Line {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly colour: string;
}

/** Each series has a scale of its own: loss in percent and a round trip in milliseconds stand in one picture. */
export function makeChart(options: ChartOptions): uPlot {
  const { element, table, shown, colours, range } = options;
  const number = new Intl.NumberFormat(options.locale, { maximumSignificantDigits: 4 });
  const lines = shown.flatMap((place): Line[] => {
    const each = table.series[place];
    return each === undefined ? [] : [{ ...each, colour: colours.series[place % colours.series.length] ?? 'gray' }];
  });
  return new uPlot(
    {
      width: Math.max(element.clientWidth, 200),
      height: HEIGHT,
      class: 'vre-chart',
      legend: { live: true },
      cursor: { drag: { x: true, y: false, setScale: false }, points: { size: 7 } },
      scales: { x: { time: false, auto: false, min: range.from, max: range.to } },
      series: [
        { label: 't', value: (_plot, value: number | null) => (value === null ? '–' : clock(value, 1)) },
        ...lines.map((line) => seriesOf(line, table.seconds.length < MOST_DOTS, number)),
      ],
      axes: [
        timeAxis(colours),
        ...lines.slice(0, MOST_AXES).map((line, place) => axisOf(line, place, colours, number)),
      ],
      hooks: hooksOf(options),
    },
    [[...table.seconds], ...lines.map(({ values }) => [...values])],
    element,
  );
}

function seriesOf({ name, colour }: Line, dots: boolean, number: Intl.NumberFormat): uPlot.Series {
  return {
    label: name,
    scale: name,
    stroke: colour,
    width: 1.5,
    spanGaps: true,
    points: { show: dots, size: 4, fill: colour },
    value: (_plot, value: number | null) => (value === null ? '–' : number.format(value)),
  };
}

function timeAxis({ text, grid }: ChartColours): uPlot.Axis {
  const digits = (step: number): number => (step >= 1 ? 0 : Math.min(Math.ceil(-Math.log10(step)), 3));
  return {
    stroke: text,
    grid: { stroke: grid, width: 1 },
    ticks: { stroke: grid, width: 1 },
    values: (_plot, splits, _axis, _space, step) => splits.map((value) => clock(value, digits(step))),
  };
}

/** The first stands on the left and has the grid, the second on the right. */
function axisOf({ name, colour }: Line, place: number, { grid }: ChartColours, number: Intl.NumberFormat): uPlot.Axis {
  return {
    scale: name,
    side: place === 0 ? 3 : 1,
    stroke: colour,
    grid: { show: place === 0, stroke: grid, width: 1 },
    ticks: { stroke: grid, width: 1 },
    values: (_plot, splits) => splits.map((value) => number.format(value)),
  };
}

/** A drag chooses what is visible, a click where playback goes on. */
function hooksOf({ onDraw, onRange, onClick }: ChartOptions): uPlot.Hooks.Arrays {
  return {
    draw: [onDraw],
    setSelect: [
      (plot) => {
        const { left, width } = plot.select;
        if (width < LEAST_DRAG_PX) return;
        onRange(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
        plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
      },
    ],
    ready: [
      (plot) => {
        plot.over.addEventListener('click', () => {
          const { left } = plot.cursor;
          if (left !== undefined && left >= 0) onClick(plot.posToVal(left, 'x'));
        });
      },
    ],
  };
}
