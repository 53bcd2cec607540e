import type { Surface } from '../draw/Surface';
import { type Axis, xOf } from '../time/axis';
import { ticksOf } from '../time/ticks';
import type { ValueScale } from './valueScale';

export interface Line {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly colour: string;
  readonly scale: ValueScale | null;
}

export interface ChartPicture {
  readonly lines: readonly Line[];
  readonly seconds: readonly number[];
  readonly axis: Axis;
  readonly colours: {
    readonly background: string;
    readonly text: string;
    readonly grid: string;
    readonly font: string;
  };
  readonly number: Intl.NumberFormat;
}

const FONT_PX = 11;
const TIMES_PX = 20;
const EDGE_PX = 8;
const TICK_GAP_PX = 96;
/** A dot on each value while there are fewer. */
const MOST_DOTS = 400;

/** Lines over time. The first has its scale and the grid on the left, the second its scale on the right. */
export function drawChart(surface: Surface, picture: ChartPicture): void {
  const context = surface.context();
  if (context === null) return;
  const { width, height, scale } = surface;
  const { lines, axis, colours, number } = picture;
  const bottom = height - Math.round(TIMES_PX * scale);
  const top = Math.round(EDGE_PX * scale);
  const yOf = (of: ValueScale, value: number): number =>
    Math.round(bottom - EDGE_PX * scale - ((value - of.low) / (of.high - of.low)) * (bottom - top - EDGE_PX * scale));
  context.fillStyle = colours.background;
  context.fillRect(0, 0, width, height);
  context.font = `${FONT_PX * scale}px ${colours.font}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const { seconds, text } of ticksOf(axis, TICK_GAP_PX * scale).labels) {
    const x = Math.round(xOf(axis, seconds));
    context.fillStyle = colours.grid;
    context.fillRect(x, 0, 1, height);
    context.fillStyle = colours.text;
    context.fillText(text, x + Math.round(4 * scale), Math.round(bottom + (TIMES_PX * scale) / 2));
  }
  context.fillStyle = colours.grid;
  context.fillRect(0, bottom, width, 1);
  for (const mark of lines[0]?.scale?.marks ?? [])
    context.fillRect(0, yOf(lines[0]?.scale as ValueScale, mark), width, 1);
  for (const line of lines) if (line.scale !== null) curve(context, picture, line, yOf, scale);
  for (const [place, line] of lines.slice(0, 2).entries()) {
    context.textAlign = place === 0 ? 'left' : 'right';
    const x = place === 0 ? Math.round(4 * scale) : width - Math.round(4 * scale);
    for (const mark of line.scale?.marks ?? []) {
      const text = number.format(mark);
      const y = yOf(line.scale as ValueScale, mark);
      const wide = context.measureText(text).width + 4 * scale;
      context.fillStyle = colours.background;
      context.globalAlpha = 0.75;
      context.fillRect(place === 0 ? x - 2 * scale : x - wide + 2 * scale, y - 7 * scale, wide, 14 * scale);
      context.globalAlpha = 1;
      context.fillStyle = line.colour;
      context.fillText(text, x, y);
    }
  }
}

/** A value that is not there is passed over. */
function curve(
  context: CanvasRenderingContext2D,
  { seconds, axis }: ChartPicture,
  { values, colour, scale }: Line,
  yOf: (scale: ValueScale, value: number) => number,
  pixels: number,
): void {
  if (scale === null) return;
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = 1.5 * pixels;
  context.lineJoin = 'round';
  context.beginPath();
  const dots: [number, number][] = [];
  let open = false;
  for (const [place, value] of values.entries()) {
    if (value === null) continue;
    const x = xOf(axis, seconds[place] ?? 0);
    const y = yOf(scale, value);
    if (open) context.lineTo(x, y);
    else context.moveTo(x, y);
    open = true;
    dots.push([x, y]);
  }
  context.stroke();
  if (dots.length >= MOST_DOTS) return;
  for (const [x, y] of dots) {
    context.beginPath();
    context.arc(x, y, 2 * pixels, 0, 7);
    context.fill();
  }
}
