import { SourceStatsField, STATS_LENGTH, STATS_MAX_SOURCES, StatsField } from '../bridge/NativeBridge';
import { DEGRADED_REASONS } from '../config/enums';
import type { DegradedReason } from '../config/enums';
import { SOURCE_KINDS } from '../config/requests';
import type { SourceKind } from '../config/requests';

/** One source's counters and levels. */
export interface SourceStats {
  readonly id: number;
  readonly kind: SourceKind;
  /** As given to `openSource`; empty for a source that native code opened. */
  readonly userId: string;
  readonly label: string;
  readonly muted: boolean;
  /** Of the last block in Hz; 0: none yet. */
  readonly sampleRate: number;
  readonly channels: number;
  /** Accepted by push. */
  readonly blocksTaken: number;
  /** Refused because the queue was full. */
  readonly blocksDropped: number;
  /** Came after their time had been mixed. */
  readonly blocksLate: number;
  /** Stretches without data since the source opened, while a task ran. */
  readonly gaps: number;
  /** Their total length. */
  readonly gapMs: number;
  /** The source's clock against the recorder's; positive: the source is fast. */
  readonly driftPpm: number;
  /** Its present distance from the recorder's clock. */
  readonly offsetMs: number;
  /** Over the last 100 ms; -120: silence. */
  readonly peakDbfs: number;
  readonly rmsDbfs: number;
}

/** A snapshot of counters and levels. */
export interface RecorderStats {
  readonly inRoom: boolean;
  readonly taskState: 'idle' | 'realTime' | 'cycle';
  /** The running task records silence until `resume`. */
  readonly paused: boolean;
  /** Why the running task keeps less than promised; undefined: it does not. */
  readonly degraded: DegradedReason | undefined;
  /** 0: no task. */
  readonly taskId: number;
  /** The recorder's clock. */
  readonly clockMs: number;
  /** How far the mix lags it. */
  readonly mixDelayMs: number;
  /** Mixed by the task so far. */
  readonly recordedSeconds: number;
  /** In the cycle buffer now. */
  readonly bufferedSeconds: number;
  /** Of `recordedSeconds`, on disk in the recovery folder; 0 for a task in memory. */
  readonly durableSeconds: number;
  /** What the task takes in the recovery folder. */
  readonly ringBytes: number;
  /** In use by the cycle buffer: audio, feature tracks, bookkeeping. */
  readonly bufferBytes: number;
  /** Allocated for it. */
  readonly bufferCapacityBytes: number;
  /** Written by a real-time task. */
  readonly fileBytes: number;
  /** Over all sources since the recorder was made. */
  readonly blocksTaken: number;
  readonly blocksDropped: number;
  /** Log lines and progress given up because nobody ticked. */
  readonly eventsLost: number;
  readonly dumpsPending: number;
  /** Waiting for `retry` or `discard`. */
  readonly capturesFailed: number;
  /** Of the mix over the last 100 ms; -120: silence. */
  readonly peakDbfs: number;
  readonly rmsDbfs: number;
  /** The limiter's lowest gain over the last 100 ms; 0: it did nothing. */
  readonly limiterGainDb: number;
  /** Open sources; `sources` holds the first 32. */
  readonly sourceCount: number;
  readonly sources: readonly SourceStats[];
}

/** What the script knows of a source. */
export interface NamedSource {
  readonly userId: string;
  readonly label: string;
}

const TASK_STATES = ['idle', 'realTime', 'cycle'] as const;
const SILENCE_DBFS = -120;

/** An array for {@link decodeStats} with nothing in it yet: levels are silence, everything else is 0. */
export function emptyStatsArray(): Float64Array {
  const values = new Float64Array(STATS_LENGTH);
  values[StatsField.PeakDbfs] = SILENCE_DBFS;
  values[StatsField.RmsDbfs] = SILENCE_DBFS;
  return values;
}

/** The snapshot held in an array that `readStats` filled. */
export function decodeStats(values: Float64Array, nameOf: (id: number) => NamedSource | undefined): RecorderStats {
  const at = (field: StatsField): number => values[field] ?? 0;
  const sourceCount = at(StatsField.SourceCount);
  const sources: SourceStats[] = [];
  for (let i = 0; i < Math.min(sourceCount, STATS_MAX_SOURCES); i++) {
    sources.push(decodeSource(values, StatsField.SourcesStart + i * SourceStatsField.Length, nameOf));
  }
  return {
    inRoom: at(StatsField.InRoom) !== 0,
    taskState: TASK_STATES[at(StatsField.TaskState)] ?? 'idle',
    paused: at(StatsField.Paused) !== 0,
    degraded: DEGRADED_REASONS[at(StatsField.Degraded) - 1],
    taskId: at(StatsField.TaskId),
    clockMs: at(StatsField.ClockMs),
    mixDelayMs: at(StatsField.MixDelayMs),
    recordedSeconds: at(StatsField.RecordedSeconds),
    bufferedSeconds: at(StatsField.BufferedSeconds),
    durableSeconds: at(StatsField.DurableSeconds),
    ringBytes: at(StatsField.RingBytes),
    bufferBytes: at(StatsField.BufferBytes),
    bufferCapacityBytes: at(StatsField.BufferCapacityBytes),
    fileBytes: at(StatsField.FileBytes),
    blocksTaken: at(StatsField.BlocksTaken),
    blocksDropped: at(StatsField.BlocksDropped),
    eventsLost: at(StatsField.EventsLost),
    dumpsPending: at(StatsField.DumpsPending),
    capturesFailed: at(StatsField.CapturesFailed),
    peakDbfs: at(StatsField.PeakDbfs),
    rmsDbfs: at(StatsField.RmsDbfs),
    limiterGainDb: at(StatsField.LimiterGainDb),
    sourceCount,
    sources,
  };
}

function decodeSource(
  values: Float64Array,
  start: number,
  nameOf: (id: number) => NamedSource | undefined,
): SourceStats {
  const at = (field: SourceStatsField): number => values[start + field] ?? 0;
  const id = at(SourceStatsField.Source);
  const named = nameOf(id);
  return {
    id,
    kind: SOURCE_KINDS[at(SourceStatsField.Kind)] ?? 'remote',
    userId: named?.userId ?? '',
    label: named?.label ?? '',
    muted: at(SourceStatsField.Muted) !== 0,
    sampleRate: at(SourceStatsField.SampleRate),
    channels: at(SourceStatsField.Channels),
    blocksTaken: at(SourceStatsField.BlocksTaken),
    blocksDropped: at(SourceStatsField.BlocksDropped),
    blocksLate: at(SourceStatsField.BlocksLate),
    gaps: at(SourceStatsField.Gaps),
    gapMs: at(SourceStatsField.GapMs),
    driftPpm: at(SourceStatsField.DriftPpm),
    offsetMs: at(SourceStatsField.OffsetMs),
    peakDbfs: at(SourceStatsField.PeakDbfs),
    rmsDbfs: at(SourceStatsField.RmsDbfs),
  };
}
