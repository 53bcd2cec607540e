import type { AnalysisErrorCode } from './analysis';

/** vra_result of voice_recorder_analysis.h, by number; 0 is no error. */
const CODES: readonly (AnalysisErrorCode | undefined)[] = [
  undefined,
  'cancelled',
  'invalid-parameter',
  'not-found',
  'unreadable',
  'not-supported',
  'key-needed',
  'io',
  'out-of-memory',
];

/** The one error of the analysis: the message says what was wrong, what was expected and what to do. */
export class AnalysisError extends Error {
  override readonly name = 'AnalysisError';

  constructor(
    readonly code: AnalysisErrorCode,
    message: string,
  ) {
    super(message);
  }

  /** The error of a vra_result that is not VRA_OK. */
  static ofResult(result: number, message: string): AnalysisError {
    const code = CODES[result];
    if (code === undefined) return new AnalysisError('io', `${message} (a result that is not known: ${result})`);
    return new AnalysisError(code, message === '' ? code : message);
  }
}

/** A value of the wrong type: a TypeError that has the code of an AnalysisError. */
export function wrongType(what: string, expected: string, got: unknown): TypeError {
  const error = new TypeError(`${what}: expected ${expected}, got ${describe(got)}`);
  return Object.assign(error, { code: 'invalid-parameter' as const });
}

/** A value of the right type that is not allowed. */
export function notAllowed(what: string, expected: string, got: unknown): AnalysisError {
  return new AnalysisError('invalid-parameter', `${what}: expected ${expected}, got ${describe(got)}`);
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `"${value.slice(0, 60)}" (string)`;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return `${String(value)} (${typeof value})`;
  }
  if (typeof value !== 'object') return typeof value;
  const name = (value as { constructor?: { name?: unknown } }).constructor?.name;
  return typeof name === 'string' && name !== '' ? name : 'object';
}
