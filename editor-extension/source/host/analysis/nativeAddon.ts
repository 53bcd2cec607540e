/** What voice_recorder_node.node exports (bridges/node-addon). Texts are JSON; errors have a vra_result as `result`. */
export interface NativeAddon {
  readonly abiVersion: number;
  readonly version: string;
  readonly recorderVersion: string;
  readonly recorderFingerprint: string;
  /** Ends the call that was given this number, when it is still on its way. */
  cancel(id: number): void;
  capabilities(): Promise<string>;
  listRings(recoveryFolder: string, key?: Uint8Array): Promise<string>;
  open(path: string, key?: Uint8Array, id?: number, onProgress?: OnProgress): Promise<NativeCapture>;
  spectrogramOfSamples(
    firstFrame: number,
    hopFrames: number,
    columns: number,
    fftFrames: number,
    into: Uint8Array,
    samples: Float32Array,
    channels: number,
  ): Promise<void>;
  recover(
    recoveryFolder: string,
    capturesFolder: string,
    nameTemplate?: string,
    key?: Uint8Array,
    id?: number,
    onProgress?: OnProgress,
  ): Promise<NativeRecoveryReport>;
  wipe(recoveryFolder: string, capturesFolder: string, id?: number): Promise<void>;
}

export interface NativeCapture {
  info(): Promise<string>;
  envelope(lane: number, id?: number, onProgress?: OnProgress): Promise<Uint8Array>;
  map(lane: number, id?: number, onProgress?: OnProgress): Promise<string>;
  loudness(lane: number, id?: number, onProgress?: OnProgress): Promise<string>;
  diagnose(id?: number, onProgress?: OnProgress): Promise<string>;
  expect(request: string, id?: number, onProgress?: OnProgress): Promise<string>;
  spectrogram(
    lane: number,
    firstFrame: number,
    hopFrames: number,
    columns: number,
    fftFrames: number,
    into: Uint8Array,
    id?: number,
    onProgress?: OnProgress,
  ): Promise<void>;
  read(lane: number, firstFrame: number, into: Float32Array): Promise<number>;
  adtsIndex(file: number): Promise<Uint8Array>;
  export(
    path: string,
    startSeconds?: number,
    endSeconds?: number,
    lanes?: Uint32Array,
    quality?: number,
    overwrite?: boolean,
    withSidecar?: boolean,
    id?: number,
    onProgress?: OnProgress,
  ): Promise<string>;
  close(): void;
}

export interface NativeRecoveryReport {
  captures: NativeRecoveredCapture[];
  problems: { path: string; reason: string }[];
}

export interface NativeRecoveredCapture {
  filePath: string;
  sidecarPath: string;
  format: 'wav' | 'aac';
  sampleRate: number;
  channels: number;
  durationSeconds: number;
  startedAtUnixMs: number;
  reason: string;
  origin: 'task' | 'dump' | 'recovered';
  sizeBytes: number;
  peakDbfs: number;
  trackPaths: string[];
  missing: string;
}

export type OnProgress = (done: number) => void;

const FUNCTIONS = ['cancel', 'capabilities', 'listRings', 'open', 'spectrogramOfSamples', 'recover', 'wipe'];

/** Whether what a file exported is this addon. */
export function isNativeAddon(value: unknown): value is NativeAddon {
  if (typeof value !== 'object' || value === null) return false;
  const exported = value as Record<string, unknown>;
  return typeof exported.abiVersion === 'number' && FUNCTIONS.every((name) => typeof exported[name] === 'function');
}
