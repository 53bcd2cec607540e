import { CELLS_PER_CHUNK, chunksFor } from '../../../editor-extension/source/view/engine/envelope/cells';
import { EnvelopeLane } from '../../../editor-extension/source/view/engine/envelope/EnvelopeLane';
import { levelForPixel, parseEnvelopeHead } from '../../../editor-extension/source/view/engine/envelope/parseEnvelope';
import { Lru } from '../../../editor-extension/source/view/engine/base/lru';
import { envelopeFile } from '../support/envelopeFile';
import { tone } from '../support/wavFile';
import { nothing } from './support';

const RATE = 16000;
const MINUTES_4 = envelopeFile({ samples: tone(240, RATE), sampleRate: RATE, channels: 1 });
const never = new AbortController().signal;

/** An envelope over a file in memory, which notes what is read of it. */
function laneOver(file: Buffer, cache = new Lru<Int16Array>(1e9)) {
  const reads: { first: number; end: number }[] = [];
  const read = (range: { first: number; end: number }): Promise<Uint8Array> => {
    reads.push(range);
    return Promise.resolve(new Uint8Array(file.subarray(range.first, range.end)));
  };
  return { lane: new EnvelopeLane(0, read, cache, nothing), reads };
}

describe('The head of an envelope file', () => {
  it('tells rate, channels and levels, the finest first', () => {
    const head = parseEnvelopeHead(MINUTES_4);
    expect(head).toMatchObject({ sampleRate: RATE, channels: 1, frames: 240 * RATE, leadFrames: 0, cellBytes: 6 });
    expect(head.levels[0]).toMatchObject({ framesPerCell: 256, cells: 15000 });
    expect(head.levels[1]?.framesPerCell).toBe(1024);
    expect(head.levels.at(-1)?.cells).toBeLessThanOrEqual(256);
  });

  it.each([
    ['too few bytes', MINUTES_4.subarray(0, 40)],
    ['another beginning', Buffer.from('RIFF'.padEnd(200))],
    ['descriptors that are cut off', MINUTES_4.subarray(0, 60)],
  ])('is refused with %s', (_what, bytes) => {
    expect(() => parseEnvelopeHead(bytes)).toThrow(/^Envelope: /);
  });

  it('is refused with another version, no levels, or cells of no length', () => {
    for (const at of [4, 14, 24]) {
      const bytes = Buffer.from(MINUTES_4);
      bytes.writeUInt16LE(at === 4 ? 2 : 0, at);
      expect(() => parseEnvelopeHead(bytes)).toThrow(/^Envelope: /);
    }
  });
});

describe('The level for a zoom', () => {
  const levels = [{ framesPerCell: 256 }, { framesPerCell: 1024 }, { framesPerCell: 4096 }];

  it('is the coarsest whose cells are no longer than a pixel', () => {
    expect(levelForPixel(levels, 256)).toBe(0);
    expect(levelForPixel(levels, 1023)).toBe(0);
    expect(levelForPixel(levels, 5000)).toBe(2);
  });

  it('is none when even the finest cells are longer than a pixel', () => {
    expect(levelForPixel(levels, 255)).toBe(-1);
  });
});

describe('The envelope of a lane', () => {
  it('shows the whole capture after one read of its first bytes', async () => {
    const { lane, reads } = laneOver(MINUTES_4);
    await lane.wanted(0, 240 * RATE, 4096)[0]?.run(never);
    expect(reads).toEqual([{ first: 0, end: 65536 }]);
    expect(lane.wanted(0, 240 * RATE, 4096)).toEqual([]);
  });

  it('reads only those finer cells that are visible', async () => {
    const { lane, reads } = laneOver(MINUTES_4);
    await lane.wanted(0, 1, 256)[0]?.run(never);
    const wanted = lane.wanted(200 * RATE, 201 * RATE, 256);
    for (const each of wanted) await each.run(never);
    const head = parseEnvelopeHead(MINUTES_4);
    const level = head.levels[0] as { offset: number; cells: number };
    expect(reads.slice(1)).toEqual([
      { first: level.offset + 3 * CELLS_PER_CHUNK * 6, end: level.offset + level.cells * 6 },
    ]);
    expect(lane.wanted(200 * RATE, 201 * RATE, 256)).toEqual([]);
  });

  it('asks again for what had no room to stay', async () => {
    const { lane } = laneOver(MINUTES_4, new Lru<Int16Array>(30000));
    await lane.wanted(0, 1, 256)[0]?.run(never);
    const first = lane.wanted(0, 100, 256);
    await first[0]?.run(never);
    await lane.wanted(100 * RATE, 100 * RATE + 100, 256)[0]?.run(never);
    expect(lane.wanted(0, 100, 256).map(({ key }) => key)).toEqual(first.map(({ key }) => key));
  });

  it('shows a lane in whole chunks that begin before it when the lead says so', () => {
    const level = { framesPerCell: 160, leadFrames: 80, cells: 10000 };
    expect(chunksFor(level, 0, 160)).toEqual({ first: 0, end: 1 });
    const border = CELLS_PER_CHUNK * 160 - 80;
    expect(chunksFor(level, border, border + 1)).toEqual({ first: 1, end: 2 });
    expect(chunksFor(level, -1000, -500)).toEqual({ first: 0, end: 0 });
  });
});
