import type { AnalysisErrorCode } from '../shared/analysis';
import { CaptureError } from '../shared/CaptureError';
import type { CaptureErrorCode } from '../shared/CaptureError';
import { describeSystemError } from './systemErrors';

const CODES: Record<AnalysisErrorCode, CaptureErrorCode> = {
  cancelled: 'cancelled',
  'invalid-parameter': 'refused',
  'not-found': 'not-found',
  unreadable: 'unreadable',
  'not-supported': 'not-supported',
  'key-needed': 'key-needed',
  io: 'io',
  'out-of-memory': 'io',
};

/** Whatever was thrown, as the error that a source gives. What is not known beforehand is an 'io'. */
export function asCaptureError(thrown: unknown): CaptureError {
  if (thrown instanceof CaptureError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const code = (thrown as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && Object.hasOwn(CODES, code)) {
    return new CaptureError(CODES[code as AnalysisErrorCode], message);
  }
  if (code === 'ENOENT') return new CaptureError('not-found', 'the file is not there any more');
  if (code === 'ABORT_ERR') return new CaptureError('cancelled', 'this was cancelled');
  return new CaptureError('io', describeSystemError(thrown));
}
