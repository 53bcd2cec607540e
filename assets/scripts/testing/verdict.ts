import type { Expectation } from '../../../editor-extension/source/shared/analysis';
import type { KeptCapture } from './HeardCapture';
import { isHeardCapture, ListeningError } from './HeardCapture';
import type { HeardCapture, ListeningErrorCode } from './HeardCapture';

export interface Verdict {
  readonly pass: boolean;
  readonly code: ListeningErrorCode;
  /** What was expected, what is the case, and where the capture is when it is not so. */
  readonly message: string;
}

/** Listens, and keeps the capture when it is not as expected. Throws on what is no capture, or no expectation. */
export async function verdictOf(heard: unknown, expectation: Expectation, testName: string): Promise<Verdict> {
  if (!isHeardCapture(heard)) {
    throw new ListeningError('bad-use', `a capture that recordWhile gave is needed, got ${shown(heard)}`);
  }
  const { results } = await listen(heard, expectation);
  const [result] = results;
  if (result === undefined) throw new ListeningError('bad-use', 'the analysis gave no answer');
  const told = `expected ${result.expected}\n${result.message}`;
  if (result.pass) return { pass: true, code: 'failed', message: told };
  const kept = await heard.keep(testName);
  return { pass: false, code: result.checkable ? 'failed' : 'not-checkable', message: `${told}\n${places(kept)}` };
}

async function listen(heard: HeardCapture, expectation: Expectation): ReturnType<HeardCapture['listen']> {
  try {
    return await heard.listen([expectation]);
  } catch (error) {
    if (error instanceof Error && (error as { code?: unknown }).code === 'invalid-parameter') {
      throw new ListeningError('bad-use', error.message.replace(/^expectations\[0\]: /, ''));
    }
    throw error;
  }
}

function places({ capturePath, reportPath }: KeptCapture): string {
  return `capture: ${capturePath}${reportPath === '' ? '' : `\nreport:  ${reportPath}`}`;
}

function shown(value: unknown): string {
  return value instanceof Promise ? 'a promise: await it' : value === null ? 'null' : typeof value;
}
