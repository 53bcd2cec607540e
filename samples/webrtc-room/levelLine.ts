import type { RecorderStats } from '../../assets/scripts/index';

const BAR_WIDTH = 8;
const BAR_FLOOR_DBFS = -48;
const QUIET_DBFS = -60;

/** The live line of a terminal: what is recorded and how loud everybody is. */
export function liveLine(stats: RecorderStats): string {
  const levels = stats.sources.map(({ userId, peakDbfs }) => `${userId} ${bar(peakDbfs)}`);
  return [` ${held(stats)}`, `mix ${bar(stats.peakDbfs)}`, ...levels].join('  ');
}

/** The same for a file or a pipe. */
export function plainLine(stats: RecorderStats): string {
  const levels = stats.sources.map(({ userId, peakDbfs }) => `${userId} ${decibels(peakDbfs)}`);
  return [`    ${held(stats)}`, `mix ${decibels(stats.peakDbfs)}`, ...levels].join('  ');
}

function held({ taskState, recordedSeconds, bufferedSeconds, fileBytes }: RecorderStats): string {
  const recorded = `${recordedSeconds.toFixed(1).padStart(5)} s`;
  if (taskState === 'cycle') return `${recorded}, ${bufferedSeconds.toFixed(1)} s buffered`;
  return `${recorded}, ${(fileBytes / 1024).toFixed(0)} KiB written`;
}

function bar(dbfs: number): string {
  const filled = Math.round(BAR_WIDTH * Math.max(0, Math.min(1, 1 - dbfs / BAR_FLOOR_DBFS)));
  return '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
}

function decibels(dbfs: number): string {
  return dbfs < QUIET_DBFS ? 'quiet' : `${dbfs.toFixed(0)} dB`;
}
