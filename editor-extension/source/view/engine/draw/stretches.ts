import { type Axis, xOf } from '../time/axis';

export interface Area {
  readonly top: number;
  readonly height: number;
}

/** Pixels of a stretch that are visible, at least `least` wide; null when it is not in sight. */
function span(axis: Axis, from: number, to: number, least: number): { x: number; width: number } | null {
  if (to < axis.from || from > axis.to) return null;
  const x = Math.round(Math.max(xOf(axis, from), -1));
  const end = Math.round(Math.min(xOf(axis, to), axis.width + 1));
  return { x, width: Math.max(end - x, least) };
}

/** The first of stretches in order of time that does not end before `from`. */
function firstVisible(stretches: readonly (readonly [number, number, ...number[]])[], from: number): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.[1] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Stretches in order of time, neighbours that share a pixel drawn as one. */
export function fillStretches(
  context: CanvasRenderingContext2D,
  axis: Axis,
  stretches: readonly (readonly [number, number, ...number[]])[],
  { top, height }: Area,
  least = 1,
): void {
  let done = -Infinity;
  for (let place = firstVisible(stretches, axis.from); place < stretches.length; place++) {
    const stretch = stretches[place];
    if (stretch === undefined || stretch[0] > axis.to) return;
    const visible = span(axis, stretch[0], stretch[1], least);
    if (visible === null || visible.x + visible.width <= done) continue;
    const x = Math.max(visible.x, done);
    context.fillRect(x, top, visible.x + visible.width - x, height);
    done = visible.x + visible.width;
  }
}

const HATCH = 8;
const patterns = new Map<string, CanvasPattern>();

/** Diagonal lines that move with the time line. Made once for each colour and size. */
export function hatchPattern(
  context: CanvasRenderingContext2D,
  colour: string,
  scale: number,
  axis: Axis,
): CanvasPattern | string {
  const size = Math.round(HATCH * scale);
  const key = `${colour}/${size}`;
  const pattern = patterns.get(key) ?? makeHatch(context, colour, size, scale);
  if (pattern === null) return colour;
  patterns.set(key, pattern);
  pattern.setTransform({ e: -(((axis.firstPixel % size) + size) % size) });
  return pattern;
}

function makeHatch(
  context: CanvasRenderingContext2D,
  colour: string,
  size: number,
  scale: number,
): CanvasPattern | null {
  const tile = document.createElement('canvas');
  tile.width = size;
  tile.height = size;
  const drawing = tile.getContext('2d');
  if (drawing === null) return null;
  drawing.strokeStyle = colour;
  drawing.lineWidth = Math.max(1.5 * scale, 1);
  drawing.beginPath();
  for (const shift of [-size, 0, size]) {
    drawing.moveTo(shift, size);
    drawing.lineTo(shift + size, 0);
  }
  drawing.stroke();
  return context.createPattern(tile, 'repeat');
}
