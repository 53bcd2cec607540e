import type { OutgoingHttpHeaders } from 'node:http';
import { asCaptureError } from '../host/captureErrors';
import type { CaptureErrorCode } from '../shared/CaptureError';

/** A refusal with its status; the message goes to the client. */
export class HttpError extends Error {
  override readonly name = 'HttpError';

  constructor(
    readonly status: number,
    readonly code: CaptureErrorCode,
    message: string,
    readonly headers: OutgoingHttpHeaders = {},
  ) {
    super(message);
  }
}

const STATUS: Record<CaptureErrorCode, number> = {
  'not-found': 404,
  unreadable: 422,
  'not-supported': 501,
  'key-needed': 403,
  io: 500,
  refused: 400,
  'no-token': 401,
  lost: 503,
  cancelled: 499,
  busy: 409,
};

/** Whatever was thrown, with its status. */
export function asHttpError(thrown: unknown): HttpError {
  if (thrown instanceof HttpError) return thrown;
  const { code, message } = asCaptureError(thrown);
  return new HttpError(STATUS[code], code, message);
}
