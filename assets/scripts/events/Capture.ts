/** A finished file. */
export interface Capture {
  /** Number for `retry` and `discard`, unique in its recorder; 0: none. */
  readonly captureId: number;
  readonly filePath: string;
  /** `filePath` + `.json`; empty when it could not be written. */
  readonly sidecarPath: string;
  readonly format: 'wav' | 'aac';
  /** Hz. */
  readonly sampleRate: number;
  readonly channels: number;
  /** Of the valid audio. */
  readonly durationSeconds: number;
  /** UTC of the first valid frame. */
  readonly startedAt: Date;
  readonly reason: string;
  readonly origin: 'task' | 'dump' | 'recovered';
  readonly sizeBytes: number;
  /** Of the valid audio; -120 is silence. */
  readonly peakDbfs: number;
  /** The files of single users, of the same length; empty without `tracks: 'separate'`. */
  readonly trackPaths: readonly string[];
}

/** A capture that a recovery has made of what a dead process left. */
export interface RecoveredCapture extends Capture {
  /** What of it could not be had, in words; empty when nothing lacks. */
  readonly missing: string;
}
