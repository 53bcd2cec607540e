import { colourTable } from '../../../editor-extension/source/view/engine/spectrogram/colourMap';
import { paintTile } from '../../../editor-extension/source/view/engine/spectrogram/paintTile';
import {
  binsOfRows,
  columnsOf,
  framesOfTile,
  frequencyAt,
  heightOf,
  MOST_COLUMNS,
  tilesFor,
  zoomFor,
} from '../../../editor-extension/source/view/engine/spectrogram/tilePlan';

const RATE = 48000;

describe('The tiles of a spectrogram', () => {
  it('have one or two columns for a pixel at any zoom', () => {
    for (let framesPerPixel = 8; framesPerPixel < 5000; framesPerPixel *= 1.07) {
      const columns = framesPerPixel / zoomFor(framesPerPixel, RATE).hopFrames;
      expect(columns).toBeGreaterThanOrEqual(1);
      expect(columns).toBeLessThan(2);
    }
  });

  it('look through windows that are powers of two, shorter the closer one looks', () => {
    const windows = [1, 10, 100, 1000, 5000].map((framesPerPixel) => zoomFor(framesPerPixel, RATE).fftFrames);
    expect(windows.every((frames) => Number.isInteger(Math.log2(frames)) && frames >= 64 && frames <= 16384)).toBe(
      true,
    );
    expect([...windows].sort((a, b) => a - b)).toEqual(windows);
    expect(zoomFor(5000, 8000).fftFrames).toBeLessThan(zoomFor(5000, RATE).fftFrames);
  });

  it('are never computed of much more than 2^17 frames', () => {
    for (let hopFrames = 8; hopFrames <= 2 ** 17; hopFrames *= 2) {
      const zoom = { hopFrames, fftFrames: 2048 };
      expect(Number.isInteger(columnsOf(zoom))).toBe(true);
      const { first, end } = framesOfTile(zoom, 3);
      expect(end - first).toBeLessThanOrEqual(2 ** 17 + 2048);
      expect(framesOfTile(zoom, 4).first - first).toBe(columnsOf(zoom) * hopFrames);
    }
  });

  it('cover what is visible of the lane and nothing else', () => {
    const zoom = { hopFrames: 256, fftFrames: 2048 };
    const span = 256 * MOST_COLUMNS;
    expect(tilesFor(zoom, span * 2 + 1, span * 4, 1e9)).toEqual({ first: 2, end: 4 });
    expect(tilesFor(zoom, -span, span, span / 2)).toEqual({ first: 0, end: 1 });
    expect(tilesFor(zoom, span * 8, span * 9, span)).toEqual({ first: 8, end: 8 });
  });

  it('are computed of half a window more on both sides', () => {
    expect(framesOfTile({ hopFrames: 100, fftFrames: 1024 }, 1)).toEqual({
      first: 25600 - 512,
      end: 25600 + 255 * 100 + 512,
    });
  });
});

describe('The frequencies of a spectrogram', () => {
  it.each(['linear', 'log'] as const)('stand where they are read again (%s)', (scale) => {
    for (const hertz of [100, 1000, 8000, 24000]) {
      expect(frequencyAt(heightOf(hertz, 24000, scale), 24000, scale)).toBeCloseTo(hertz, 6);
    }
    expect(heightOf(24000, 24000, scale)).toBeCloseTo(1, 9);
  });

  it.each(['linear', 'log'] as const)('have a row each, and every row has a bin (%s)', (scale) => {
    for (const rows of [64, 160, 1500]) {
      const bins = 513;
      const edges = binsOfRows(rows, bins, 24000, scale);
      for (let row = 0; row < rows; row++) {
        expect(edges[row * 2 + 1]).toBeGreaterThan(edges[row * 2] as number);
        if (row > 0) expect(edges[row * 2]).toBeLessThanOrEqual(edges[row * 2 - 2] as number);
      }
      expect(edges[1]).toBe(bins);
    }
  });
});

describe('The colours of a spectrogram', () => {
  const luminance = (colour: number): number => {
    const linear = [0, 8, 16].map((shift) => (((colour >> shift) & 255) / 255) ** 2.2);
    return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
  };

  it.each([
    ['dark', 1],
    ['light', -1],
  ] as const)('go one way from quiet to loud (%s)', (theme, direction) => {
    const steps = [...colourTable(theme)].map(luminance);
    steps.slice(1).forEach((after, place) => expect((after - (steps[place] ?? 0)) * direction).toBeGreaterThan(-0.004));
    expect(Math.abs((steps.at(-1) ?? 0) - (steps[0] ?? 0))).toBeGreaterThan(0.6);
  });

  it('are opaque', () => {
    expect([...colourTable('dark')].every((colour) => colour >>> 24 === 255)).toBe(true);
  });

  it('show the loudest of several bins, low frequencies at the bottom', () => {
    const levels = new Uint8Array(2 * 33);
    levels[0] = 255;
    levels[33 + 32] = 255;
    const paint = { columns: 2, rows: 8, fftFrames: 64, sampleRate: RATE, scale: 'linear', theme: 'dark' } as const;
    const pixels = new Uint32Array(paintTile(levels, paint, new Uint32Array(2 * 8)).buffer);
    const table = colourTable('dark');
    expect(pixels[7 * 2]).toBe(table[255]);
    expect(pixels[1]).toBe(table[255]);
    expect(pixels[0]).toBe(table[0]);
  });
});
