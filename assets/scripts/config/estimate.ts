import type { RecorderSettings } from './recorderOptions';
import type { TaskSettings } from './taskConfig';

/** What a configuration costs, as `VoiceRecorder.estimate` tells it where there is a plugin to ask. */
export interface CostEstimate {
  /** Memory of the cycle buffer; in real time without a recovery folder, of the feature tracks of an hour. Bytes. */
  readonly bufferBytes: number;
  /** The capture of a full cycle buffer; in real time, of one hour; all tracks together. */
  readonly fileBytes: number;
  /** Of the files. */
  readonly bytesPerSecond: number;
  /** On disk in the recovery folder, taken when the task starts; in real time, to begin with; 0 in memory. */
  readonly ringBytes: number;
}

/** What of a recorder the cost of a task depends on. */
export type CostSurroundings = Pick<RecorderSettings, 'recoveryFolder' | 'maxSources' | 'maxTracks'>;

const REAL_TIME_EXAMPLE_S = 3600;
const BUFFER_SLACK_S = 2;
const MEMORY_OF_DURABLE_S = 60;
const AAC_MONO_BITS_PER_SECOND = [27000, 50000, 96000] as const;
const AAC_STEREO_RATIO = 8 / 5;
const AAC_MAX_BITS_PER_SAMPLE = 6;
const AAC_BLOCK_FRAMES = 1024;

// Segments of the cycle buffer in memory.
const SEGMENT_S = 2;
const MIN_PCM_SEGMENT_BYTES = 4096;
const MIN_AAC_SEGMENT_BYTES = 8192;
const AAC_SLACK = 1.06;
const SEGMENT_OVERHEAD_BYTES = 72;

// Feature tracks: a word of 8 bytes each 10 ms, a loudness of 2 bytes each 100 ms, 12 s more than is kept.
const CELLS_PER_SECOND = 100;
const CELL_BYTES = 8;
const CELLS_PER_LOUDNESS = 10;
const LOUDNESS_BYTES = 2;
const WINDOW_SLACK_CELLS = 1200;

// The ring on disk: segments of slots, one region for each stream, and one for the log.
const RING_SEGMENT_S = 30;
const LOG_SEGMENT_S = 600;
const RING_SPARE_S = 60;
const RING_BLOCK_BYTES = 4096;
const RING_FILE_BYTES = 8192 + 64 * 16384;
const SLOT_BYTES = { pcm: 4096, aac: 512, log: 1024 } as const;
const SLOT_HEADER_BYTES = 64;
const SEAL_BYTES = 16;
const SLOT_AGE_S = 0.1;
const SLOT_SLACK = 1.1;
const SPARE_SLOTS = 8;
const LOG_EXTRA_BYTES = 192 * 1024;
const FEATURE_RECORDS_PER_SECOND = 10;
const FEATURE_RECORD_BYTES = 32;
const FEATURE_TRACK_BYTES = 96;

/**
 * What a checked configuration costs, without a plugin: for an inspector. The size of files and of the ring is the plugin's
 * own to the byte; memory is within 0.1 % and 2 KiB of it, because bookkeeping differs between compilers. A test compares
 * both.
 */
export function estimateCost(task: TaskSettings, around: CostSurroundings): CostEstimate {
  const cycle = task.cycleTime > 0;
  const durable = around.recoveryFolder !== '' && task.durability !== 0;
  const streams = streamsOf(task, around);
  const bytesPerSecond = streams.reduce((sum, { bitsPerSecond }) => sum + Math.floor(bitsPerSecond / 8), 0);
  const seconds = cycle ? task.cycleTime : REAL_TIME_EXAMPLE_S;
  const tracks = around.maxSources + 1;
  let bufferBytes = cycle ? streams.reduce((sum, stream) => sum + memoryOf(stream, task, durable), 0) : 0;
  if (cycle || !durable) bufferBytes += tracks * featureBytes(seconds * CELLS_PER_SECOND);
  const ringBytes = durable ? ringOf(cycle ? streams : [], task, tracks) : 0;
  return { bufferBytes, fileBytes: bytesPerSecond * seconds, bytesPerSecond, ringBytes };
}

interface Stream {
  readonly kind: 'pcm' | 'aac' | 'log';
  readonly channels: number;
  readonly bitsPerSecond: number;
}

