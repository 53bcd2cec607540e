/**
 * What the analysis library gives, as native/plugins/voice-recorder/doc/analysis.md describes it, and the interface that
 * its two builds have in common: the Node addon and WebAssembly. Pure types: no Node, no DOM, no editor.
 */

export type LaneKind = 'mix' | 'local' | 'remote' | 'remoteMix' | 'channel';
export type Codec = 'pcm8' | 'pcm16' | 'pcm24' | 'pcm32' | 'float32' | 'float64' | 'aac-lc';

/** A stretch in seconds from the first valid frame. */
export interface Stretch {
  startSeconds: number;
  seconds: number;
}

export interface LaneInfo {
  kind: LaneKind;
  user: string;
  label: string;
  sourceId: number | null;
  /** Place in `files`; null: it has levels but no audio of its own. */
  file: number | null;
  /** Channel of that file; null: all of them. */
  channel: number | null;
  channels: number;
  features: boolean;
  gaps: Stretch[];
}

export interface AudioFileInfo {
  name: string;
  bytes: number;
  codec: Codec;
  sampleRate: number;
  channels: number;
  frames: number;
  dataOffset: number;
  dataBytes: number;
  /** Bytes of one frame of PCM; 0 for AAC. */
  frameBytes: number;
  /** Its bytes are the audio; false: encrypted, or a ring. */
  plain: boolean;
}

export interface CaptureInfo {
  version: 1;
  path: string;
  file: string;
  bytes: number;
  container: 'wav' | 'rf64' | 'adts' | 'ring';
  codec: Codec;
  sampleRate: number;
  channels: number;
  layout: 'mix' | 'split';
  fileFrames: number;
  validStart: number;
  validFrames: number;
  durationSeconds: number;
  unfinished: boolean;
  encrypted: boolean;
  decodable: boolean;
  problems: string[];
  sidecar: Sidecar | null;
  lanes: LaneInfo[];
  files: AudioFileInfo[];
}

/** The plain sidecar of a capture, doc/capture-format.md; keys of versions 1 and 2, so most may be absent. */
export interface Sidecar {
  version: number;
  id?: string;
  generator?: { name: string; version: string };
  file: string;
  format: 'wav' | 'aac';
  encoder?: string;
  bitRate?: number;
  sampleRate: number;
  channels: number;
  layout?: 'mix' | 'split';
  position?: string;
  origin: 'task' | 'dump' | 'recovered';
  reason: string;
  room: string;
  user: string;
  startedAt: string;
  startedAtUnixMs: number;
  /** On the recorder's clock. */
  startMonotonicMs?: number;
  durability?: string;
  about?: Record<string, unknown> | null;
  durationSeconds: number;
  validStart: number;
  validFrames: number;
  fileFrames: number;
  fileBytes?: number;
  /** Of a file that was cut out of a capture: the capture's audio file, and the range of its valid audio. */
  cutOf?: { file: string; startSeconds: number; endSeconds: number; gainDb?: number };
  mixDelayMs?: number;
  peakDbfs?: number;
  rmsDbfs?: number;
  loudnessLufs?: number | null;
  sources?: SidecarSource[];
  markers?: SidecarMarker[];
  statistics?: { seconds: number; frame: number; data: unknown }[];
  missing?: (Stretch & { firstFrame: number; frames: number; why: string })[];
  problems?: string[];
  tracks?: {
    file: string;
    kind: 'local' | 'remote' | 'remoteMix';
    user: string;
    channels: number;
    fileBytes: number;
  }[];
  features?: { file: string; cells: number; cellMs: number; firstCellOffsetFrames: number } | null;
  /** In a plain sidecar null. */
  encrypted?: unknown;
  pinned?: boolean;
  note?: string;
  /** As `readDiagnosis` of shared/diagnosis.ts takes it: anybody may have written it. */
  diagnosis?: unknown;
}

export interface SidecarSource {
  id: number;
  kind: 'local' | 'remote' | 'remoteMix';
  user: string;
  label: string;
  sampleRate: number;
  channels: number;
  blocksTaken: number;
  blocksDropped: number;
  blocksLate: number;
  driftPpm: number | null;
  peakDbfs: number;
  rmsDbfs: number;
  loudnessLufs?: number | null;
  gaps: (Stretch & { firstFrame: number; frames: number })[];
}

