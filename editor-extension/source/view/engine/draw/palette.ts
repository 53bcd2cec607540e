import type { LaneInfo } from '../../../shared/analysis';
import { laneColour } from '../../state/lanes';

const TOKENS = {
  background: '--vr-lane-bg',
  outside: '--vr-raised',
  grid: '--vr-lane-grid',
  silence: '--vr-lane-silence',
  zero: '--vr-lane-zero',
  text: '--vr-text',
  textSoft: '--vr-text-soft',
  line: '--vr-line-strong',
  accent: '--vr-accent',
  error: '--vr-error',
  warning: '--vr-warning',
  info: '--vr-info',
  clip: '--vr-lane-clip',
  gap: '--vr-lane-gap',
  missing: '--vr-lane-missing',
  marker: '--vr-lane-marker',
  key: '--vr-lane-key',
  note: '--vr-lane-note',
  selection: '--vr-lane-selection',
  loudness: '--vr-lane-loudness',
} as const;

export interface Palette extends Readonly<Record<keyof typeof TOKENS, string>> {
  readonly font: string;
  /** By lane. */
  readonly lanes: readonly string[];
}

/** The colours of the page as they are now: of the theme, or of the system where it forces its own. */
export function readPalette(element: Element, lanes: readonly LaneInfo[]): Palette {
  const style = getComputedStyle(element);
  const read = (token: string): string => style.getPropertyValue(token).trim() || 'gray';
  const entries = Object.entries(TOKENS).map(([name, token]) => [name, read(token)]);
  return {
    ...(Object.fromEntries(entries) as Record<keyof typeof TOKENS, string>),
    font: style.fontFamily,
    lanes: lanes.map((_, place) => read(laneColour(lanes, place))),
  };
}
