import type { EngineError, EngineOptions } from '../engine';
import { ChunkReader } from './audio/ChunkReader';
import { ChunkStore } from './audio/ChunkStore';
import { SampleCells } from './audio/SampleCells';
import { CHUNK_FRAMES, type LaneSound, type Sound, soundsOf } from './audio/sounds';
import { WaveData } from './audio/WaveData';
import { Lru } from './base/lru';
import { RequestQueue } from './base/requestQueue';
import { failureOf } from './base/failure';
import { DecodedEnvelope } from './envelope/DecodedEnvelope';
import { EnvelopeLane } from './envelope/EnvelopeLane';
import { SpectrogramTiles } from './spectrogram/SpectrogramTiles';
import { WorkerClient } from './worker/WorkerClient';

/** Together far below what a page may take more than an empty one. */
const CELL_BYTES = 6 * 2 ** 20;
const AUDIO_BYTES = 4 * 2 ** 20;
const TILE_BYTES = 4 * 2 ** 20;
/** Of every sound, whatever that takes: what is on the screen never pushes out what is beside it. */
const LEAST_CHUNKS = 4;
const AT_ONCE = 6;

function audioBytes(sounds: readonly Sound[]): number {
  const channels = sounds.reduce((sum, sound) => sum + sound.channels, 0);
  return Math.max(AUDIO_BYTES, LEAST_CHUNKS * channels * CHUNK_FRAMES * Float32Array.BYTES_PER_ELEMENT);
}

/** Everything that is read of one capture, and what keeps it. */
export class Data {
  readonly sounds: readonly Sound[];
  readonly laneSounds: readonly (LaneSound | null)[];
  readonly store: ChunkStore;
  readonly waves: readonly WaveData[];
  readonly tiles: SpectrogramTiles;
  readonly queue: RequestQueue;
  readonly sampleRate: number;
  /** Resolves when the head of every lane's envelope is here or has failed. */
  readonly heads: Promise<void>;
  /** New data of a lane, or of all; set by who draws. */
  onData: (lane: number | null) => void = () => undefined;
  onTile: () => void = () => undefined;
  /** Of an envelope that the page makes itself: 0 to 1. */
  onProgress: (lane: number, done: number) => void = () => undefined;
  private readonly envelopes: readonly EnvelopeLane[];
  private readonly decoded = new Map<Sound, DecodedEnvelope>();
  /** Whose decoding failed midway, with the lane that its failure was told for. */
  private readonly cutShort = new Map<Sound, number>();
  private readonly stop = new AbortController();
  private readonly cells = new Lru<Int16Array>(CELL_BYTES);
  private readonly worker: WorkerClient;
  private readonly waitingHeads: Set<number>;
  private headsDone: () => void = () => undefined;

  constructor(
    options: EngineOptions,
    private readonly fail: (what: EngineError['what'], lane: number | null, error: unknown) => void,
  ) {
    const { detail, source, assets } = options;
    const { id } = detail.summary;
    this.sampleRate = detail.sampleRate;
    const { sounds, lanes } = soundsOf(detail);
    this.sounds = sounds;
    this.laneSounds = lanes;
    const tellLanes = (sound: Sound): void =>
      lanes.forEach((lane, place) => {
        if (lane?.sound === sound) this.onData(place);
      });
    const reader = new ChunkReader(source, id);
    const sampleCells = new SampleCells(this.cells, reader, tellLanes);
    this.store = new ChunkStore(reader, audioBytes(sounds), (sound, index, chunk) => {
      sampleCells.add(sound, index, chunk);
      tellLanes(sound);
    });
    this.waitingHeads = new Set(detail.lanes.keys());
    this.heads = new Promise((resolve) => (this.headsDone = resolve));
    this.envelopes = detail.lanes.map((_, lane) => {
      const read = (range: { first: number; end: number }, signal: AbortSignal): Promise<Uint8Array> =>
        source.envelope(id, lane, range, signal);
      return new EnvelopeLane(lane, read, this.cells, () => {
        this.headIsHere(lane);
        this.onData(lane);
      });
    });
    this.waves = this.envelopes.map(
      (envelope, lane) => new WaveData(envelope, lanes[lane] ?? null, this.store, sampleCells, this.sampleRate),
    );
    this.worker = new WorkerClient(assets.workerUrl, assets.workerType);
    this.tiles = new SpectrogramTiles(this.store, reader, this.worker, TILE_BYTES, () => this.onTile());
    this.queue = new RequestQueue(
      AT_ONCE,
      (error, key) => {
        const [kind, place] = key.split('/');
        if (kind === 'envelope') {
          this.headIsHere(Number(place));
          if (failureOf(error).code !== 'not-supported' || !this.decodeEnvelope(Number(place))) {
            fail('envelope', Number(place), error);
          }
        } else if (kind === 'tile') fail('spectrogram', Number(place), error);
        else fail('audio', this.laneOf(key), error);
      },
      () => this.onData(null),
    );
    if (detail.lanes.length === 0) this.headsDone();
  }

  get cellBytes(): number {
    return this.cells.bytes;
  }

  /** What failed is read again; an envelope that the page makes goes on where it was. */
  retry(): void {
    this.queue.forgive();
    const lanes = [...this.cutShort];
    this.cutShort.clear();
    for (const [sound, lane] of lanes) this.fill(sound, lane);
  }

  close(): void {
    this.stop.abort();
    this.queue.close();
    this.store.clear();
    this.tiles.clear();
    this.cells.clear();
    this.worker.close();
  }

  /** The host has no decoder for it and the page may have one: false where there is nothing to decode. */
  private decodeEnvelope(lane: number): boolean {
    const audio = this.laneSounds[lane] ?? null;
    if (audio === null || audio.sound.from.kind !== 'file') return false;
    const { sound, channel } = audio;
    const known = this.decoded.get(sound);
    const decoded = known ?? new DecodedEnvelope(sound);
    this.decoded.set(sound, decoded);
    this.envelopes[lane]?.adopt(decoded, channel ?? 0);
    if (known === undefined) this.fill(sound, lane);
    return true;
  }

  /** Makes the envelope of a sound; `lane` is told when it fails. */
  private fill(sound: Sound, lane: number): void {
    const { signal } = this.stop;
    const lanes = [...this.laneSounds.keys()].filter((place) => this.laneSounds[place]?.sound === sound);
    this.decoded
      .get(sound)
      ?.fill(
        (index) => this.store.get(sound, index, signal),
        (done) => {
          for (const place of lanes) {
            this.onData(place);
            this.onProgress(place, done);
          }
        },
        () => signal.aborted,
      )
      .catch((error: unknown) => {
        this.cutShort.set(sound, lane);
        this.fail('envelope', lane, error);
      });
  }

  private headIsHere(lane: number): void {
    if (this.waitingHeads.delete(lane) && this.waitingHeads.size === 0) this.headsDone();
  }

  private laneOf(key: string): number | null {
    const lane = this.laneSounds.findIndex((each) => each !== null && key.startsWith(`audio/${each.sound.key}/`));
    return lane < 0 ? null : lane;
  }
}
