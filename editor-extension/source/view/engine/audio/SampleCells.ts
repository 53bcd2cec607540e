import type { Lru } from '../base/lru';
import type { CellLevel } from '../envelope/cells';
import { type AudioChunk, channelsOfChunk, type ChunkReader } from './ChunkReader';
import type { ChunkStore } from './ChunkStore';
import { cellsOfSamples, SAMPLE_CELL_FRAMES } from './cellsOfSamples';
import type { LaneSound, Sound } from './sounds';

/** What is below the finest level of an envelope, made of chunks as they are read, and kept longer than they are. */
export class SampleCells {
  constructor(
    private readonly cache: Lru<Int16Array>,
    private readonly reader: Pick<ChunkReader, 'readCells'>,
    private readonly onCells: (sound: Sound) => void,
  ) {}

  /** Of a chunk that is decoded anyway (`add`), or of its own bytes. */
  async read(sound: Sound, index: number, store: ChunkStore, signal: AbortSignal): Promise<void> {
    const held = store.peek(sound, index);
    if (held !== undefined) {
      this.add(sound, index, held);
      this.onCells(sound);
      return;
    }
    const cells = await this.reader.readCells(sound, index, signal);
    if (cells === null) await store.get(sound, index, signal);
    else {
      this.cache.set(this.key(sound, index), cells, cells.byteLength);
      this.onCells(sound);
    }
  }

  add(sound: Sound, index: number, chunk: AudioChunk): void {
    const cells = cellsOfSamples(channelsOfChunk(chunk), chunk.frames);
    this.cache.set(this.key(sound, index), cells, cells.byteLength);
  }

  has(sound: Sound, index: number): boolean {
    return this.cache.get(this.key(sound, index)) !== undefined;
  }

  level({ sound }: LaneSound): CellLevel {
    return {
      framesPerCell: SAMPLE_CELL_FRAMES,
      leadFrames: 0,
      channels: sound.channels,
      cells: Math.ceil(sound.frames / SAMPLE_CELL_FRAMES),
      chunk: (index) => this.cache.get(this.key(sound, index)),
    };
  }

  private key(sound: Sound, index: number): string {
    return `cells/${sound.key}/${index}`;
  }
}
