import type { ChunkStore } from '../audio/ChunkStore';
import { CHUNK_FRAMES, chunkCount, type LaneSound, type Sound } from '../audio/sounds';

/** Read along with the first: a slow link has the time that the first one plays. */
const CHUNKS_AFTER = 2;

export interface ReadsOptions {
  readonly sounds: readonly Sound[];
  readonly lanes: readonly (LaneSound | null)[];
  readonly store: ChunkStore;
  /** By lane. Reads signals. */
  readonly audible: () => readonly boolean[];
  readonly onChunk: () => void;
  readonly onError: (error: unknown, lane: number | null) => void;
}

/** What playback reads. A sound that cannot be read is told once, and is silence from then on. */
export class Reads {
  private stop = new AbortController();
  private readonly broken = new Set<Sound>();

  constructor(private readonly options: ReadsOptions) {}

  heard(sound: Sound): boolean {
    const { audible, lanes } = this.options;
    if (this.broken.has(sound)) return false;
    const heard = audible();
    return lanes.some((lane, place) => heard[place] === true && lane?.sound === sound);
  }

  /** Tries again what could not be read. */
  forgive(): void {
    this.broken.clear();
  }

  /**
   * Another run begins at this frame: resolves when all who are heard have what sounds first, and rejects when none of
   * them can be read. What the run before still reads is often what this one needs, so it is let go of afterwards.
   */
  async begin(frame: number): Promise<void> {
    const before = this.stop;
    this.stop = new AbortController();
    const { signal } = this.stop;
    const { sounds, store } = this.options;
    const chunk = Math.floor(frame / CHUNK_FRAMES);
    const heard = sounds.filter((sound) => this.heard(sound) && chunk < chunkCount(sound));
    const first = heard.map((sound) => store.get(sound, chunk, signal));
    for (const sound of heard) {
      for (let next = chunk + 1; next <= chunk + CHUNKS_AFTER && next < chunkCount(sound); next++) {
        store.get(sound, next, signal).catch(() => undefined);
      }
    }
    before.abort();
    const results = await Promise.allSettled(first);
    if (signal.aborted) return;
    results.forEach((result, place) => {
      const sound = heard[place];
      if (result.status === 'rejected' && sound !== undefined) this.fail(sound, result.reason);
    });
    const failed = results.filter((result) => result.status === 'rejected');
    if (failed.length > 0 && failed.length === results.length) throw new NothingToPlay();
  }

  load(sound: Sound, chunk: number): void {
    const { signal } = this.stop;
    this.options.store.get(sound, chunk, signal).then(
      () => {
        if (!signal.aborted) this.options.onChunk();
      },
      (error: unknown) => {
        if (!signal.aborted) this.fail(sound, error);
      },
    );
  }

  end(): void {
    this.stop.abort();
  }

  private fail(sound: Sound, error: unknown): void {
    if (this.broken.has(sound)) return;
    this.broken.add(sound);
    const lane = this.options.lanes.findIndex((candidate) => candidate !== null && candidate.sound === sound);
    this.options.onError(error, lane < 0 ? null : lane);
  }
}

/** Why was told already. */
export class NothingToPlay extends Error {}
