/**
 * What every host must offer: a plain translation of `voice_recorder.h`, which says what each call means. Values that
 * arrive here have been checked. No call throws; each returns a status of {@link ReturnCode} unless it says otherwise.
 * All calls come from the script's own thread, and nothing ever calls back: events wait until {@link NativeRecorder.poll}.
 */
export interface NativeBridge {
  /** Where this runs, e.g. `puerts-node`. */
  readonly host: string;
  readonly version: string;
  /** Bits: 1 WAV, 2 AAC, 4 durability `process`, 8 encryption. */
  readonly capabilities: number;
  /** The AAC encoder's name, or `none`. */
  readonly aacEncoder: string;
  /** Where dumps go when the game names no folder; undefined: such a dump is refused. */
  readonly defaultCapturesFolder?: string | undefined;
  /** Bound of a task's cycle buffer when the game names none; undefined: 256 MiB. Phones say 64 MiB. */
  readonly defaultMaxBufferBytes?: number | undefined;
  /**
   * Makes a folder with those above it, where the host can; where that cannot be, the call that needs the folder says why.
   */
  makeFolder?(path: string): void;
  /** A recorder, or the status and the reason why there is none. */
  create(options: NativeRecorderOptions): NativeRecorder | { status: number; message: string };
}

export interface NativeRecorder {
  /** True: it lived already and was found by its name; what runs in it goes on. */
  readonly takenOver?: boolean;
  /** Why the last call failed, or an empty string. */
  lastError(): string;
  /** Milliseconds on the recorder's monotonic clock. */
  nowMs(): number;
  /** Moves a virtual clock and does all work that is due. */
  advance(durationMs: number): number;
  setConsent(given: boolean): number;
  /** `aboutJson` is one JSON object, or empty for nothing. */
  setAbout(aboutJson: string): number;
  /** `notice` is a `vr_notice`; `text` may be empty. */
  notify(notice: number, text: string): number;
  exclude(userId: string, forget: boolean): number;
  include(userId: string): number;
  /** Each accepted call ends with one event `Wiped`, in the order of the calls. */
  wipe(): number;
  /** The key has 32 bytes or none. Each accepted call ends with one event `RecoveryDone`, in the order of the calls. */
  recover(encryptionKey: Uint8Array): number;
  enterRoom(roomId: string, userId: string): number;
  reconnecting(): number;
  leaveRoom(): number;
  start(config: NativeTaskConfig): number;
  stop(): number;
  pause(): number;
  resume(): number;
  estimate(config: NativeTaskConfig): NativeCost;
  dump(request: NativeDumpRequest): { status: number; captureId: number };
  retry(captureId: number, filePath: string): number;
  discard(captureId: number): number;
  /** `dataJson` is empty or one JSON value. */
  mark(label: string, dataJson: string): number;
  /** `dataJson` is one JSON object. */
  addStatistics(dataJson: string): number;
  /** `kind`: 0 local, 1 remote, 2 remote mix. `source` is above 0 when status is 0. */
  openSource(kind: number, userId: string, label: string): { status: number; source: number };
  /** A source whose voice is a tone that native code makes until it is closed; undefined: this host makes none. */
  openTestTone?(
    kind: number,
    userId: string,
    label: string,
    frequencyHz: number,
    levelDbfs: number,
  ): { status: number; source: number };
  /** Samples are interleaved and copied before the call returns. `captureTimeMs` NaN: none. */
  push(
    source: number,
    samples: Int16Array | Float32Array,
    sampleRate: number,
    channels: number,
    captureTimeMs: number,
  ): number;
  setMuted(source: number, muted: boolean): number;
  setAllMuted(muted: boolean): number;
  closeSource(source: number): number;
  /** The oldest event, or undefined. Costs nothing to speak of when there is none. */
  poll(): NativeEvent | undefined;
  /** Fills `into`, {@link STATS_LENGTH} numbers long, in the order of {@link StatsField} and {@link SourceStatsField}. */
  readStats(into: Float64Array): number;
  /** Ends everything and writes what was accepted; may take as long as the writing does. */
  destroy(): void;
}

export interface NativeCost {
  status: number;
  bufferBytes: number;
  fileBytes: number;
  bytesPerSecond: number;
  ringBytes: number;
}

