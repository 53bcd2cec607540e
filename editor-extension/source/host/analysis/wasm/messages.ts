import type {
  AnalysisErrorCode,
  Answer as ExpectationAnswer,
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
} from '../../../shared/analysis';

/** What the worker of the WebAssembly build is asked, and what each of these gives. A capture is a number. */
export interface WorkerCalls {
  capabilities: { takes: Record<never, never>; gives: Capabilities };
  open: { takes: { path: string; key?: Uint8Array }; gives: number };
  listRings: { takes: { recoveryFolder: string; key?: Uint8Array }; gives: RingInfo[] };
  spectrogramOfSamples: {
    takes: { samples: Float32Array; channels: number; request: SpectrogramRequest; bytes: number };
    gives: Uint8Array;
  };
  info: { takes: { capture: number }; gives: CaptureInfo };
  envelope: { takes: { capture: number; lane: number }; gives: Uint8Array };
  map: { takes: { capture: number; lane: number }; gives: LaneMap };
  loudness: { takes: { capture: number; lane: number }; gives: Loudness };
  diagnose: { takes: { capture: number }; gives: Diagnosis };
  expect: { takes: { capture: number; expectations: readonly Expectation[] }; gives: ExpectationAnswer };
  spectrogram: { takes: { capture: number; request: SpectrogramRequest; bytes: number }; gives: Uint8Array };
  read: {
    takes: { capture: number; lane: number; firstFrame: number; samples: number };
    gives: { frames: number; channels: number; samples: Float32Array };
  };
  adtsIndex: { takes: { capture: number; file: number }; gives: Uint8Array };
  export: { takes: { capture: number; path: string; request: ExportRequest }; gives: ExportResult };
  close: { takes: { capture: number }; gives: null };
}

export type CallName = keyof WorkerCalls;

export interface CallMessage<Name extends CallName = CallName> {
  id: number;
  name: Name;
  takes: WorkerCalls[Name]['takes'];
  /** One number that is not 0 when the call is to end; read while it runs, when no message is. */
  cancelled?: SharedArrayBuffer;
  /** Progress is wanted. */
  listens: boolean;
}

export type Answer =
  | { kind: 'progress'; id: number; done: number }
  | { kind: 'value'; id: number; value: unknown }
  /** `broken`: the worker cannot be used any more. */
  | { kind: 'error'; id: number; code: AnalysisErrorCode; message: string; isType: boolean; broken: boolean };

export interface WorkerStart {
  /** The path of voice_recorder_analysis.mjs. */
  module: string;
}
