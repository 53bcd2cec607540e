import type { Columns } from '../envelope/columns';

export interface Band {
  readonly top: number;
  readonly height: number;
}

/** One band for each channel, one above the other, in device pixels. */
export function bandsOf(height: number, channels: number): Band[] {
  const each = height / channels;
  return Array.from({ length: channels }, (_, channel) => ({
    top: Math.round(each * channel),
    height: Math.round(each * (channel + 1)) - Math.round(each * channel),
  }));
}

const FULL = 32767;

/**
 * Peaks pale and RMS strong, a column for each device pixel with whole-pixel edges. `gain` is for the picture only.
 * Two polygons for each run of known pixels: much cheaper than as many rectangles.
 */
export function drawColumns(
  context: CanvasRenderingContext2D,
  columns: Columns,
  bands: readonly Band[],
  colour: string,
  gain: number,
): void {
  context.fillStyle = colour;
  for (const alpha of [0.45, 1]) {
    context.globalAlpha = alpha;
    const rms = alpha === 1;
    for (const [channel, band] of bands.entries()) {
      context.beginPath();
      for (let first = 0; first < columns.count;) {
        if (columns.known[first] === 0) {
          first++;
          continue;
        }
        let end = first + 1;
        while (end < columns.count && columns.known[end] !== 0) end++;
        trace(context, columns, channel, band, first, end, gain, rms);
        first = end;
      }
      context.fill();
    }
  }
  context.globalAlpha = 1;
}

function trace(
  context: CanvasRenderingContext2D,
  columns: Columns,
  channel: number,
  { top, height }: Band,
  first: number,
  end: number,
  gain: number,
  rms: boolean,
): void {
  const { channels, min, max } = columns;
  const middle = top + height / 2;
  const scale = ((height / 2 - 1) * gain) / FULL;
  const bottom = top + height;
  const yOf = (value: number): number => Math.min(Math.max(Math.round(middle - value * scale), top), bottom);
  const high = (at: number): number =>
    rms ? Math.min((columns.rms[at] as number) / 2, Math.max(max[at] as number, 0)) : (max[at] as number);
  const low = (at: number): number =>
    rms ? Math.max(-(columns.rms[at] as number) / 2, Math.min(min[at] as number, 0)) : (min[at] as number);
  context.moveTo(first, yOf(high(first * channels + channel)));
  let before = NaN;
  for (let pixel = first; pixel < end; pixel++) {
    const y = yOf(high(pixel * channels + channel));
    if (y !== before) {
      context.lineTo(pixel, before === before ? before : y);
      context.lineTo(pixel, y);
    }
    before = y;
  }
  context.lineTo(end, before);
  before = NaN;
  for (let pixel = end - 1; pixel >= first; pixel--) {
    const at = pixel * channels + channel;
    // Never thinner than a pixel: a line of silence is seen as one.
    const y = Math.max(yOf(low(at)), yOf(high(at)) + 1);
    if (y !== before) {
      context.lineTo(pixel + 1, before === before ? before : y);
      context.lineTo(pixel + 1, y);
    }
    before = y;
  }
  context.lineTo(first, before);
  context.closePath();
}
