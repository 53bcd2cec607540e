import { relative } from 'node:path';

import type { Capture } from '../../assets/scripts/index';
import type { Expectation } from './fileExpectations';
import type { DumpRecord, TaskRecord } from './RunLog';

type Row = [path: string, ...facts: string[]];

const FACTS = ['length', 'rate', 'channels', 'codec', 'size', 'peak'];
const HEADINGS: Row = ['capture', ...FACTS, 'dropped'];
const RECOVERED_HEADINGS: Row = ['recovered capture', ...FACTS, 'of the talk up to the kill'];

/** One line for each capture, dumps first as they came first. */
export function captureTable(tasks: readonly TaskRecord[], dumps: readonly DumpRecord[]): string[] {
  const droppedByCycle = tasks
    .filter(({ task }) => task.kind === 'cycle')
    .reduce((sum, task) => sum + droppedBy(task), 0);
  const rows: Row[] = [
    ...dumps.flatMap(({ capture }) => (capture ? [rowOf(capture, dropped(droppedByCycle))] : [])),
    ...tasks.flatMap((task) => (task.capture ? [rowOf(task.capture, dropped(droppedBy(task)))] : [])),
  ];
  return rows.length === 0 ? ['No captures.'] : table([HEADINGS, ...rows]);
}

/** One line for each capture that was recovered after `talked` seconds up to a kill. */
export function recoveredTable(captures: readonly Capture[], talked: number): string[] {
  const held = ({ durationSeconds }: Capture) =>
    `${Math.min(durationSeconds, talked).toFixed(2)} of ${talked.toFixed(2)} s`;
  const rows = captures.map((capture) => rowOf(capture, held(capture)));
  return rows.length === 0 ? ['Nothing was recovered.'] : table([RECOVERED_HEADINGS, ...rows]);
}

/** What failed in full, and how much was fine. */
export function expectationLines(expectations: readonly Expectation[]): string[] {
  const lines: string[] = [];
  for (const about of new Set(expectations.map((expectation) => expectation.about))) {
    const own = expectations.filter((expectation) => expectation.about === about);
    const failed = own.filter(({ ok }) => !ok);
    lines.push(
      `${failed.length === 0 ? 'ok    ' : 'FAILED'}  ${about}: ${own.length - failed.length} of ${own.length} expectations`,
    );
    for (const { what, expected, got } of failed) lines.push(`          ${what}: expected ${expected}, got ${got}`);
  }
  return lines;
}

/** Relative to the working folder where that is shorter. */
export function shortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short !== '' && short.length < path.length ? short : path;
}

function rowOf(capture: Capture, last: string): Row {
  return [
    shortPath(capture.filePath),
    `${capture.durationSeconds.toFixed(3)} s`,
    `${capture.sampleRate} Hz`,
    String(capture.channels),
    capture.format === 'aac' ? 'AAC-LC' : 'PCM16',
    `${(capture.sizeBytes / 1024).toFixed(1)} KiB`,
    `${capture.peakDbfs.toFixed(1)} dBFS`,
    last,
  ];
}

function dropped(blocks: number): string {
  return blocks === 0 ? 'nothing' : `${blocks} blocks`;
}

function droppedBy({ sources }: TaskRecord): number {
  return sources.reduce((sum, source) => sum + source.blocksDropped, 0);
}

/** The first row holds the headings; the first column to the left, the others to the right. */
function table(rows: Row[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
}
