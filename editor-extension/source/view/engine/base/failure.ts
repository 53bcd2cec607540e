import { CAPTURE_ERROR_CODES } from '../../../shared/captures';
import type { CaptureErrorBody } from '../../../shared/captures';

type Code = CaptureErrorBody['code'];
/** What a source or a worker rejected with; without a code of ours it is 'io'. */
export function failureOf(error: unknown): { code: Code; message: string } {
  const message = error instanceof Error ? error.message : String(error);
  const given = (error as { code?: unknown } | null)?.code;
  const code = CAPTURE_ERROR_CODES.find((known) => known === given);
  if (code !== undefined) return { code, message };
  return { code: error instanceof DOMException && error.name === 'AbortError' ? 'cancelled' : 'io', message };
}
