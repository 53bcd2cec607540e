import { ReturnCode } from './ReturnCode';

/** The one error of this package: what the idiomatic calls throw and reject with. */
export class VoiceRecorderError extends Error {
  /**
   * A {@link ReturnCode} when a call was refused; a `RecordingCode` (1, 2 or 4) when an accepted start or stop failed
   * later.
   */
  readonly code: number;
  /** The capture that failed and is kept until `retry` or `discard`; undefined where there is none. */
  readonly captureId: number | undefined;

  constructor(code: number, message: string, captureId?: number) {
    super(message);
    this.name = 'VoiceRecorderError';
    this.code = code;
    this.captureId = captureId;
  }
}

/** A {@link VoiceRecorderError} with code 30003. */
export function invalidParameter(message: string): VoiceRecorderError {
  return new VoiceRecorderError(ReturnCode.InvalidParameter, message);
}

/** A {@link VoiceRecorderError} with code 30005. */
export function invalidState(message: string): VoiceRecorderError {
  return new VoiceRecorderError(ReturnCode.InvalidState, message);
}
