import type { Theme } from '../../engine';
import { channelsOfChunk, type ChunkReader } from '../audio/ChunkReader';
import type { ChunkStore } from '../audio/ChunkStore';
import { CHUNK_FRAMES, chunkCount, chunkRange, type LaneSound } from '../audio/sounds';
import { Lru } from '../base/lru';
import type { Wanted } from '../base/requestQueue';
import type { WorkerClient } from '../worker/WorkerClient';
import { columnsOf, framesOfTile, type FrequencyScale, type TileZoom } from './tilePlan';

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
  /** Of the tile before, for the next one. */
  private spare: ArrayBuffer | null = null;

  constructor(
    private readonly store: ChunkStore,
    private readonly reader: Pick<ChunkReader, 'withPcm'>,
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
    const columns = columnsOf(look.zoom);
    const request = { lane: 0, firstFrame: fftFrames / 2, hopFrames, columns, fftFrames };
    const { rows, scale, theme } = look;
    const paint = { columns, rows, fftFrames, sampleRate, scale, theme };
    const made = await this.worker.call('tile', { samples, channels, request, paint }, { signal }, [samples.buffer]);
    this.spare = made.samples.buffer;
    this.cache.set(key, made.image, columns * rows * 4);
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
    const samples = this.zeros((end - first) * shown.length);
    // From `skip` on, a channel has what begins at frame `from`.
    const copy = (channels: readonly Float32Array[], skip: number, from: number, to: number): void => {
      for (const [place, each] of shown.entries()) {
        const data = channels[Math.min(each, channels.length - 1)];
        if (data === undefined) continue;
        for (let frame = from, at = (from - first) * shown.length + place; frame < to; frame++, at += shown.length) {
          samples[at] = data[skip + frame - from] as number;
        }
      }
    };
    const firstChunk = Math.max(Math.floor(first / CHUNK_FRAMES), 0);
    const endChunk = Math.min(Math.ceil(end / CHUNK_FRAMES), chunkCount(sound));
    for (let index = firstChunk; index < endChunk; index++) {
      const range = chunkRange(sound, index);
      const from = Math.max(first, range.first);
      const to = Math.min(end, range.first + range.frames);
      const held = this.store.peek(sound, index);
      const plain = (channels: readonly Float32Array[]): void => copy(channels, 0, from, to);
      // PCM that is only passed by is not kept decoded: it is read again as fast as it is found.
      if (held === undefined && (await this.reader.withPcm(sound, from, to - from, signal, plain))) continue;
      const chunk = held ?? (await this.store.get(sound, index, signal));
      copy(channelsOfChunk(chunk), from - range.first, from, Math.min(to, range.first + chunk.frames));
    }
    return { samples, channels: shown.length };
  }

  private zeros(length: number): Float32Array<ArrayBuffer> {
    const { spare } = this;
    this.spare = null;
    if (spare === null || spare.byteLength < length * 4) return new Float32Array(length);
    return new Float32Array(spare, 0, length).fill(0);
  }
}

function keyOf(lane: number, { zoom, rows, scale, theme }: TileLook, tile: number): string {
  return `tile/${lane}/${zoom.hopFrames}/${zoom.fftFrames}/${rows}/${scale}/${theme}/${tile}`;
}
