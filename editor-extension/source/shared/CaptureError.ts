import type { CaptureErrorBody } from './captures';

export type CaptureErrorCode = CaptureErrorBody['code'];

/** Every failure of a CaptureSource, on either side of a server or a port. The message is meant for people. */
export class CaptureError extends Error {
  override readonly name = 'CaptureError';

  constructor(
    readonly code: CaptureErrorCode,
    message: string,
  ) {
    super(message);
  }

  /** What goes over a wire. */
  body(): CaptureErrorBody {
    return { code: this.code, message: this.message };
  }

  static of({ code, message }: CaptureErrorBody): CaptureError {
    return new CaptureError(code, message);
  }
}
