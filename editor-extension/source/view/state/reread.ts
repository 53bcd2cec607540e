/** What is looked at stays when a capture is read again. Pure. */
import type { LaneInfo } from '../../shared/analysis';
import type { CaptureDetail } from '../../shared/captures';
import type { ViewState } from '../engine';
import { clampRange, clampTime } from './view';

const sameLane = (a: LaneInfo, b: LaneInfo): boolean =>
  a.kind === b.kind && a.user === b.user && a.sourceId === b.sourceId && a.channel === b.channel;

interface Looked {
  readonly detail: CaptureDetail;
  readonly view: ViewState;
}

/** Everything that a person has set in `before`, as far as the capture still has it. Lanes may have come meanwhile. */
export function keepLooking(before: Looked, { detail, view }: Looked): void {
  const { durationSeconds } = detail;
  const selection = before.view.selection.peek();
  view.range.value = clampRange(before.view.range.peek(), durationSeconds);
  view.position.value = clampTime(before.view.position.peek(), durationSeconds);
  if (selection && selection.from < durationSeconds) view.selection.value = clampRange(selection, durationSeconds);
  for (const what of ['spectrogram', 'loudness', 'normalise', 'loop'] as const)
    view[what].value = before.view[what].peek();
  view.speed.value = before.view.speed.peek();
  detail.lanes.forEach((lane, place) => {
    const earlier = before.detail.lanes.findIndex((other) => sameLane(lane, other));
    const [from, to] = [before.view.lanes[earlier], view.lanes[place]];
    if (!from || !to) return;
    to.solo.value = from.solo.peek();
    to.muted.value = from.muted.peek();
    to.gainDb.value = from.gainDb.peek();
    to.folded.value = from.folded.peek();
    if (before.view.focusedLane.peek() === earlier) view.focusedLane.value = place;
  });
}
