import type { Expectation } from '../../../editor-extension/source/shared/analysis';
import { ListeningError } from './HeardCapture';
import type { HeardCapture } from './HeardCapture';
import { verdictOf } from './verdict';

/**
 * For any test runner: resolves when the capture is as expected, otherwise rejects with a {@link ListeningError} that
 * names side, place and quantity. The capture and its report are kept then, under `testName`.
 *
 *     await assertHears(heard, expectations.speech({ from: { user: 'ann' } }), 'ann is heard');
 */
export async function assertHears(heard: HeardCapture, expectation: Expectation, testName = 'test'): Promise<void> {
  const { pass, code, message } = await verdictOf(heard, expectation, testName);
  if (!pass) throw new ListeningError(code, message);
}
