import { say } from '../editor/texts';
import type { TextKey } from '../editor/texts';
import type { FolderActivity } from '../shared/creator';
import { sizeText } from '../shared/sizeText';
import type { Check, Remark } from './check';

export interface Line {
  text: string;
  tone: 'refused' | 'remark' | 'soft' | 'plain';
}

const REMARKS: Record<Remark, TextKey> = {
  suffix: 'remarkSuffix',
  nothingToSave: 'remarkNothingToSave',
  phones: 'remarkPhones',
};

/** What a check says, refusals first. */
export function checkLines({ problem, remarks, cost, isCycle }: Check): Line[] {
  if (problem !== '') return [{ text: say('refused', { reason: problem }), tone: 'refused' }];
  const lines = remarks.map((remark): Line => ({ text: say(REMARKS[remark]), tone: 'remark' }));
  if (!cost) return lines;
  const parts = [
    say('costMemory', { size: sizeText(cost.bufferBytes) }),
    ...(cost.ringBytes > 0 ? [say('costDisk', { size: sizeText(cost.ringBytes) })] : []),
    say(isCycle ? 'costCycle' : 'costHour', {
      size: sizeText(cost.fileBytes),
      rate: sizeText(cost.bytesPerSecond),
    }),
  ];
  return [...lines, { text: parts.join(', '), tone: 'plain' }];
}

/** What the files of the captures folder tell. */
export function activityLines({ folder, captures, live, newestUnixMs, problem }: FolderActivity): Line[] {
  const { path } = folder;
  if (problem !== '') return [{ text: say('activityProblem', { path, reason: problem }), tone: 'remark' }];
  const lines: Line[] = [];
  if (folder.warnings.includes('in-assets')) lines.push({ text: say('warnInAssets'), tone: 'remark' });
  if (live > 0) lines.push({ text: say('activityLive'), tone: 'plain' });
  if (captures === 0 || newestUnixMs === null) return [...lines, { text: say('activityNone', { path }), tone: 'soft' }];
  const time = new Date(newestUnixMs).toLocaleString(Editor.I18n.getLanguage());
  return [...lines, { text: say('activityCount', { count: captures, time }), tone: 'soft' }];
}