export interface SidecarMarker {
  seconds: number;
  frame: number;
  label: string;
  source: string;
  data: unknown;
  fromGame: boolean;
}

export interface LaneMap {
  basis: 'features' | 'audio';
  approximate: boolean;
  silence: [number, number][];
  zeros: [number, number][];
  gaps: [number, number][];
  clipping: [number, number, number][];
  clippedSamples: number;
  truncated: boolean;
}

export interface Loudness {
  integratedLufs: number | null;
  rangeLu: number;
  truePeakDbtp: number;
  samplePeakDbfs: number;
  stepSeconds: number;
  shortTermLufs: (number | null)[];
  approximate: boolean;
}

/** A text in each language of the viewer. */
export interface Wording {
  en: string;
  zh: string;
}

/** A measured number; `unit` is empty for a count. */
export interface Quantity {
  name: string;
  value: number;
  unit: string;
}

export type Severity = 'error' | 'warning' | 'info';

/** A fault with its place, doc/diagnosis.md. */
export interface Finding {
  id: string;
  /** Which form of the fault, or empty. */
  form: string;
  severity: Severity;
  /** 0 to 1: how sure it is that there is such a fault. */
  confidence: number;
  /** Place in `lanes`; null: the whole capture. */
  lane: number | null;
  /** Of that lane, or empty. */
  kind: LaneKind | '';
  user: string;
  startSeconds: number;
  seconds: number;
  quantity: Quantity;
  more: Quantity[];
  /** Read from AAC alone. */
  approximate: boolean;
  sentence: Wording;
}

export interface Check {
  id: string;
  lane: number | null;
  state: 'ok' | 'found' | 'not-checkable';
  basis: 'audio' | 'features' | 'sidecar' | '';
  /** Why it is not checkable, else null. */
  why: Wording | null;
}

export interface FaultTexts {
  name: Wording;
  /** What may be behind it and what to check next, the likeliest first; none where it was not found. */
  causes: Wording[];
}

export interface Diagnosis {
  version: 1;
  /** Changes whenever a detector, a threshold or a text does. */
  detectors: number;
  durationSeconds: number;
  lossy: boolean;
  findings: Finding[];
  /** How many findings are not listed. */
  leftOut: number;
  checks: Check[];
  /** Of each fault that was looked for. */
  texts: Record<string, FaultTexts>;
}

/** Whose sound; without either what an expectation is of by itself: the mix, or every lane that is checked for faults. */
export interface ExpectedSide {
  side?: 'local' | 'remote' | 'mix';
  /** A user of either side. */
  user?: string;
}

/** Seconds of the capture; without them all of it. */
export interface ExpectedPlace {
  startSeconds?: number;
  endSeconds?: number;
}

/** What a test expects of a capture: doc/expectations.md. `not`: that it is not so. */
export type Expectation = { not?: boolean } & (
  | ({ expect: 'hearSpeech'; atLeastSeconds?: number } & ExpectedSide & ExpectedPlace)
  | ({ expect: 'silent'; belowDbfs?: number } & ExpectedSide & ExpectedPlace)
  | ({ expect: 'tone'; hz: number; toleranceHz?: number; atLeastSeconds?: number } & ExpectedSide & ExpectedPlace)
  | ({ expect: 'noDropouts'; longerThanMs?: number } & ExpectedSide & ExpectedPlace)
  | ({ expect: 'noClipping' } & ExpectedSide & ExpectedPlace)
  | ({ expect: 'noEcho' } & ExpectedPlace)
  | ({ expect: 'noFindings'; except?: string[]; checked?: string[] } & ExpectedSide & ExpectedPlace)
  | ({ expect: 'loudness'; minLufs?: number; maxLufs?: number } & ExpectedSide & ExpectedPlace)
  | { expect: 'lasts'; seconds: number; toleranceSeconds?: number }
);

export interface ExpectationResult {
  expect: Expectation['expect'];
  not: boolean;
  pass: boolean;
  /** false: this capture does not have what it takes, so that it fails, also with `not`. */
  checkable: boolean;
  /** "speech of remote user 2 between 1.00 s and 3.00 s" */
  expected: string;
  /** What is the case: "remote user 2: 3 dropouts (80, 120, 60 ms) between 4.20 s and 6.00 s". */
  message: string;
  measured: ({ lane: number | null } & Quantity)[];
  findings: {
    id: string;
    form: string;
    lane: number | null;
    startSeconds: number;
    seconds: number;
    sentence: string;
  }[];
}

