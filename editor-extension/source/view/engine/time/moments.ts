import type { SidecarMarker } from '../../../shared/analysis';
import type { CaptureDetail } from '../../../shared/captures';
import type { Finding, TimedNote } from '../../engine';
import { keyPress } from '../../state/opening';
import { clampTime } from '../../state/view';

export type MomentKind = 'key' | 'game' | 'own' | 'note' | 'finding';

/** Something with a name at a moment of the time line. */
export interface Moment {
  readonly seconds: number;
  readonly kind: MomentKind;
  readonly label: string;
}

const ORDER: readonly MomentKind[] = ['key', 'finding', 'note', 'game', 'own'];

/** In order of time; what stands at the same moment in order of weight. */
export function momentsOf(
  detail: Pick<CaptureDetail, 'sidecar' | 'durationSeconds'>,
  notes: readonly TimedNote[],
  findings: readonly Finding[],
  labelOf: (marker: SidecarMarker) => string,
): Moment[] {
  const markers = detail.sidecar?.markers ?? [];
  const key = keyPress(detail);
  const anchors = markers.filter(
    ({ fromGame, seconds, label }) =>
      !fromGame && clampTime(seconds, detail.durationSeconds) === key && ['hotkey', 'dump'].includes(label),
  );
  // A press of the key is also what asks for the dump.
  const anchor = anchors.find(({ label }) => label === 'hotkey') ?? anchors[0];
  const moments: Moment[] = markers
    .filter((marker) => !anchors.includes(marker))
    .map((marker) => ({
      seconds: marker.seconds,
      label: labelOf(marker),
      kind: marker.fromGame ? ('game' as const) : ('own' as const),
    }));
  if (anchor && key !== null) moments.push({ seconds: key, kind: 'key', label: labelOf(anchor) });
  for (const { seconds, text } of notes) moments.push({ seconds, kind: 'note', label: text });
  for (const { startSeconds, label } of findings) moments.push({ seconds: startSeconds, kind: 'finding', label });
  const weight = (moment: Moment): number => ORDER.indexOf(moment.kind);
  return moments.sort((a, b) => a.seconds - b.seconds || weight(a) - weight(b));
}

/** The stretch between the moments around `seconds`; the ends of the capture where there are none. */
export function stretchAround(
  moments: readonly Pick<Moment, 'seconds'>[],
  seconds: number,
  durationSeconds: number,
): { from: number; to: number } {
  let from = 0;
  let to = durationSeconds;
  for (const moment of moments) {
    if (moment.seconds <= seconds) from = Math.max(from, moment.seconds);
    else to = Math.min(to, moment.seconds);
  }
  return { from, to };
}
