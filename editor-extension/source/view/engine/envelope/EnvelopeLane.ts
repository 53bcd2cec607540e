import type { Lru } from '../base/lru';
import type { Wanted } from '../base/requestQueue';
import { CELLS_PER_CHUNK, chunksFor, type CellLevel } from './cells';
import type { DecodedEnvelope } from './DecodedEnvelope';
import { type EnvelopeHead, levelForPixel, parseEnvelopeHead } from './parseEnvelope';

/** Reaches over the head and, of a lane of hours, over enough coarse cells for any screen. */
export const FIRST_BYTES = 65536;

export type ReadEnvelope = (range: { first: number; end: number }, signal: AbortSignal) => Promise<Uint8Array>;

/** The envelope of one lane: its coarse levels are kept, chunks of finer ones come when they are looked at. */
export class EnvelopeLane {
  private head: EnvelopeHead | null = null;
  private start: Uint8Array = new Uint8Array(0);
  private levelsOf: readonly CellLevel[] = [];
  private own: DecodedEnvelope | null = null;

  constructor(
    private readonly lane: number,
    private readonly read: ReadEnvelope,
    private readonly cache: Lru<Int16Array>,
    private readonly onData: () => void,
  ) {}

  /** The finest first; empty before the head is here. */
  get levels(): readonly CellLevel[] {
    return this.levelsOf;
  }

  /** How the channels of a cell begin: a lane that is one channel of what was decoded has its own behind others. */
  firstChannel = 0;

  get frames(): number {
    return this.own?.frames ?? this.head?.frames ?? 0;
  }

  /** 0 before anything is known. */
  get channels(): number {
    return this.levelsOf[0]?.channels ?? 0;
  }

  /** Shows what the page itself has decoded instead of a file. */
  adopt(decoded: DecodedEnvelope, firstChannel: number): void {
    this.own = decoded;
    this.levelsOf = decoded.levels;
    this.firstChannel = firstChannel;
  }

  /** What must be read to draw these frames, the most useful first. */
  wanted(firstFrame: number, endFrame: number, framesPerPixel: number): Wanted[] {
    if (this.own !== null) return [];
    if (this.head === null) return [{ key: `envelope/${this.lane}`, run: (signal) => this.readHead(signal) }];
    const place = Math.max(levelForPixel(this.head.levels, framesPerPixel), 0);
    const level = this.levelsOf[place];
    if (level === undefined) return [];
    const { first, end } = chunksFor(level, firstFrame, endFrame);
    const list: Wanted[] = [];
    for (let index = first; index < end; index++) {
      if (level.chunk(index) !== undefined) continue;
      const key = this.key(place, index);
      list.push({ key, run: (signal) => this.readChunk(place, index, key, signal) });
    }
    return list;
  }

  private key(level: number, index: number): string {
    return `envelope/${this.lane}/${level}/${index}`;
  }

  private async readHead(signal: AbortSignal): Promise<void> {
    const bytes = await this.read({ first: 0, end: FIRST_BYTES }, signal);
    const head = parseEnvelopeHead(bytes);
    this.head = head;
    this.start = bytes;
    this.levelsOf = head.levels.map(({ framesPerCell, cells }, place) => ({
      framesPerCell,
      cells,
      leadFrames: head.leadFrames,
      channels: head.channels,
      chunk: (index) => this.chunk(place, index),
    }));
    this.onData();
  }

  /** Byte range of a chunk within the file. */
  private range(head: EnvelopeHead, place: number, index: number): { first: number; end: number } {
    const level = head.levels[place];
    if (level === undefined) return { first: 0, end: 0 };
    const cell = index * CELLS_PER_CHUNK;
    const end = Math.min(cell + CELLS_PER_CHUNK, level.cells);
    return { first: level.offset + cell * head.cellBytes, end: level.offset + end * head.cellBytes };
  }

  private chunk(place: number, index: number): Int16Array | undefined {
    const key = this.key(place, index);
    const held = this.cache.get(key);
    if (held !== undefined || this.head === null) return held;
    const { first, end } = this.range(this.head, place, index);
    if (end > this.start.byteLength) return undefined;
    return this.keep(key, this.start.subarray(first, end));
  }

  private keep(key: string, bytes: Uint8Array): Int16Array {
    const cells = new Int16Array(bytes.slice(0, bytes.byteLength & ~1).buffer);
    this.cache.set(key, cells, cells.byteLength);
    return cells;
  }

  private async readChunk(place: number, index: number, key: string, signal: AbortSignal): Promise<void> {
    if (this.head === null) return;
    const bytes = await this.read(this.range(this.head, place, index), signal);
    this.keep(key, bytes);
    this.onData();
  }
}
