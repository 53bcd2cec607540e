import type { Theme } from '../../engine';
import type { ChunkStore } from '../audio/ChunkStore';
import { CHUNK_FRAMES, chunkCount, type LaneSound } from '../audio/sounds';
import { Lru } from '../base/lru';
import type { Wanted } from '../base/requestQueue';
import type { WorkerClient } from '../worker/WorkerClient';
import { framesOfTile, type FrequencyScale, TILE_COLUMNS, type TileZoom } from './tilePlan';

export interface TileLook {
  readonly zoom: TileZoom;
  readonly rows: number;
  readonly scale: FrequencyScale;
  readonly theme: Theme;
}

type Image = ImageBitmap | ImageData;

/** Pictures of stretches of a lane's spectrum: each has all that it depends on in its key, so a late one is no other's. */
export class SpectrogramTiles {
  private readonly cache: Lru<Image>;

  constructor(
    private readonly store: ChunkStore,
    private readonly worker: WorkerClient,
    limitBytes: number,
    private readonly onTile: () => void,
  ) {
    this.cache = new Lru(limitBytes, (image) => {
      if ('close' in image) image.close();
    });
  }

  get bytes(): number {
    return this.cache.bytes;
  }

  get(lane: number, look: TileLook, tile: number): Image | undefined {
    return this.cache.get(keyOf(lane, look, tile));
  }

  wanted(lane: number, audio: LaneSound, look: TileLook, tile: number): Wanted {
    const key = keyOf(lane, look, tile);
    return { key, run: (signal) => this.make(key, audio, look, tile, signal) };
  }

  clear(): void {
    this.cache.clear();
  }

  private async make(key: string, audio: LaneSound, look: TileLook, tile: number, signal: AbortSignal): Promise<void> {
    const { first, end } = framesOfTile(look.zoom, tile);
    const { samples, channels } = await this.samples(audio, first, end, signal);
    const { hopFrames, fftFrames } = look.zoom;
    const { sampleRate } = audio.sound;
    const request = { lane: 0, firstFrame: fftFrames / 2, hopFrames, columns: TILE_COLUMNS, fftFrames };
    const { rows, scale, theme } = look;
    const paint = { columns: TILE_COLUMNS, rows, fftFrames, sampleRate, scale, theme };
    const image = await this.worker.call('tile', { samples, channels, request, paint }, { signal }, [samples.buffer]);
    this.cache.set(key, image, TILE_COLUMNS * rows * 4);
    this.onTile();
  }

  /** Frames [first, end) interleaved; silence outside of the lane. */
  private async samples(
    { sound, channel }: LaneSound,
    first: number,
    end: number,
    signal: AbortSignal,
  ): Promise<{ samples: Float32Array<ArrayBuffer>; channels: number }> {
    const shown = channel === null ? Array.from({ length: sound.channels }, (_, each) => each) : [channel];
    const samples = new Float32Array((end - first) * shown.length);
    const firstChunk = Math.max(Math.floor(first / CHUNK_FRAMES), 0);
    const endChunk = Math.min(Math.ceil(end / CHUNK_FRAMES), chunkCount(sound));
    for (let index = firstChunk; index < endChunk; index++) {
      const chunk = await this.store.get(sound, index, signal);
      const start = index * CHUNK_FRAMES;
      const from = Math.max(first, start);
      const to = Math.min(end, start + chunk.frames);
      for (const [place, each] of shown.entries()) {
        const data = chunk.buffer.getChannelData(Math.min(each, chunk.buffer.numberOfChannels - 1));
        const source = chunk.skip - start;
        for (let frame = from, at = (from - first) * shown.length + place; frame < to; frame++, at += shown.length) {
          samples[at] = data[source + frame] as number;
        }
      }
    }
    return { samples, channels: shown.length };
  }
}

function keyOf(lane: number, { zoom, rows, scale, theme }: TileLook, tile: number): string {
  return `tile/${lane}/${zoom.hopFrames}/${zoom.fftFrames}/${rows}/${scale}/${theme}/${tile}`;
}
