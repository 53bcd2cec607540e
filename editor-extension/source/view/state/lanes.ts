/** Names and colours of lanes. Pure. */
import type { LaneInfo } from '../../shared/analysis';
import type { Texts } from '../i18n/texts';

const REMOTE_COLOURS = 4;

export function laneName(lane: LaneInfo, texts: Pick<Texts, 'engine'>): string {
  const names = texts.engine.laneNames;
  if (lane.kind === 'channel') {
    if (lane.label !== '') return lane.label;
    if (lane.channel === 0) return names.left;
    return lane.channel === 1 ? names.right : names.channel((lane.channel ?? 0) + 1);
  }
  const who = lane.user || lane.label;
  return who === '' || lane.kind === 'mix' ? names[lane.kind] : `${names[lane.kind]} ${who}`;
}

/** The custom property of styles/tokens.css that a lane is drawn in. */
export function laneColour(lanes: readonly LaneInfo[], place: number): string {
  const lane = lanes[place];
  if (!lane || lane.kind === 'mix') return '--vr-lane-mix';
  if (lane.kind === 'local') return '--vr-lane-local';
  const before = lanes.slice(0, place).filter(({ kind }) => kind !== 'mix' && kind !== 'local').length;
  return `--vr-lane-remote-${(before % REMOTE_COLOURS) + 1}`;
}

/** The lane of a source of the sidecar; -1 without one. */
export const laneOfSource = (lanes: readonly LaneInfo[], sourceId: number): number =>
  lanes.findIndex((lane) => lane.sourceId === sourceId && lane.kind !== 'mix');
