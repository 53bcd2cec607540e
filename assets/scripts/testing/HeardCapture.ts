import type { Answer, Expectation } from '../../../editor-extension/source/shared/analysis';

/** What was recorded while a test ran. */
export interface HeardCapture {
  /** The file; its sidecar and tracks stand beside it. It goes with the process, unless a failure keeps it. */
  readonly filePath: string;
  readonly durationSeconds: number;
  /** Holds it against expectations; those that fail are told, not thrown. */
  listen(expectations: readonly Expectation[]): Promise<Answer>;
  /** Copies it and a page about it into the folder for artefacts, named after a test; once for each name. */
  keep(testName: string): Promise<KeptCapture>;
  /** Removes its files now; what was kept stays. */
  discard(): void;
}

export interface KeptCapture {
  readonly capturePath: string;
  /** A page that stands alone; '' when it could not be made. */
  readonly reportPath: string;
}

/** `failed`: what is heard is not what was expected; `not-checkable`: the capture cannot tell; `bad-use`: of the test. */
export type ListeningErrorCode = 'failed' | 'not-checkable' | 'bad-use';

/** What the assertions throw, and all that goes wrong while a test is recorded. */
export class ListeningError extends Error {
  constructor(
    readonly code: ListeningErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'ListeningError';
  }
}

export function isHeardCapture(value: unknown): value is HeardCapture {
  return typeof value === 'object' && value !== null && 'listen' in value && 'keep' in value;
}
