import type { RecoveredCapture } from './Capture';

/** Something that could not be recovered; it is left as it is. */
export interface RecoveryProblem {
  /** Which file or folder it is about. */
  readonly path: string;
  readonly reason: string;
}

/** What one call of `recover` found. */
export interface RecoveryReport {
  readonly captures: readonly RecoveredCapture[];
  readonly problems: readonly RecoveryProblem[];
}
