import type { Badge, CaptureSummary } from '../../shared/captures';
import { CapturesFolder } from '../../host/CapturesFolder';
import type { Context } from '../Context';
import { clock, printable, sizeText, tableText, timeText } from '../format';
import { ExitCode } from '../CliError';

export interface ListOptions {
  json?: boolean;
}

const UNFINISHED = `
unfinished: whoever wrote it was killed. voice-recorder recover --recovery FOLDER completes what the game's recovery
folder still holds; the file itself can be played, exported and removed as it is.`;

export async function list(context: Context, folder: string, { json }: ListOptions): Promise<ExitCode> {
  const { terminal } = context;
  const captures = await CapturesFolder.at(context.resolve(folder));
  const { summaries } = await captures.list();
  if (json) {
    terminal.printJson({ folder: captures.path, captures: summaries });
    return ExitCode.Fine;
  }
  if (summaries.length === 0) {
    terminal.print(`There are no captures in ${printable(captures.path)}.`);
    return ExitCode.Fine;
  }
  const rows = summaries.map((summary) => [
    timeText(summary.startedAtUnixMs),
    summary.durationSeconds === null ? '?' : clock(summary.durationSeconds),
    sizeText(summary.bytes),
    printable(summary.file),
    printable(summary.reason),
    badgesText(summary),
  ]);
  const head = ['STARTED', 'LENGTH', 'SIZE', 'FILE', 'REASON', ''];
  terminal.print(tableText([head, ...rows], [1, 2]));
  if (summaries.some(({ badges }) => badges.some(({ kind }) => kind === 'unfinished'))) terminal.print(UNFINISHED);
  return ExitCode.Fine;
}

function badgesText({ badges, pinned, note, live, encrypted }: CaptureSummary): string {
  const marks = [live && 'live', pinned && 'pinned', note !== '' && 'note', encrypted && 'encrypted'];
  return [...marks.filter((mark) => mark !== false), ...badges.map(badgeText)].join(', ');
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

export function badgeText(badge: Badge): string {
  switch (badge.kind) {
    case 'gaps':
      return `${counted(badge.count, 'gap')} (${badge.seconds.toFixed(1)} s)`;
    case 'missing':
      return `${badge.seconds.toFixed(1)} s missing`;
    case 'dropped':
      return `${counted(badge.count, 'block')} dropped`;
    case 'clipped':
      return `${counted(badge.sources, 'source')} clipped`;
    case 'silent':
      return `${counted(badge.sources, 'source')} silent`;
    case 'unfinished':
      return 'unfinished';
    case 'no-sidecar':
      return 'no sidecar';
    case 'problems':
      return counted(badge.count, 'problem');
    case 'finding':
      return printable(badge.id);
  }
}