export interface NativeRecorderOptions {
  /** Empty: none. Where recorders outlive their script, one of this name that lives is taken over as it is. */
  name: string;
  capturesFolder: string;
  /** Empty: none. */
  recoveryFolder: string;
  nameTemplate: string;
  retentionCount: number;
  retentionBytes: number;
  retentionAgeSeconds: number;
  minFreeBytes: number;
  maxBufferBytes: number;
  /** 0: twice what a ring has at the start. */
  maxRingBytes: number;
  maxSources: number;
  maxTracks: number;
  mixDelayMs: number;
  requireConsent: boolean;
  virtualClock: boolean;
  /** 0 none, 1 error, 2 warning, 3 info. */
  logLevel: number;
}

export interface NativeTaskConfig {
  filePath: string;
  sampleRate: number;
  quality: number;
  position: number;
  cycleTime: number;
  channels: number;
  /** 0 mix, 1 split. */
  layout: number;
  overwrite: boolean;
  /** -1 as the recorder has a recovery folder or not, 0 memory, 1 process. */
  durability: number;
  /** 0 mix, 1 separate. */
  tracks: number;
  /** 32 bytes or none. */
  encryptionKey: Uint8Array;
}

export interface NativeDumpRequest {
  /** 0: all that is buffered. */
  lastSeconds: number;
  afterSeconds: number;
  /** Empty: a name from the template. */
  filePath: string;
  reason: string;
  clear: boolean;
  overwrite: boolean;
  /** The key that was pressed; empty: none. */
  hotkey: string;
}

/** `vr_event_kind`. */
export enum NativeEventKind {
  Task = 1,
  DumpAccepted = 2,
  DumpCaptured = 3,
  DumpProgress = 4,
  DumpDone = 5,
  DumpFailed = 6,
  Degraded = 7,
  CaptureRemoved = 8,
  Log = 9,
  State = 10,
  Restored = 11,
  Recovered = 12,
  RecoveryProblem = 13,
  RecoveryDone = 14,
  Wiped = 15,
  RecoveryProgress = 16,
}

export interface NativeEvent {
  kind: NativeEventKind;
  /**
   * Of a task, of the log, of what is degraded or restored, of the state; of a failed dump: 0 when its audio is kept,
   * otherwise the status; of a finished recovery: how many captures; of a finished wipe: 0 when all is destroyed.
   */
  code: number;
  taskId: number;
  captureId: number;
  progress: number;
  timeMs: number;
  path: string;
  text: string;
  capture?: NativeCapture;
}

export interface NativeCapture {
  filePath: string;
  sidecarPath: string;
  /** 0 WAV, 1 AAC. */
  format: number;
  sampleRate: number;
  channels: number;
  durationSeconds: number;
  startedAtUnixMs: number;
  reason: string;
  /** 0 task, 1 dump, 2 recovered. */
  origin: number;
  sizeBytes: number;
  peakDbfs: number;
  /** The files of single users. */
  trackPaths: string[];
}

/** Positions in the array of {@link NativeRecorder.readStats}; the sources' fields follow from `SourcesStart` on. */
export enum StatsField {
  InRoom,
  TaskState,
  TaskId,
  ClockMs,
  MixDelayMs,
  RecordedSeconds,
  BufferedSeconds,
  BufferBytes,
  BufferCapacityBytes,
  FileBytes,
  BlocksTaken,
  BlocksDropped,
  EventsLost,
  DumpsPending,
  CapturesFailed,
  PeakDbfs,
  RmsDbfs,
  LimiterGainDb,
  SourceCount,
  Paused,
  Degraded,
  DurableSeconds,
  RingBytes,
  SourcesStart,
}

/** Positions within one source's stretch of the array. */
export enum SourceStatsField {
  Source,
  Kind,
  Muted,
  SampleRate,
  Channels,
  BlocksTaken,
  BlocksDropped,
  BlocksLate,
  Gaps,
  GapMs,
  DriftPpm,
  OffsetMs,
  PeakDbfs,
  RmsDbfs,
  Length,
}

export const STATS_MAX_SOURCES = 32;
export const STATS_LENGTH = StatsField.SourcesStart + STATS_MAX_SOURCES * SourceStatsField.Length;
