import type { CaptureErrorBody } from '../../../shared/captures';

type Code = CaptureErrorBody['code'];
const CODES: readonly Code[] = [
  'not-found',
  'unreadable',
  'not-supported',
  'key-needed',
  'io',
  'refused',
  'lost',
  'cancelled',
  'busy',
];

/** What a source or a worker rejected with; without a code of ours it is 'io'. */
export function failureOf(error: unknown): { code: Code; message: string } {
  const message = error instanceof Error ? error.message : String(error);
  const given = (error as { code?: unknown } | null)?.code;
  const code = CODES.find((known) => known === given);
  if (code !== undefined) return { code, message };
  return { code: error instanceof DOMException && error.name === 'AbortError' ? 'cancelled' : 'io', message };
}
