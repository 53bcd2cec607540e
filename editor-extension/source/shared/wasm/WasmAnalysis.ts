import type {
  Answer,
  Capabilities,
  CaptureInfo,
  Diagnosis,
  Expectation,
  ExportRequest,
  ExportResult,
  LaneMap,
  Loudness,
  RingInfo,
  SpectrogramRequest,
} from '../analysis';

/**
 * The analysis library as WebAssembly, inside a worker: every call blocks until it is done, and throws an AnalysisError
 * or, for a value of the wrong type, a TypeError.
 */
export interface WasmAnalysis {
  capabilities(): Capabilities;
  /** A path of the module's file system; or files that stand beside each other, the capture's audio first. */
  open(what: string | readonly NamedBlob[], options?: { key?: Uint8Array } & BlockingWork): WasmCapture;
  listRings(recoveryFolder: string, key?: Uint8Array): RingInfo[];
  /** As in Analysis. */
  spectrogramOfSamples(samples: Float32Array, channels: number, request: SpectrogramRequest, into: Uint8Array): void;
  /** Why the module cannot be used any more (it ran out of memory, say); undefined as long as it can. */
  readonly broken: string | undefined;
}

export interface WasmCapture {
  info(): CaptureInfo;
  /** How many samples a frame of this lane has. */
  channelsOf(lane: number): number;
  envelope(lane: number, work?: BlockingWork): Uint8Array;
  map(lane: number, work?: BlockingWork): LaneMap;
  loudness(lane: number, work?: BlockingWork): Loudness;
  /** Refused by the module of a page. */
  diagnose(work?: BlockingWork): Diagnosis;
  /** Refused by the module of a page. */
  expect(expectations: readonly Expectation[], work?: BlockingWork): Answer;
  spectrogram(request: SpectrogramRequest, into: Uint8Array, work?: BlockingWork): void;
  read(lane: number, firstFrame: number, into: Float32Array): number;
  adtsIndex(file: number): Uint8Array;
  export(path: string, request: ExportRequest, work?: BlockingWork): ExportResult;
  /** Twice is once. Without it the capture stays open as long as the module. */
  close(): void;
}

/** A file that was dropped or picked. */
export interface NamedBlob {
  /** Without folders. */
  name: string;
  blob: Blob;
}

export interface BlockingWork {
  onProgress?: (done: number) => void;
  /** Asked about ten times a second; true ends the call with an AnalysisError of code 'cancelled'. */
  isCancelled?: () => boolean;
}
