import { CaptureError } from '../../../shared/CaptureError';
import type { CaptureDetail, CaptureSource, ExportOrder } from '../../../shared/captures';
import { ChunkReader, channelsOfChunk } from './ChunkReader';
import { CHUNK_FRAMES, soundsOf, type LaneSound } from './sounds';

export interface WavExport {
  readonly source: CaptureSource;
  readonly detail: CaptureDetail;
  readonly order: ExportOrder;
  readonly signal?: AbortSignal | undefined;
}

const HEADER_BYTES = 44;
const MOST_BYTES = 2 ** 32 - 1;
const SCALE = 32768;
const HIGHEST = 32767;
/** A blob is kept where the browser has room for it, arrays are not. */
const BLOB_SAMPLES = 2 ** 21;

const widthOf = ({ sound, channel }: LaneSound): number => (channel === null ? sound.channels : 1);

/** The audio as it was recorded is the capture's first file, whatever its lanes are. */
function chosen({ detail, order }: WavExport): LaneSound[] {
  const { sounds, lanes } = soundsOf(detail);
  if (order.lanes !== undefined) return order.lanes.flatMap((lane) => lanes[lane] ?? []);
  const sound = sounds.find(({ from }) => from.kind === 'lane' || from.index === 0);
  return sound === undefined ? [] : [{ sound, channel: null }];
}

function header(bytes: number, channels: number, sampleRate: number): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(HEADER_BYTES));
  const text = (at: number, letters: string): void => {
    for (let place = 0; place < letters.length; place++) view.setUint8(at + place, letters.charCodeAt(place));
  };
  text(0, 'RIFF');
  view.setUint32(4, bytes + HEADER_BYTES - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, bytes, true);
  return view.buffer;
}

/**
 * A range of lanes, mixed, as 16-bit WAV, as the server makes it: one lane of 16-bit PCM keeps its samples, and what
 * would clip is made quieter as a whole. For captures that only the page has. Rejects with a CaptureError.
 */
export async function exportWav(what: WavExport): Promise<Blob> {
  const { source, detail, order, signal } = what;
  const parts = chosen(what);
  const { sampleRate } = detail;
  if (parts.length === 0 || parts.some(({ sound }) => sound.sampleRate !== sampleRate)) {
    throw new CaptureError('not-supported', 'the lanes have no audio of the same sample rate: choose other lanes');
  }
  const channels = Math.max(...parts.map(widthOf));
  if (parts.some((part) => widthOf(part) !== 1 && widthOf(part) !== channels)) {
    throw new CaptureError(
      'not-supported',
      'lanes of different numbers of channels cannot be mixed: choose other lanes',
    );
  }
  const longest = Math.max(...parts.map(({ sound }) => sound.frames));
  const first = Math.min(Math.round((order.startSeconds ?? 0) * sampleRate), longest);
  const end = Math.min(Math.round((order.endSeconds ?? Infinity) * sampleRate), longest);
  const bytes = Math.max(end - first, 0) * channels * 2;
  if (bytes === 0) throw new CaptureError('refused', 'there is no audio in this range: choose another one');
  if (bytes + HEADER_BYTES > MOST_BYTES)
    throw new CaptureError('not-supported', 'a WAV has 4 GiB at most: choose less');
  const pieces = (): AsyncGenerator<Float32Array> =>
    mixed(new ChunkReader(source, detail.summary.id), parts, channels, first, end, signal);
  const gain = isPcm16(parts) ? 1 : await gainToFit(pieces());
  const blobs: Blob[] = [new Blob([header(bytes, channels, sampleRate)])];
  let waiting: Int16Array[] = [];
  const keep = (): void => {
    blobs.push(new Blob(waiting as BlobPart[]));
    waiting = [];
  };
  for await (const piece of pieces()) {
    waiting.push(toPcm16(piece, gain));
    if (waiting.length * piece.length > BLOB_SAMPLES) keep();
  }
  keep();
  return new Blob(blobs, { type: 'audio/wav' });
}

const isPcm16 = (parts: readonly LaneSound[]): boolean =>
  parts.length === 1 && parts.every(({ sound: { from } }) => from.kind === 'file' && from.file.codec === 'pcm16');

async function gainToFit(pieces: AsyncIterable<Float32Array>): Promise<number> {
  let peak = 0;
  for await (const piece of pieces) for (const sample of piece) peak = Math.max(peak, Math.abs(sample));
  return peak > HIGHEST / SCALE ? HIGHEST / SCALE / peak : 1;
}

function toPcm16(piece: Float32Array, gain: number): Int16Array {
  const samples = new Int16Array(piece.length);
  for (let place = 0; place < piece.length; place++) {
    samples[place] = Math.min(Math.max(Math.round((piece[place] as number) * gain * SCALE), -SCALE), HIGHEST);
  }
  return samples;
}

/** The sum of the lanes, interleaved, chunk by chunk; one that ends early is silent from there on. */
async function* mixed(
  reader: ChunkReader,
  parts: readonly LaneSound[],
  channels: number,
  first: number,
  end: number,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<Float32Array> {
  for (let index = Math.floor(first / CHUNK_FRAMES); index * CHUNK_FRAMES < end; index++) {
    const begin = Math.max(index * CHUNK_FRAMES, first);
    const piece = new Float32Array((Math.min((index + 1) * CHUNK_FRAMES, end) - begin) * channels);
    const skip = begin - index * CHUNK_FRAMES;
    for (const part of parts) {
      if (signal.aborted) throw new CaptureError('cancelled', 'ended by the page');
      if (index * CHUNK_FRAMES >= part.sound.frames) continue;
      const all = channelsOfChunk(await reader.read(part.sound, index, signal));
      const own = part.channel === null ? all : all.slice(part.channel, part.channel + 1);
      add(piece, own, channels, skip);
    }
    yield piece;
  }
}

function add(piece: Float32Array, own: readonly Float32Array[], channels: number, skip: number): void {
  for (let channel = 0; channel < channels; channel++) {
    const samples = own[own.length === 1 ? 0 : channel];
    if (samples === undefined) continue;
    const frames = Math.min(samples.length - skip, piece.length / channels);
    for (let frame = 0, at = channel; frame < frames; frame++, at += channels) {
      piece[at] = (piece[at] as number) + (samples[skip + frame] as number);
    }
  }
}
