import type { CaptureSource } from '../../../shared/captures';
import { type AdtsIndex, parseAdtsIndex, walkAdts } from './adtsIndex';
import { decodePcm, deinterleave } from './pcm';
import { planAdtsSlice, planPcmSlice, trimAdtsSlice } from './slicePlan';
import { cellsOfSamples } from './cellsOfSamples';
import { CHUNK_FRAMES, chunkRange, type Sound } from './sounds';

/** A resampler that plays a chunk looks a little ahead; without what comes next it would click at the end of each. */
const TAIL_FRAMES = 64;

/** Decoded frames of a sound. `buffer` has `frames` of them from `skip` on, and then a little of the next chunk. */
export interface AudioChunk {
  readonly buffer: AudioBuffer;
  readonly skip: number;
  readonly frames: number;
}

export class DecodeError extends Error {
  readonly code = 'not-supported';
}

type FileSound = Extract<Sound['from'], { kind: 'file' }>;

/** Reads and decodes chunks: PCM here, AAC by the browser, what is not plain by the host. */
export class ChunkReader {
  private readonly indexes = new Map<number, Promise<AdtsIndex>>();
  private readonly scratch: Float32Array[] = [];

  constructor(
    private readonly source: CaptureSource,
    private readonly id: string,
  ) {}

  async read(sound: Sound, index: number, signal: AbortSignal): Promise<AudioChunk> {
    const { first, frames } = chunkRange(sound, index);
    const { from } = sound;
    if (frames === 0) throw new DecodeError(`There is no audio at frame ${first}.`);
    const count = Math.min(frames + TAIL_FRAMES, sound.frames - first);
    if (from.kind === 'lane') {
      const samples = await this.source.pcm(this.id, from.lane, first, count, signal);
      const buffer = makeBuffer(sound, count);
      deinterleave(samples, sound.channels, channelsOf(buffer));
      return { buffer, skip: 0, frames };
    }
    const start = from.start + first;
    if (from.file.codec === 'aac-lc') {
      return { ...(await this.readAdts(sound, from, start, start + count, signal)), frames };
    }
    const { codec, frameBytes } = from.file;
    const plan = planPcmSlice(from.file, start, start + count);
    const bytes = await this.source.audio(this.id, from.index, plan.firstByte, plan.endByte, signal);
    const buffer = makeBuffer(sound, count);
    decodePcm(bytes, codec, frameBytes, channelsOf(buffer));
    return { buffer, skip: 0, frames };
  }

  /**
   * Cells of a chunk of plain PCM, without a buffer of its own: a view that passes by leaves nothing behind. Null: only
   * `read` can give it.
   */
  async readCells(sound: Sound, index: number, signal: AbortSignal): Promise<Int16Array | null> {
    const { first, frames } = chunkRange(sound, index);
    let cells: Int16Array | null = null;
    await this.withPcm(sound, first, frames, signal, (channels) => (cells = cellsOfSamples(channels, frames)));
    return cells;
  }

  /**
   * Lends frames of plain PCM, CHUNK_FRAMES of them at most, to `use`, which must be done with them when it returns.
   * False: only `read` can give them.
   */
  async withPcm(
    sound: Sound,
    first: number,
    frames: number,
    signal: AbortSignal,
    use: (channels: readonly Float32Array[]) => void,
  ): Promise<boolean> {
    const { from } = sound;
    if (from.kind !== 'file' || from.file.codec === 'aac-lc' || frames <= 0) return false;
    const { codec, frameBytes } = from.file;
    const plan = planPcmSlice(from.file, from.start + first, from.start + first + frames);
    const bytes = await this.source.audio(this.id, from.index, plan.firstByte, plan.endByte, signal);
    while (this.scratch.length < sound.channels) this.scratch.push(new Float32Array(CHUNK_FRAMES));
    const channels = this.scratch.slice(0, sound.channels).map((samples) => samples.subarray(0, frames));
    const there = decodePcm(bytes, codec, frameBytes, channels);
    for (const samples of channels) samples.fill(0, there);
    use(channels);
    return true;
  }

  private async readAdts(
    sound: Sound,
    { index: file }: FileSound,
    first: number,
    end: number,
    signal: AbortSignal,
  ): Promise<{ buffer: AudioBuffer; skip: number }> {
    const index = await this.adtsIndex(file);
    const plan = planAdtsSlice(index, first, end);
    if (plan.frames === 0) return { buffer: makeBuffer(sound, end - first), skip: 0 };
    const bytes = await this.source.audio(this.id, file, plan.firstByte, plan.endByte, signal);
    const trimmed = trimAdtsSlice(plan, walkAdts(bytes), index.frameLength);
    const buffer = await decode(sound, bytes.slice(trimmed.firstByte, trimmed.endByte).buffer);
    const got = buffer.length - trimmed.skipFrames;
    if (buffer.sampleRate === sound.sampleRate && buffer.numberOfChannels === sound.channels && got >= end - first) {
      return { buffer, skip: trimmed.skipFrames };
    }
    return { buffer: fitted(sound, buffer, trimmed.skipFrames, end - first), skip: 0 };
  }

  private adtsIndex(file: number): Promise<AdtsIndex> {
    const known = this.indexes.get(file);
    if (known !== undefined) return known;
    const asked = this.source.adtsIndex(this.id, file).then(parseAdtsIndex);
    this.indexes.set(file, asked);
    asked.catch(() => this.indexes.delete(file));
    return asked;
  }
}

function makeBuffer(sound: Sound, frames: number): AudioBuffer {
  return new AudioBuffer({ length: frames, numberOfChannels: sound.channels, sampleRate: sound.sampleRate });
}

/** The frames of a chunk, an array for each channel. */
export function channelsOfChunk({ buffer, skip, frames }: AudioChunk): Float32Array[] {
  return channelsOf(buffer).map((samples) => samples.subarray(skip, skip + frames));
}

function channelsOf(buffer: AudioBuffer): Float32Array[] {
  return Array.from({ length: buffer.numberOfChannels }, (_, channel) => buffer.getChannelData(channel));
}

/** At the file's own rate, so that nothing is resampled and frame n stays frame n. */
async function decode(sound: Sound, bytes: ArrayBuffer): Promise<AudioBuffer> {
  const context = new OfflineAudioContext(sound.channels, 1, sound.sampleRate);
  try {
    return await context.decodeAudioData(bytes);
  } catch (error) {
    throw new DecodeError(`This browser does not decode the AAC of this file: ${String(error)}`);
  }
}

/** What ends early is filled with silence; a channel that is missing is a copy of the first. */
function fitted(sound: Sound, decoded: AudioBuffer, skip: number, frames: number): AudioBuffer {
  const buffer = makeBuffer(sound, frames);
  const there = Math.max(Math.min(frames, decoded.length - skip), 0);
  for (const [channel, samples] of channelsOf(buffer).entries()) {
    const from = decoded.getChannelData(Math.min(channel, decoded.numberOfChannels - 1));
    samples.set(from.subarray(skip, skip + there));
  }
  return buffer;
}
