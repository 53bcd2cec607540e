/** Where a capture opens: the last seconds before the key was pressed. Pure. */
import type { CaptureDetail } from '../../shared/captures';
import type { Range } from '../engine';
import { LAST_SECONDS, clampRange, clampTime } from './view';

/** What was recorded behind the anchor is shown up to here, so that its line is not the edge. */
const AFTER_SECONDS = 1;

type Anchored = Pick<CaptureDetail, 'sidecar' | 'durationSeconds'>;

/** The last press of the key, else the last dump, else null. */
export function keyPress(detail: Anchored): number | null {
  const ours = (detail.sidecar?.markers ?? []).filter(({ fromGame }) => !fromGame);
  for (const label of ['hotkey', 'dump']) {
    const found = ours.filter((marker) => marker.label === label && Number.isFinite(marker.seconds));
    const last = found.reduce((latest, { seconds }) => Math.max(latest, seconds), -Infinity);
    if (found.length > 0) return clampTime(last, detail.durationSeconds);
  }
  return null;
}

export const anchor = (detail: Anchored): number => keyPress(detail) ?? detail.durationSeconds;

/** Ten seconds before the anchor, and up to one behind it. */
export function lastSeconds(detail: Anchored): Range {
  const at = anchor(detail);
  const to = Math.min(at + AFTER_SECONDS, detail.durationSeconds);
  const from = Math.max(at - LAST_SECONDS, 0);
  return clampRange({ from, to }, detail.durationSeconds);
}