export interface Answer {
  version: 1;
  durationSeconds: number;
  /** All pass. */
  pass: boolean;
  /** In the order of the expectations. */
  results: ExpectationResult[];
}

export interface SpectrogramRequest {
  lane: number;
  /** The middle of the first column's window. */
  firstFrame: number;
  hopFrames: number;
  /** 1 to 16384. */
  columns: number;
  /** 64 to 16384, a power of two. */
  fftFrames: number;
}

export interface ExportRequest {
  startSeconds?: number;
  endSeconds?: number;
  /** Which lanes are mixed into the file; absent: the capture's audio as it is. */
  lanes?: number[];
  quality?: 0 | 1 | 2;
  overwrite?: boolean;
  withSidecar?: boolean;
}

export interface ExportResult {
  file: string;
  sampleRate: number;
  channels: number;
  durationSeconds: number;
  /** The bytes were copied and nothing was encoded again. */
  copied: boolean;
  /** At most 0: by which a sum of lanes was made quieter, so that it stays within full scale. */
  gainDb: number;
  /** Of floats beyond full scale, which were cut there. */
  clippedSamples: number;
}

export interface Work {
  /** Ends the call with an AnalysisError of code 'cancelled'. */
  signal?: AbortSignal;
  /** 0 to 1, about ten times a second. */
  onProgress?: (done: number) => void;
}

/** Errors reject with an Error that has one of these as `code`, and says what was wrong and what to do. */
export type AnalysisErrorCode =
  | 'cancelled'
  | 'invalid-parameter'
  | 'not-found'
  | 'unreadable'
  | 'not-supported'
  | 'key-needed'
  | 'io'
  | 'out-of-memory';

export interface Capabilities {
  version: string;
  abiVersion: number;
  /** As in a Diagnosis. */
  detectors: number;
  fingerprint: string;
  encryption: boolean;
  aacEncoder: string | null;
  aacDecoder: { name: string | null; tried: string[] };
}

export interface RingInfo {
  path: string;
  pins: string[];
  live: boolean;
  startedAt: string;
  seconds: number;
  bytes: number;
  encrypted: boolean;
}

/** One build of the analysis library. Nothing blocks the calling thread. */
export interface Analysis {
  readonly kind: 'addon' | 'wasm';
  capabilities(): Promise<Capabilities>;
  open(path: string, options?: { key?: Uint8Array } & Work): Promise<OpenCapture>;
  /** Without the key of an encrypted ring its pins are not listed. */
  listRings(recoveryFolder: string, options?: { key?: Uint8Array }): Promise<RingInfo[]>;
  /** Fills `into` (columns x (fftFrames / 2 + 1) bytes) from interleaved samples; the request's lane is not used. */
  spectrogramOfSamples(
    samples: Float32Array,
    channels: number,
    request: SpectrogramRequest,
    into: Uint8Array,
  ): Promise<void>;
}

/** Calls on one capture wait for each other. Without `close` it is closed when it is collected. */
export interface OpenCapture {
  info(): Promise<CaptureInfo>;
  /** An envelope file. */
  envelope(lane: number, work?: Work): Promise<Uint8Array>;
  map(lane: number, work?: Work): Promise<LaneMap>;
  loudness(lane: number, work?: Work): Promise<Loudness>;
  /** All lanes at once; refused with 'not-supported' where a page reads dropped files. */
  diagnose(work?: Work): Promise<Diagnosis>;
  /** Holds it against what a test expects; an expectation that fails is told, not thrown. Not in a page. */
  expect(expectations: readonly Expectation[], work?: Work): Promise<Answer>;
  spectrogram(request: SpectrogramRequest, into: Uint8Array, work?: Work): Promise<void>;
  /** How many frames were read; `into` has frames x the lane's channels samples, interleaved. */
  read(lane: number, firstFrame: number, into: Float32Array): Promise<number>;
  /** An ADTS index file. */
  adtsIndex(file: number): Promise<Uint8Array>;
  export(path: string, request: ExportRequest, work?: Work): Promise<ExportResult>;
  close(): void;
}
