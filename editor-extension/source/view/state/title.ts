import type { CaptureSummary } from '../../shared/captures';
import type { Texts } from '../i18n/texts';

/** A reason in the page's language where it is a word of the recorder, as the game gave it otherwise. */
export const reasonText = (reason: string, texts: Texts): string => texts.list.reasons[reason] ?? reason;

/** What a capture is called. A recording of a whole task has no reason but a file name that the game chose. */
export function titleOf({ reason, file }: Pick<CaptureSummary, 'reason' | 'file'>, texts: Texts): string {
  const said = reasonText(reason, texts);
  return reason === 'task' ? `${said} · ${file}` : said || file;
}
