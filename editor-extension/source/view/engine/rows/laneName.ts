import type { LaneInfo } from '../../../shared/analysis';
import type { EngineTexts } from '../../engine';

/** What a lane is called: what the game called it, else whose it is, else what it is. */
export function laneName(lane: LaneInfo, texts: EngineTexts['laneNames'], fileChannels: number): string {
  if (lane.kind === 'channel') {
    const channel = lane.channel ?? 0;
    if (fileChannels === 2) return channel === 0 ? texts.left : texts.right;
    return texts.channel(channel + 1);
  }
  const own = lane.label || lane.user;
  if (own !== '') return lane.kind === 'local' ? `${texts.local} · ${own}` : own;
  return texts[lane.kind];
}
