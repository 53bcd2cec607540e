import { CHUNK_FRAMES } from '../../../editor-extension/source/view/engine/audio/sounds';
import { DecodedEnvelope } from '../../../editor-extension/source/view/engine/envelope/DecodedEnvelope';
import { parseEnvelopeHead } from '../../../editor-extension/source/view/engine/envelope/parseEnvelope';
import { envelopeFile } from '../support/envelopeFile';
import { fakeBuffer, randomNumbers } from './support';

const RATE = 16000;
const FRAMES = CHUNK_FRAMES * 5 + 1234;
const random = randomNumbers(11);
const samples = Int16Array.from({ length: FRAMES * 2 }, () => (random() - 0.5) * 60000);
const channel = (which: number): Float32Array =>
  Float32Array.from({ length: FRAMES }, (_, frame) => (samples[frame * 2 + which] ?? 0) / 32768);
const both = [channel(0), channel(1)];

const chunkAt = (index: number) => {
  const first = index * CHUNK_FRAMES;
  const frames = Math.min(CHUNK_FRAMES, FRAMES - first);
  const part = both.map((each) => each.subarray(first, first + frames));
  return Promise.resolve({ buffer: fakeBuffer(part, RATE), skip: 0, frames });
};

describe('An envelope that the page makes itself', () => {
  it('is the one that the analysis library makes of the same samples', async () => {
    const decoded = new DecodedEnvelope({ channels: 2, frames: FRAMES });
    const progress: number[] = [];
    await decoded.fill(
      chunkAt,
      (done) => progress.push(done),
      () => false,
    );
    const file = envelopeFile({ samples, sampleRate: RATE, channels: 2 });
    const head = parseEnvelopeHead(file);
    expect(decoded.levels.map(({ framesPerCell, cells }) => [framesPerCell, cells])).toEqual(
      head.levels.map(({ framesPerCell, cells }) => [framesPerCell, cells]),
    );
    head.levels.forEach(({ offset, cells }, level) => {
      const made = decoded.levels[level]?.chunk(0) ?? new Int16Array();
      for (let at = 0; at < Math.min(cells, 4096) * 6; at++) {
        const wanted = at % 3 === 2 ? file.readUInt16LE(offset + at * 2) : file.readInt16LE(offset + at * 2);
        const got = at % 3 === 2 ? (made[at] ?? 0) & 0xffff : made[at];
        expect(Math.abs((got ?? NaN) - wanted)).toBeLessThanOrEqual(2);
      }
    });
    expect(progress.at(-1)).toBe(1);
  });

  it('shows what is made of it before it is whole', async () => {
    const decoded = new DecodedEnvelope({ channels: 2, frames: FRAMES });
    expect(decoded.levels[0]?.chunk(0)).toBeUndefined();
    decoded.add(0, await chunkAt(0));
    expect(decoded.levels[0]?.chunk(0)).toHaveLength((CHUNK_FRAMES / 256) * 6);
    expect(decoded.levels[1]?.chunk(0)).toHaveLength((CHUNK_FRAMES / 1024) * 6);
  });

  it('ends when nobody looks at it any more', async () => {
    const decoded = new DecodedEnvelope({ channels: 2, frames: FRAMES });
    let chunks = 0;
    await decoded.fill(
      chunkAt,
      () => chunks++,
      () => chunks === 2,
    );
    expect(chunks).toBe(2);
  });
});
