import { join } from 'node:path';

import { CYCLE_TIME_S } from './options';
import type { RunOptions } from './options';

/** One recording of the run. */
export interface PlannedTask {
  kind: 'cycle' | 'mix' | 'split';
  filePath: string;
  /** Undefined: until the player quits. */
  seconds: number | undefined;
  sampleRate: number;
  channels: number;
  description: string;
}

export interface Plan {
  tasks: PlannedTask[];
  /** When and how much to dump during the first task. */
  dump: { at: number; last: number } | undefined;
}

const SHORT_TASK_S = 4;

export function planOf({ schedule, last, out }: RunOptions): Plan {
  const tasks: PlannedTask[] = [
    {
      kind: 'cycle',
      filePath: join(out, 'cycle.aac'),
      seconds: schedule?.seconds,
      sampleRate: 32000,
      channels: 1,
      description: `the last ${CYCLE_TIME_S} s of everybody, AAC 32 kHz mono`,
    },
    {
      kind: 'mix',
      filePath: join(out, 'mix.wav'),
      seconds: SHORT_TASK_S,
      sampleRate: 48000,
      channels: 1,
      description: 'everybody as it happens, WAV 48 kHz mono',
    },
    {
      kind: 'split',
      filePath: join(out, 'split.wav'),
      seconds: SHORT_TASK_S,
      sampleRate: 48000,
      channels: 2,
      description: 'local left, remote right, WAV 48 kHz stereo',
    },
  ];
  return { tasks, dump: schedule && { at: schedule.dumpAt, last } };
}

/** The plan with times, for the reader. */
export function describePlan({ tasks, dump }: Plan): string[] {
  let start: number | undefined = 0;
  const lines: string[] = [];
  for (const task of tasks) {
    const end: number | undefined =
      start === undefined || task.seconds === undefined ? undefined : start + task.seconds;
    lines.push(`${span(start, end, task.seconds)}  ${task.description}`);
    if (task.kind === 'cycle' && dump)
      lines.push(`${span(dump.at, undefined, 0)}    a dump of the last ${dump.last} s, recording goes on`);
    start = end;
  }
  return lines;
}

function span(start: number | undefined, end: number | undefined, seconds: number | undefined): string {
  if (start === undefined) return `then ${seconds} s`.padEnd(14);
  if (end === undefined) return (seconds === undefined ? `${start} s until q` : `at ${start} s`).padEnd(14);
  return `${start} s to ${end} s`.padEnd(14);
}
