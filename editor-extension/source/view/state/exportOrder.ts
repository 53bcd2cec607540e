/** What is asked of the source when something is exported. Pure. */
import type { CaptureDetail, ExportFormat, ExportOrder } from '../../shared/captures';
import type { ViewState } from '../engine';

export interface ExportForm {
  part: 'selection' | 'visible' | 'whole';
  format: ExportFormat;
  /** Places in `lanes`; null: the capture's audio as it was recorded. */
  lanes: readonly number[] | null;
  hashUsers: boolean;
}

/** A bundle and a report are of the whole capture. */
export const isWhole = (format: ExportFormat): format is 'zip' | 'html' => format === 'zip' || format === 'html';

/** What a format can be made of. */
export const partOf = (format: ExportForm['format'], part: ExportForm['part']): ExportForm['part'] =>
  isWhole(format) ? 'whole' : part;

/** What becomes of the audio; a key of the page's texts. Null: nothing that has to be said. */
export type ExportNote = 'copied' | 'copiedFrames' | 'decoded' | 'recoded' | 'encoded';

/** As the analysis does it: AAC as it was recorded is copied in whole frames, everything else is decoded. */
export function exportNote(
  form: Pick<ExportForm, 'part' | 'format' | 'lanes'>,
  recorded: 'wav' | 'aac',
  able: readonly ExportForm['format'][],
): ExportNote | null {
  if (isWhole(form.format)) return null;
  if (recorded === 'wav') return form.format === 'aac' ? 'encoded' : null;
  // Who can choose nothing else need not be told of it.
  if (form.format === 'wav') return able.includes('aac') ? 'decoded' : null;
  if (form.lanes !== null) return 'recoded';
  return form.part === 'whole' ? 'copied' : 'copiedFrames';
}

/** Null: no lane that has audio is chosen. */
export function exportOrder(
  form: ExportForm,
  view: Pick<ViewState, 'selection' | 'range' | 'durationSeconds'>,
  detail: Pick<CaptureDetail, 'lanes'>,
  language: 'en' | 'zh' = 'en',
): ExportOrder | null {
  const chosen = partOf(form.format, form.part);
  const range = chosen === 'whole' ? null : chosen === 'selection' ? view.selection.peek() : view.range.peek();
  const part = range
    ? { startSeconds: Math.max(range.from, 0), endSeconds: Math.min(range.to, view.durationSeconds.peek()) }
    : {};
  if (form.format === 'zip') return { format: 'zip', hashUsers: form.hashUsers };
  if (form.format === 'html') return { format: 'html', language };
  if (form.lanes === null) return { format: form.format, ...part };
  const lanes = form.lanes.filter((lane) => detail.lanes[lane] !== undefined && detail.lanes[lane].file !== null);
  return lanes.length === 0 ? null : { format: form.format, ...part, lanes };
}
