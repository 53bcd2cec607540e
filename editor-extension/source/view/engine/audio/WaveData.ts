import type { Axis } from '../time/axis';
import type { Wanted } from '../base/requestQueue';
import { type Columns, fillColumns, makeColumns, type PixelGrid } from '../envelope/columns';
import type { EnvelopeLane } from '../envelope/EnvelopeLane';
import { levelForPixel } from '../envelope/parseEnvelope';
import { fillFromSamples, type SamplesOf } from '../draw/samples';
import type { ChunkStore } from './ChunkStore';
import { SAMPLE_CELL_FRAMES } from './cellsOfSamples';
import type { SampleCells } from './SampleCells';
import { CHUNK_FRAMES, chunkCount, type LaneSound } from './sounds';

const MOST_CHUNKS_MOVING = 2;

/** What a lane's waveform is drawn of at any zoom: envelope cells, cells of samples, samples. */
export class WaveData {
  private kept: Columns | null = null;
  private highest: number | null = null;

  constructor(
    private readonly envelope: EnvelopeLane,
    private readonly audio: LaneSound | null,
    private readonly store: ChunkStore,
    private readonly cells: SampleCells,
    private readonly sampleRate: number,
  ) {}

  /** 0: nothing is known yet. */
  get channels(): number {
    if (this.envelope.channels > 0 && this.audio !== null && this.audio.channel !== null) return 1;
    return this.envelope.channels;
  }

  get laneFrames(): number {
    return this.envelope.frames;
  }

  get firstChannel(): number {
    return this.audio?.channel ?? 0;
  }

  gridOf(axis: Axis): PixelGrid {
    return { firstPixel: axis.firstPixel, framesPerPixel: axis.secondsPerPixel * this.sampleRate };
  }

  readonly samplesOf: SamplesOf = (chunk) =>
    this.audio === null ? undefined : this.store.peek(this.audio.sound, chunk);

  /** Single samples stand further apart than pixels. */
  showsLine(axis: Axis): boolean {
    return this.audio !== null && axis.secondsPerPixel * this.sampleRate < 1;
  }

  /**
   * `moving`: the view is on its way somewhere, so audio is only read where little of it is missing; while it is `zooming`
   * none is.
   */
  wanted(axis: Axis, moving: boolean, zooming = false): Wanted[] {
    const { framesPerPixel } = this.gridOf(axis);
    const first = Math.floor(axis.from * this.sampleRate);
    const end = Math.ceil(axis.to * this.sampleRate);
    const list = this.envelope.wanted(first, end, framesPerPixel);
    if (zooming || !this.needsSamples(framesPerPixel)) return list;
    const chunks = this.wantedChunks(first, end, framesPerPixel);
    return moving && chunks.length > MOST_CHUNKS_MOVING ? list : [...list, ...chunks];
  }

  /** The array is used again by the next call. `missing`: pixels that a finer source will show better, or at all. */
  columns(axis: Axis): { columns: Columns; missing: number } {
    const channels = Math.max(this.channels, 1);
    const columns = this.emptyColumns(axis.width, channels);
    const grid = this.gridOf(axis);
    const { levels } = this.envelope;
    const envelopeLevel = levelForPixel(levels, grid.framesPerPixel);
    let missing: number | null = null;
    if (this.audio !== null && this.needsSamples(grid.framesPerPixel)) {
      const { sound } = this.audio;
      missing =
        grid.framesPerPixel >= SAMPLE_CELL_FRAMES
          ? fillColumns(columns, grid, this.cells.level(this.audio), sound.frames, this.firstChannel)
          : fillFromSamples(columns, grid, this.samplesOf, sound.frames, this.firstChannel);
    }
    for (let level = Math.max(envelopeLevel, 0); level < levels.length; level++) {
      const cellLevel = levels[level];
      if (cellLevel === undefined) break;
      const left = fillColumns(columns, grid, cellLevel, this.laneFrames, this.envelope.firstChannel);
      missing ??= left;
      if (left === 0) break;
    }
    return { columns, missing: missing ?? axis.width };
  }

  /** The highest of the lane, 0 to 32768; 0 before anything is known. */
  peak(): number {
    const level = this.envelope.levels[this.envelope.levels.length - 1];
    const cells = this.highest === null ? level?.chunk(0) : undefined;
    if (level !== undefined && cells !== undefined) {
      let highest = 0;
      for (let at = 0; at + 2 < cells.length; at += 3) {
        highest = Math.max(highest, -(cells[at] as number), cells[at + 1] as number);
      }
      // While it is still made, what is known of it counts.
      if (cells.length < level.cells * level.channels * 3) return highest;
      this.highest = highest;
    }
    return this.highest ?? 0;
  }

  private needsSamples(framesPerPixel: number): boolean {
    const finest = this.envelope.levels[0]?.framesPerCell;
    return this.audio !== null && finest !== undefined && framesPerPixel < finest;
  }

  private wantedChunks(firstFrame: number, endFrame: number, framesPerPixel: number): Wanted[] {
    if (this.audio === null) return [];
    const { sound } = this.audio;
    const first = Math.max(Math.floor(firstFrame / CHUNK_FRAMES), 0);
    const end = Math.min(Math.ceil(endFrame / CHUNK_FRAMES), chunkCount(sound));
    const inCells = framesPerPixel >= SAMPLE_CELL_FRAMES;
    const list: Wanted[] = [];
    for (let chunk = first; chunk < end; chunk++) {
      if (inCells ? this.cells.has(sound, chunk) : this.store.peek(sound, chunk) !== undefined) continue;
      const run = async (signal: AbortSignal): Promise<void> => {
        if (inCells) await this.cells.read(sound, chunk, this.store, signal);
        else await this.store.get(sound, chunk, signal);
      };
      list.push({ key: `audio/${sound.key}/${chunk}`, run });
    }
    return list;
  }

  private emptyColumns(count: number, channels: number): Columns {
    if (this.kept?.count !== count || this.kept.channels !== channels) this.kept = makeColumns(count, channels);
    else this.kept.known.fill(0);
    return this.kept;
  }
}
