import type { Theme } from '../../engine';
import { colourTable } from './colourMap';
import { binsOfRows, type FrequencyScale } from './tilePlan';

export interface PaintOrder {
  readonly columns: number;
  readonly rows: number;
  readonly fftFrames: number;
  readonly sampleRate: number;
  readonly scale: FrequencyScale;
  readonly theme: Theme;
}

const tables = new Map<Theme, Uint32Array>();

/**
 * Pixels of a tile from the bytes of its spectrogram; a row that covers several bins shows the loudest. `pixels` has
 * columns x rows and is filled; what is returned is a view of it.
 */
export function paintTile(
  levels: Uint8Array,
  order: PaintOrder,
  pixels: Uint32Array<ArrayBuffer>,
): Uint8ClampedArray<ArrayBuffer> {
  const { columns, rows, fftFrames, sampleRate, scale, theme } = order;
  const bins = fftFrames / 2 + 1;
  const table = tables.get(theme) ?? colourTable(theme);
  tables.set(theme, table);
  const edges = binsOfRows(rows, bins, sampleRate / 2, scale);
  for (let row = 0; row < rows; row++) {
    const first = edges[row * 2] as number;
    const end = edges[row * 2 + 1] as number;
    for (let column = 0; column < columns; column++) {
      const at = column * bins;
      let loudest = 0;
      for (let bin = first; bin < end; bin++) {
        const level = levels[at + bin] as number;
        if (level > loudest) loudest = level;
      }
      pixels[row * columns + column] = table[loudest] as number;
    }
  }
  return new Uint8ClampedArray(pixels.buffer);
}
