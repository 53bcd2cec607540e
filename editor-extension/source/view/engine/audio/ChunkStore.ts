import { Lru } from '../base/lru';
import type { AudioChunk, ChunkReader } from './ChunkReader';
import type { Sound } from './sounds';

export interface ChunkPeek {
  peek(sound: Sound, index: number): AudioChunk | undefined;
}

/** Decoded chunks: read once however many ask, kept while there is room. */
export class ChunkStore implements ChunkPeek {
  private readonly cache: Lru<AudioChunk>;
  private readonly running = new Map<
    string,
    { promise: Promise<AudioChunk>; waiters: number; stop: AbortController }
  >();

  constructor(
    private readonly reader: Pick<ChunkReader, 'read'>,
    limitBytes: number,
    private readonly onChunk: (sound: Sound, index: number, chunk: AudioChunk) => void = () => undefined,
  ) {
    this.cache = new Lru(limitBytes);
  }

  get bytes(): number {
    return this.cache.bytes;
  }

  peek(sound: Sound, index: number): AudioChunk | undefined {
    return this.cache.get(`${sound.key}/${index}`);
  }

  /** The read ends when everybody who waits for it has given up. */
  async get(sound: Sound, index: number, signal?: AbortSignal): Promise<AudioChunk> {
    const key = `${sound.key}/${index}`;
    const held = this.cache.get(key);
    if (held !== undefined) return held;
    const running = this.running.get(key) ?? this.begin(sound, index, key);
    running.waiters++;
    const giveUp = (): void => {
      if (--running.waiters > 0) return;
      running.stop.abort();
      if (this.running.get(key) === running) this.running.delete(key);
    };
    if (signal?.aborted === true) giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      return await running.promise;
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  clear(): void {
    for (const { stop } of this.running.values()) stop.abort();
    this.cache.clear();
  }

  private begin(
    sound: Sound,
    index: number,
    key: string,
  ): { promise: Promise<AudioChunk>; waiters: number; stop: AbortController } {
    const stop = new AbortController();
    const promise = this.reader.read(sound, index, stop.signal).then((chunk) => {
      this.cache.set(key, chunk, chunk.buffer.length * chunk.buffer.numberOfChannels * 4);
      this.onChunk(sound, index, chunk);
      return chunk;
    });
    const running = { promise, waiters: 0, stop };
    const done = (): void => {
      if (this.running.get(key) === running) this.running.delete(key);
    };
    promise.then(done, done);
    this.running.set(key, running);
    return running;
  }
}
