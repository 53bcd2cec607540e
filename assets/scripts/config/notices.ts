import { argument, oneOf } from './fields';
import { optionalText } from './text';

/** What happens to the app or the machine around a recording. */
export type Notice = 'background' | 'foreground' | 'interruptionBegan' | 'interruptionEnded' | 'deviceChanged';

/** The notices in the order of their native numbers. */
export const NOTICES: readonly Notice[] = [
  'background',
  'foreground',
  'interruptionBegan',
  'interruptionEnded',
  'deviceChanged',
];

/** Checks what `notify` takes; throws 30003 that says what was expected. */
export function checkNotice(notice: unknown, text: unknown): { notice: number; text: string } {
  const checked = oneOf<Notice>(argument('notice', notice), 'notice', NOTICES, 'background');
  return { notice: NOTICES.indexOf(checked), text: optionalText('text', text, '') };
}
