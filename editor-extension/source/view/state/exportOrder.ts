/** What is asked of the source when something is exported. Pure. */
import type { CaptureDetail, ExportOrder } from '../../shared/captures';
import type { ViewState } from '../engine';

export interface ExportForm {
  part: 'selection' | 'visible' | 'whole';
  format: 'wav' | 'aac' | 'zip';
  /** Places in `lanes`; null: the capture's audio as it was recorded. */
  lanes: readonly number[] | null;
  hashUsers: boolean;
}

/** What a format can be made of; a bundle has the whole capture. */
export const partOf = (format: ExportForm['format'], part: ExportForm['part']): ExportForm['part'] =>
  format === 'zip' ? 'whole' : part;

/** Null: no lane that has audio is chosen. */
export function exportOrder(
  form: ExportForm,
  view: Pick<ViewState, 'selection' | 'range' | 'durationSeconds'>,
  detail: Pick<CaptureDetail, 'lanes'>,
): ExportOrder | null {
  const chosen = partOf(form.format, form.part);
  const range = chosen === 'whole' ? null : chosen === 'selection' ? view.selection.peek() : view.range.peek();
  const part = range
    ? { startSeconds: Math.max(range.from, 0), endSeconds: Math.min(range.to, view.durationSeconds.peek()) }
    : {};
  if (form.format === 'zip') return { format: 'zip', hashUsers: form.hashUsers };
  if (form.lanes === null) return { format: form.format, ...part };
  const lanes = form.lanes.filter((lane) => detail.lanes[lane] !== undefined && detail.lanes[lane].file !== null);
  return lanes.length === 0 ? null : { format: form.format, ...part, lanes };
}