/** The mix, and a track for each user that is kept apart. */
function streamsOf(task: TaskSettings, { maxTracks }: CostSurroundings): Stream[] {
  const kind = /\.aac$/i.test(task.filePath) ? 'aac' : 'pcm';
  const stream = (channels: number): Stream => ({ kind, channels, bitsPerSecond: bitRate(kind, channels, task) });
  const own = task.layout === 1 ? 1 : task.channels;
  const tracks = task.tracks === 1 ? maxTracks : 0;
  return [stream(task.channels), ...Array.from({ length: tracks }, () => stream(own))];
}

function bitRate(kind: 'pcm' | 'aac', channels: number, { sampleRate, quality }: TaskSettings): number {
  if (kind === 'pcm') return sampleRate * channels * 16;
  const mono = AAC_MONO_BITS_PER_SECOND[quality] ?? AAC_MONO_BITS_PER_SECOND[1];
  const wanted = channels === 2 ? mono * AAC_STEREO_RATIO : mono;
  return Math.min(Math.round(wanted), AAC_MAX_BITS_PER_SAMPLE * sampleRate * channels);
}

function memoryOf({ kind, channels, bitsPerSecond }: Stream, task: TaskSettings, durable: boolean): number {
  const kept = (durable ? Math.min(task.cycleTime, MEMORY_OF_DURABLE_S) : task.cycleTime) + BUFFER_SLACK_S;
  const bytesPerSecond = bitsPerSecond / 8;
  const isPcm = kind === 'pcm';
  const frameBytes = isPcm ? 2 * channels : bytesPerSecond / task.sampleRate;
  const keepBytes = Math.ceil(kept * task.sampleRate * frameBytes * (isPcm ? 1 : AAC_SLACK));
  const least = isPcm ? MIN_PCM_SEGMENT_BYTES : MIN_AAC_SEGMENT_BYTES;
  const wanted = Math.max(least, Math.ceil(bytesPerSecond * SEGMENT_S));
  const segmentBytes = isPcm ? Math.ceil(wanted / frameBytes) * frameBytes : wanted;
  const segments = Math.ceil(keepBytes / segmentBytes) + 1;
  return segments * (segmentBytes + SEGMENT_OVERHEAD_BYTES);
}

function featureBytes(keepCells: number): number {
  const cells = keepCells + WINDOW_SLACK_CELLS;
  return cells * CELL_BYTES + (Math.floor(cells / CELLS_PER_LOUDNESS) + 1) * LOUDNESS_BYTES;
}

function ringOf(streams: readonly Stream[], task: TaskSettings, featureTracks: number): number {
  const cycle = task.cycleTime > 0;
  const segmentS = cycle ? RING_SEGMENT_S : LOG_SEGMENT_S;
  const segments = cycle ? Math.ceil((task.cycleTime + BUFFER_SLACK_S + RING_SPARE_S) / segmentS) : 1;
  const records = FEATURE_RECORDS_PER_SECOND * (FEATURE_RECORD_BYTES + featureTracks * FEATURE_TRACK_BYTES);
  const log: Stream = { kind: 'log', channels: 0, bitsPerSecond: records * 8 };
  const regions = [...streams, log].map((stream) => regionBytes(stream, task, segmentS));
  const segmentBytes = regions.reduce((sum, bytes) => sum + bytes, 2 * RING_BLOCK_BYTES);
  return RING_FILE_BYTES + segments * segmentBytes;
}

function regionBytes({ kind, bitsPerSecond }: Stream, task: TaskSettings, segmentS: number): number {
  const slotBytes = SLOT_BYTES[kind];
  const payload = slotBytes - SLOT_HEADER_BYTES - (task.encryptionKey.length > 0 ? SEAL_BYTES : 0);
  const perSecond = Math.max(bitsPerSecond / 8 / payload, slotsPerSecondByAge(kind, task.sampleRate));
  const extra = kind === 'log' ? LOG_EXTRA_BYTES / payload : 0;
  const slots = Math.ceil(segmentS * perSecond * SLOT_SLACK + extra) + SPARE_SLOTS;
  return Math.ceil((slots * slotBytes) / RING_BLOCK_BYTES) * RING_BLOCK_BYTES;
}

/** Slots are closed when they are so old: whole blocks, at least one. */
function slotsPerSecondByAge(kind: Stream['kind'], sampleRate: number): number {
  if (kind !== 'aac') return 1 / SLOT_AGE_S;
  const blockS = AAC_BLOCK_FRAMES / sampleRate;
  return 1 / (Math.max(1, Math.floor(SLOT_AGE_S / blockS)) * blockS);
}
