import type { CaptureDetail } from '../../../shared/captures';

const TOKENS = {
  background: '--vr-lane-bg',
  outside: '--vr-raised',
  grid: '--vr-lane-grid',
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
  local: '--vr-lane-local',
  remote1: '--vr-lane-remote-1',
  remote2: '--vr-lane-remote-2',
  remote3: '--vr-lane-remote-3',
  remote4: '--vr-lane-remote-4',
  mix: '--vr-lane-mix',
} as const;

export type Palette = Readonly<Record<keyof typeof TOKENS, string>> & { readonly font: string };

const REMOTES = ['remote1', 'remote2', 'remote3', 'remote4'] as const;

/** The colours of the page as they are now: of the theme, or of the system where it forces its own. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const entries = Object.entries(TOKENS).map(([name, token]) => [name, style.getPropertyValue(token).trim() || 'gray']);
  return { ...(Object.fromEntries(entries) as Record<keyof typeof TOKENS, string>), font: style.fontFamily };
}

/** Which colour a lane has: its kind's, remote users in turn. */
export function laneColourName(lanes: CaptureDetail['lanes'], place: number): keyof typeof TOKENS {
  const lane = lanes[place];
  if (lane === undefined || lane.kind === 'mix') return 'mix';
  if (lane.kind === 'local' || (lane.kind === 'channel' && (lane.channel ?? 0) === 0)) return 'local';
  const before = lanes.slice(0, place).filter(({ kind }) => kind !== 'mix' && kind !== 'local').length;
  return REMOTES[before % REMOTES.length] ?? 'remote1';
}
