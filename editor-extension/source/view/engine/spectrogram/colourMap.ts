import type { Theme } from '../../engine';

type Point = readonly [lightness: number, chroma: number, hue: number];

/**
 * Ways through OKLCH along which lightness only rises (dark) or only falls (light), so that louder always looks more.
 * The first colour is about the background of a lane, so that silence disappears.
 */
const WAYS: Readonly<Record<Theme, readonly Point[]>> = {
  dark: [
    [0.17, 0.015, 265],
    [0.3, 0.12, 285],
    [0.45, 0.17, 325],
    [0.62, 0.17, 15],
    [0.79, 0.14, 65],
    [0.96, 0.09, 105],
  ],
  light: [
    [0.99, 0.005, 250],
    [0.88, 0.07, 225],
    [0.72, 0.11, 240],
    [0.54, 0.15, 265],
    [0.38, 0.16, 295],
    [0.2, 0.09, 325],
  ],
};

/** Below this a byte of the spectrogram is background; above that it is the last colour. */
const FLOOR_DB = -95;
const CEILING_DB = -12;

/** RGBA in the order of ImageData, one for each byte b of a spectrogram: a power of (b - 255) / 2 dB. */
export function colourTable(theme: Theme): Uint32Array {
  const table = new Uint32Array(256);
  const bytes = new Uint8ClampedArray(table.buffer);
  for (let level = 0; level < 256; level++) {
    const decibels = (level - 255) / 2;
    const part = Math.min(Math.max((decibels - FLOOR_DB) / (CEILING_DB - FLOOR_DB), 0), 1);
    const [red, green, blue] = toRgb(along(WAYS[theme], part));
    bytes.set([red, green, blue, 255], level * 4);
  }
  return table;
}

function along(way: readonly Point[], part: number): Point {
  const place = Math.min(Math.floor(part * (way.length - 1)), way.length - 2);
  const from = way[place];
  const to = way[place + 1];
  if (from === undefined || to === undefined) return [0, 0, 0];
  const share = part * (way.length - 1) - place;
  // The shorter way around the circle of hues.
  const turn = ((to[2] - from[2] + 540) % 360) - 180;
  return [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
    (from[2] + turn * share + 360) % 360,
  ];
}

/** OKLCH to sRGB, 0 to 255. */
function toRgb([lightness, chroma, hue]: Point): [number, number, number] {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encode(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    encode(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    encode(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ];
}

function encode(linear: number): number {
  const value = Math.min(Math.max(linear, 0), 1);
  return 255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);
}
