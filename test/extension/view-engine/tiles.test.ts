import type { CaptureSource } from '../../../editor-extension/source/shared/captures';
import { ChunkReader } from '../../../editor-extension/source/view/engine/audio/ChunkReader';
import type { ChunkStore } from '../../../editor-extension/source/view/engine/audio/ChunkStore';
import { CHUNK_FRAMES, type Sound } from '../../../editor-extension/source/view/engine/audio/sounds';
import { SpectrogramTiles } from '../../../editor-extension/source/view/engine/spectrogram/SpectrogramTiles';
import { framesOfTile } from '../../../editor-extension/source/view/engine/spectrogram/tilePlan';
import type { WorkerClient } from '../../../editor-extension/source/view/engine/worker/WorkerClient';

const FRAMES = 3 * CHUNK_FRAMES;
const HEADER = 44;
const valueAt = (frame: number, channel: number): number => ((frame * 7 + channel * 13) % 2000) - 1000;

/** 16-bit stereo, of which each sample is known. */
function started() {
  const samples = new Int16Array(FRAMES * 2);
  for (let frame = 0; frame < FRAMES; frame++) {
    for (const channel of [0, 1]) samples[frame * 2 + channel] = valueAt(frame, channel);
  }
  const bytes = new Uint8Array(HEADER + samples.byteLength);
  bytes.set(new Uint8Array(samples.buffer), HEADER);
  let decoded = 0;
  const source = {
    audio: (_id: string, _file: number, first: number, end: number) => Promise.resolve(bytes.slice(first, end)),
  } as unknown as CaptureSource;
  const store = {
    peek: () => undefined,
    get: () => Promise.reject(new Error(`decoded ${(decoded += 1)}`)),
  } as unknown as ChunkStore;
  const taken: { samples: Float32Array<ArrayBuffer>; channels: number }[] = [];
  const worker = {
    call: (_name: string, { samples, channels }: { samples: Float32Array<ArrayBuffer>; channels: number }) => {
      taken.push({ samples: samples.slice(), channels });
      return Promise.resolve({ image: { close: () => undefined }, samples });
    },
  } as unknown as WorkerClient;
  const file = { codec: 'pcm16', frameBytes: 4, frames: FRAMES, dataOffset: HEADER, dataBytes: FRAMES * 4 };
  const sound = {
    ...{ key: 'file/0', place: 0, channels: 2, sampleRate: 48000, frames: FRAMES },
    from: { kind: 'file', file, index: 0, start: 0 },
  } as unknown as Sound;
  const tiles = new SpectrogramTiles(store, new ChunkReader(source, 'c'), worker, 1e6, () => undefined);
  return { tiles, sound, taken };
}

describe('A tile of plain PCM', () => {
  const look = (hopFrames: number) =>
    ({ zoom: { hopFrames, fftFrames: 2048 }, rows: 10, scale: 'linear', theme: 'dark' }) as const;

  it.each([
    [1024, 0, null],
    [1024, 1, 1],
    [64, 5, 0],
  ])('is computed of the samples that stand there (hop %i, tile %i, channel %p)', async (hopFrames, tile, channel) => {
    const { tiles, sound, taken } = started();
    await tiles.wanted(0, { sound, channel }, look(hopFrames), tile).run(new AbortController().signal);
    const { first, end } = framesOfTile(look(hopFrames).zoom, tile);
    const shown = channel === null ? [0, 1] : [channel];
    const got = taken[0];
    expect([got?.channels, got?.samples.length]).toEqual([shown.length, (end - first) * shown.length]);
    const wrong: number[] = [];
    for (let frame = first; frame < end; frame++) {
      for (const [place, each] of shown.entries()) {
        const wanted = frame < 0 || frame >= FRAMES ? 0 : valueAt(frame, each) / 32768;
        if (got?.samples[(frame - first) * shown.length + place] !== wanted) wrong.push(frame);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('leaves nothing of the tile before in the silence around the audio', async () => {
    const { tiles, sound, taken } = started();
    const { signal } = new AbortController();
    await tiles.wanted(0, { sound, channel: 0 }, look(1024), 0).run(signal);
    await tiles.wanted(0, { sound, channel: 0 }, look(64), 0).run(signal);
    expect([...(taken[1]?.samples.slice(0, 1024) ?? [])].every((sample) => sample === 0)).toBe(true);
    expect(taken[1]?.samples[1024]).toBe(valueAt(0, 0) / 32768);
  });
});
