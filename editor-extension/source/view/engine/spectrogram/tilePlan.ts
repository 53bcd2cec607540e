/**
 * A spectrogram is computed in tiles of so many columns, whose hop is a power of two: between two and one columns for
 * a device pixel. So zooming a little and scrolling use the same tiles again.
 */
export const MOST_COLUMNS = 256;
/** Of which a tile is computed, but for its window: far zooms have fewer columns, so that no tile takes much memory. */
const MOST_FRAMES = 2 ** 17;
const LEAST_HOP = 8;

export interface TileZoom {
  readonly hopFrames: number;
  readonly fftFrames: number;
}

/** Window: about 40 ms for far zooms, shorter the closer one looks. */
export function zoomFor(framesPerPixel: number, sampleRate: number): TileZoom {
  const hopFrames = Math.max(2 ** Math.floor(Math.log2(Math.max(framesPerPixel, 1))), LEAST_HOP);
  const longest = 2 ** Math.round(Math.log2(sampleRate * 0.04));
  const fftFrames = Math.min(Math.max(hopFrames * 4, longest / 8), longest);
  return { hopFrames, fftFrames: Math.min(Math.max(fftFrames, 64), 16384) };
}

export const columnsOf = ({ hopFrames }: TileZoom): number =>
  Math.min(MOST_COLUMNS, Math.max(Math.floor(MOST_FRAMES / hopFrames), 1));

/** Which tiles show frames [first, end) of a lane that has so many. */
export function tilesFor(
  zoom: TileZoom,
  first: number,
  end: number,
  laneFrames: number,
): { first: number; end: number } {
  const span = columnsOf(zoom) * zoom.hopFrames;
  const from = Math.max(Math.floor(first / span), 0);
  const to = Math.ceil(Math.min(end, laneFrames) / span);
  return { first: from, end: Math.max(to, from) };
}

/** Frames that a tile is computed of; they may lie outside of the lane, silence is taken there. */
export function framesOfTile(zoom: TileZoom, tile: number): { first: number; end: number } {
  const columns = columnsOf(zoom);
  const start = tile * columns * zoom.hopFrames;
  const half = zoom.fftFrames / 2;
  return { first: start - half, end: start + (columns - 1) * zoom.hopFrames + half };
}

export type FrequencyScale = 'linear' | 'log';

const LOWEST_LOG_HZ = 60;

/** Where a frequency stands, 0 at the bottom and 1 at the top. */
export function heightOf(hertz: number, nyquistHz: number, scale: FrequencyScale): number {
  if (scale === 'linear') return hertz / nyquistHz;
  return Math.log(Math.max(hertz, LOWEST_LOG_HZ) / LOWEST_LOG_HZ) / Math.log(nyquistHz / LOWEST_LOG_HZ);
}

export function frequencyAt(height: number, nyquistHz: number, scale: FrequencyScale): number {
  if (scale === 'linear') return height * nyquistHz;
  return LOWEST_LOG_HZ * (nyquistHz / LOWEST_LOG_HZ) ** height;
}

/** For each row of an image, from the top, the bins [first, end) that it shows. */
export function binsOfRows(rows: number, bins: number, nyquistHz: number, scale: FrequencyScale): Uint16Array {
  const edges = new Uint16Array(rows * 2);
  const binAt = (height: number): number => (frequencyAt(height, nyquistHz, scale) / nyquistHz) * (bins - 1);
  for (let row = 0; row < rows; row++) {
    const low = Math.round(binAt((rows - row - 1) / rows));
    const high = Math.round(binAt((rows - row) / rows));
    const first = Math.min(low, bins - 1);
    edges[row * 2] = first;
    edges[row * 2 + 1] = row === 0 ? bins : Math.min(Math.max(high, first + 1), bins);
  }
  return edges;
}
