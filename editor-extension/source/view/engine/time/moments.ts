import type { CaptureDetail } from '../../../shared/captures';
import type { EngineTexts, Finding, TimedNote } from '../../engine';

export type MomentKind = 'key' | 'game' | 'own' | 'note' | 'finding';

/** Something with a name at a moment of the time line. */
export interface Moment {
  readonly seconds: number;
  readonly kind: MomentKind;
  readonly label: string;
}

const KEY_LABEL = 'hotkey';
const DUMP_LABEL = 'dump';

/** The anchor: the last key press, else the last call for a dump. */
export function keyPressSeconds(detail: Pick<CaptureDetail, 'sidecar'>): number | null {
  const own = (detail.sidecar?.markers ?? []).filter((marker) => !marker.fromGame);
  const last = own.filter(({ label }) => label === KEY_LABEL).pop() ?? own.filter((m) => m.label === DUMP_LABEL).pop();
  return last?.seconds ?? null;
}

const ORDER: readonly MomentKind[] = ['key', 'finding', 'note', 'game', 'own'];

/** In order of time; what stands at the same moment in order of weight. */
export function momentsOf(
  detail: Pick<CaptureDetail, 'sidecar'>,
  notes: readonly TimedNote[],
  findings: readonly Finding[],
  texts: Pick<EngineTexts, 'keyPress'>,
): Moment[] {
  const key = keyPressSeconds(detail);
  const moments: Moment[] = (detail.sidecar?.markers ?? [])
    .filter((marker) => marker.fromGame || marker.seconds !== key || ![KEY_LABEL, DUMP_LABEL].includes(marker.label))
    .map(({ seconds, label, fromGame }) => ({ seconds, label, kind: fromGame ? 'game' : 'own' }));
  if (key !== null) moments.push({ seconds: key, kind: 'key', label: texts.keyPress });
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
