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

/** Null: no lane that has audio is chosen. */
export function exportOrder(
  form: ExportForm,
  view: Pick<ViewState, 'selection' | 'range' | 'durationSeconds'>,
  detail: Pick<CaptureDetail, 'lanes'>,
): ExportOrder | null {
  const range = form.part === 'whole' ? null : form.part === 'selection' ? view.selection.peek() : view.range.peek();
  const part = range
    ? { startSeconds: Math.max(range.from, 0), endSeconds: Math.min(range.to, view.durationSeconds.peek()) }
    : {};
  if (form.format === 'zip') return { format: 'zip', ...part, hashUsers: form.hashUsers };
  if (form.lanes === null) return { format: form.format, ...part };
  const lanes = form.lanes.filter((lane) => detail.lanes[lane] !== undefined && detail.lanes[lane].file !== null);
  return lanes.length === 0 ? null : { format: form.format, ...part, lanes };
}
