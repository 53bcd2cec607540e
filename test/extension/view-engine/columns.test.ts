import { cellsOfSamples, SAMPLE_CELL_FRAMES } from '../../../editor-extension/source/view/engine/audio/cellsOfSamples';
import type { AudioChunk } from '../../../editor-extension/source/view/engine/audio/ChunkReader';
import { CHUNK_FRAMES } from '../../../editor-extension/source/view/engine/audio/sounds';
import { fillFromSamples } from '../../../editor-extension/source/view/engine/draw/samples';
import { CELLS_PER_CHUNK, type CellLevel } from '../../../editor-extension/source/view/engine/envelope/cells';
import { fillColumns, makeColumns } from '../../../editor-extension/source/view/engine/envelope/columns';
import { fakeBuffer, randomNumbers } from './support';

const FRAMES = CHUNK_FRAMES + 5000;
const random = randomNumbers(7);
const left = Float32Array.from({ length: FRAMES }, () => random() - 0.5);
const right = Float32Array.from(left, (sample) => sample / 4);

const chunkOf = (index: number): AudioChunk | undefined => {
  const first = index * CHUNK_FRAMES;
  const frames = Math.min(CHUNK_FRAMES, FRAMES - first);
  if (frames <= 0) return undefined;
  const part = [left, right].map((samples) => Float32Array.from([9, 9, 9, ...samples.subarray(first, first + frames)]));
  return { buffer: fakeBuffer(part, 48000), skip: 3, frames };
};

function cellLevel(missing: readonly number[] = []): CellLevel {
  const cells = Math.ceil(FRAMES / SAMPLE_CELL_FRAMES);
  const chunks = [0, 1].map((index) => {
    const part = [left, right].map((each) => each.subarray(index * CHUNK_FRAMES, (index + 1) * CHUNK_FRAMES));
    return cellsOfSamples(part, part[0]?.length ?? 0);
  });
  const chunk = (index: number): Int16Array | undefined => (missing.includes(index) ? undefined : chunks[index]);
  return { framesPerCell: SAMPLE_CELL_FRAMES, leadFrames: 0, channels: 2, cells, chunk };
}

function expected(samples: Float32Array, first: number, end: number) {
  const part = samples.subarray(Math.max(first, 0), Math.min(end, FRAMES));
  const power = part.reduce((sum, sample) => sum + sample * sample, 0) / part.length;
  return { min: Math.min(...part) * 32767, max: Math.max(...part) * 32767, rms: Math.sqrt(power) * 65535 };
}

describe('The columns of a waveform', () => {
  it('show minimum, maximum and RMS of their frames, also where two chunks meet', () => {
    const framesPerPixel = 64;
    const firstPixel = CHUNK_FRAMES / framesPerPixel - 2;
    const columns = makeColumns(4, 2);
    expect(fillColumns(columns, { firstPixel, framesPerPixel }, cellLevel(), FRAMES)).toBe(0);
    for (let pixel = 0; pixel < 4; pixel++) {
      const first = (firstPixel + pixel) * framesPerPixel;
      for (const [channel, samples] of [left, right].entries()) {
        const { min, max, rms } = expected(samples, first, first + framesPerPixel);
        expect(columns.min[pixel * 2 + channel]).toBeCloseTo(min, -0.5);
        expect(columns.max[pixel * 2 + channel]).toBeCloseTo(max, -0.5);
        expect(Math.abs((columns.rms[pixel * 2 + channel] ?? 0) - rms)).toBeLessThan(3);
      }
    }
  });

  it('show one channel of a file when the lane is one', () => {
    const columns = makeColumns(1, 1);
    fillColumns(columns, { firstPixel: 3, framesPerPixel: 160 }, cellLevel(), FRAMES, 1);
    expect(columns.max[0]).toBeCloseTo(expected(right, 480, 640).max, -0.5);
  });

  it('are the same wherever the view is scrolled to', () => {
    const grid = { firstPixel: 100, framesPerPixel: 77.7 };
    const here = makeColumns(50, 2);
    const scrolled = makeColumns(50, 2);
    fillColumns(here, grid, cellLevel(), FRAMES);
    fillColumns(scrolled, { ...grid, firstPixel: 113 }, cellLevel(), FRAMES);
    expect([...scrolled.max.subarray(0, 74)]).toEqual([...here.max.subarray(26)]);
  });

  it('are not known where a chunk is not here, and then filled from a coarser source', () => {
    const columns = makeColumns(10, 2);
    const grid = { firstPixel: CHUNK_FRAMES / 64 - 5, framesPerPixel: 64 };
    expect(fillColumns(columns, grid, cellLevel([1]), FRAMES)).toBe(5);
    expect([...columns.known]).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0, 0]);
    expect(fillColumns(columns, grid, cellLevel(), FRAMES)).toBe(0);
  });

  it('are not known outside of the lane, and that is not missing', () => {
    const columns = makeColumns(4, 2);
    expect(fillColumns(columns, { firstPixel: -2, framesPerPixel: 64 }, cellLevel(), FRAMES)).toBe(0);
    expect([...columns.known]).toEqual([0, 0, 1, 1]);
    const behind = makeColumns(2, 2);
    expect(fillColumns(behind, { firstPixel: 5000, framesPerPixel: 64 }, cellLevel(), FRAMES)).toBe(0);
    expect([...behind.known]).toEqual([0, 0]);
  });

  it('of a few samples each are what the samples are', () => {
    const columns = makeColumns(6, 2);
    const grid = { firstPixel: CHUNK_FRAMES / 4 - 3, framesPerPixel: 4 };
    expect(fillFromSamples(columns, grid, chunkOf, FRAMES, 0)).toBe(0);
    for (let pixel = 0; pixel < 6; pixel++) {
      const first = (grid.firstPixel + pixel) * 4;
      expect(columns.min[pixel * 2]).toBeCloseTo(expected(left, first, first + 4).min, -0.5);
    }
  });

  it('of samples that are not here are missing', () => {
    const columns = makeColumns(6, 2);
    expect(fillFromSamples(columns, { firstPixel: 0, framesPerPixel: 4 }, () => undefined, FRAMES, 0)).toBe(6);
  });

  it('come from chunks of audio that have as many cells as those of an envelope', () => {
    expect(cellsOfSamples([left.subarray(0, CHUNK_FRAMES)], CHUNK_FRAMES)).toHaveLength(CELLS_PER_CHUNK * 3);
  });
});
