/** Answers of the server as values and errors. Pure. */
import { CAPTURE_ERROR_CODES } from '../../shared/captures';
import type { CaptureErrorBody } from '../../shared/captures';
import { CaptureError } from '../../shared/CaptureError';
import type { CaptureErrorCode } from '../../shared/CaptureError';

function codeOfStatus(status: number): CaptureErrorCode {
  if (status === 401) return 'no-token';
  if (status === 403 || status === 405) return 'refused';
  if (status === 404 || status === 410) return 'not-found';
  return status === 429 || status === 503 ? 'busy' : 'io';
}

export function errorOfAnswer(status: number, text: string): CaptureError {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && 'code' in body && 'message' in body) {
      const code = CAPTURE_ERROR_CODES.find((known) => known === body.code);
      if (code && typeof body.message === 'string') return CaptureError.of({ code, message: body.message });
    }
  } catch {
    // Not of our server: a proxy, or another program on this port.
  }
  return new CaptureError(codeOfStatus(status), `the server answered ${status}`);
}

/** A fetch that rejected: the caller ended it, or there is no server. */
export function errorOfFetch(error: unknown, aborted: boolean): CaptureErrorBody & Error {
  if (error instanceof CaptureError) return error;
  if (aborted) return new CaptureError('cancelled', 'ended by the page');
  return new CaptureError('lost', error instanceof Error ? error.message : String(error));
}

/** The name in a Content-Disposition, without folders. */
export function fileNameOf(disposition: string | null, otherwise: string): string {
  const extended = /filename\*\s*=\s*UTF-8''([^;]+)/i.exec(disposition ?? '');
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition ?? '');
  let name = plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2] ?? '';
  try {
    if (extended?.[1]) name = decodeURIComponent(extended[1].trim());
  } catch {
    // The plain name stands for one that is not encoded well.
  }
  const last = name.split(/[/\\]/).pop() ?? '';
  return last === '' ? otherwise : last;
}
