import type { AudioChunk } from '../audio/ChunkReader';
import { channelsOfChunk } from '../audio/ChunkReader';
import { cellsOfSamples } from '../audio/cellsOfSamples';
import { CHUNK_FRAMES, chunkCount, type Sound } from '../audio/sounds';
import { CELLS_PER_CHUNK, type CellLevel } from './cells';

const FINEST_FRAMES = 256;
const FACTOR = 4;
const MOST_CELLS = 2 ** 20;
const FEWEST_CELLS = 256;

interface Level {
  readonly framesPerCell: number;
  readonly cells: Int16Array;
  known: number;
}

/**
 * The envelope of a sound that whoever has the captures cannot decode, and this browser can: made of all its chunks, one
 * after the other, and shown as far as it is made.
 */
export class DecodedEnvelope {
  readonly levels: readonly CellLevel[];
  private readonly made: readonly Level[];
  private readonly stride: number;
  /** The first chunk that is still to come. */
  private next = 0;

  constructor(private readonly sound: Pick<Sound, 'channels' | 'frames'>) {
    this.stride = sound.channels * 3;
    let framesPerCell = FINEST_FRAMES;
    while (framesPerCell < CHUNK_FRAMES && Math.ceil(sound.frames / framesPerCell) > MOST_CELLS)
      framesPerCell *= FACTOR;
    const made: Level[] = [];
    for (let cells = Infinity; cells > FEWEST_CELLS; framesPerCell *= FACTOR) {
      cells = Math.ceil(sound.frames / framesPerCell);
      made.push({ framesPerCell, cells: new Int16Array(cells * this.stride), known: 0 });
    }
    this.made = made;
    this.levels = made.map((level) => ({
      framesPerCell: level.framesPerCell,
      leadFrames: 0,
      channels: sound.channels,
      cells: level.cells.length / this.stride,
      chunk: (index) => this.chunk(level, index),
    }));
  }

  get frames(): number {
    return this.sound.frames;
  }

  /** Takes the chunks in their order. After a failure it goes on where it was when it is called again. */
  async fill(
    chunkAt: (index: number) => Promise<AudioChunk>,
    onProgress: (done: number) => void,
    isOver: () => boolean,
  ): Promise<void> {
    const count = chunkCount(this.sound);
    while (this.next < count && !isOver()) {
      const index = this.next;
      const following = index + 1 < count ? chunkAt(index + 1) : null;
      // It is awaited in the next turn; until then its failure is nobody's.
      following?.catch(() => undefined);
      this.add(index, await chunkAt(index));
      this.next = index + 1;
      onProgress(this.next / count);
    }
  }

  add(index: number, chunk: AudioChunk): void {
    const [finest] = this.made;
    if (finest === undefined) return;
    const { framesPerCell } = finest;
    const first = (index * CHUNK_FRAMES) / framesPerCell;
    const cells = cellsOfSamples(channelsOfChunk(chunk), chunk.frames, framesPerCell);
    finest.cells.set(cells.subarray(0, Math.max(finest.cells.length - first * this.stride, 0)), first * this.stride);
    finest.known = Math.min(first + cells.length / this.stride, finest.cells.length / this.stride);
    for (let level = 1; level < this.made.length; level++) this.reduce(level);
  }

  private chunk({ cells, known }: Level, index: number): Int16Array | undefined {
    const first = index * CELLS_PER_CHUNK;
    return first < known
      ? cells.subarray(first * this.stride, Math.min(first + CELLS_PER_CHUNK, known) * this.stride)
      : undefined;
  }

  /** Makes those cells of a level that have new ones below them. */
  private reduce(place: number): void {
    const level = this.made[place];
    const below = this.made[place - 1];
    if (level === undefined || below === undefined) return;
    const { stride } = this;
    const end = Math.ceil(below.known / FACTOR);
    for (let cell = Math.max(level.known - 1, 0); cell < end; cell++) {
      const last = Math.min((cell + 1) * FACTOR, below.known);
      for (let part = 0; part < stride; part += 3) {
        let low = 32767;
        let high = -32768;
        let power = 0;
        for (let child = cell * FACTOR; child < last; child++) {
          const at = child * stride + part;
          low = Math.min(low, below.cells[at] as number);
          high = Math.max(high, below.cells[at + 1] as number);
          power += ((below.cells[at + 2] as number) & 0xffff) ** 2;
        }
        level.cells.set([low, high, Math.sqrt(power / (last - cell * FACTOR))], cell * stride + part);
      }
    }
    level.known = end;
  }
}
