import { join } from 'node:path';

import { CYCLE_TIME_S } from './options';
import type { RunOptions } from './options';

/** One recording of the run. */
export interface PlannedTask {
  kind: 'cycle' | 'apart' | 'mix' | 'split';
  filePath: string;
  /** Undefined: until the player quits, or the process is killed. */
  seconds: number | undefined;
  sampleRate: number;
  channels: number;
  tracks?: 'mix' | 'separate';
  description: string;
}

export interface Plan {
  tasks: PlannedTask[];
  /** When and how much to dump during the first task. */
  dump: { at: number; last: number } | undefined;
}

const SHORT_TASK_S = 4;

export function planOf({ schedule, last, out, tracks }: RunOptions): Plan {
  const tasks: PlannedTask[] = [
    {
      kind: 'cycle',
      filePath: join(out, 'cycle.aac'),
      seconds: schedule?.seconds,
      sampleRate: 32000,
      channels: 1,
      tracks,
      description: `the last ${CYCLE_TIME_S} s of everybody${tracks === 'mix' ? '' : ', and each apart'}, AAC 32 kHz mono`,
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

/** Of a life that ends by a kill. */
export function planOfCrash({ out }: RunOptions): Plan {
  const task: PlannedTask = {
    kind: 'apart',
    filePath: join(out, 'crashed.wav'),
    seconds: undefined,
    sampleRate: 48000,
    channels: 1,
    description: `the last ${CYCLE_TIME_S} s of everybody, and each apart, WAV 48 kHz mono`,
  };
  return { tasks: [task], dump: undefined };
}

/** The plan with times, for the reader; `end` is what ends a task without a length. */
export function describePlan({ tasks, dump }: Plan, end = 'q'): string[] {
  let start: number | undefined = 0;
  const lines: string[] = [];
  for (const task of tasks) {
    const stop: number | undefined =
      start === undefined || task.seconds === undefined ? undefined : start + task.seconds;
    lines.push(`${span(start, stop, task.seconds, end)}  ${task.description}`);
    if (task.kind === 'cycle' && dump)
      lines.push(`${span(dump.at, undefined, 0, end)}    a dump of the last ${dump.last} s, recording goes on`);
    start = stop;
  }
  return lines;
}

function span(start: number | undefined, stop: number | undefined, seconds: number | undefined, end: string): string {
  if (start === undefined) return `then ${seconds} s`.padEnd(14);
  if (stop === undefined) return (seconds === undefined ? `${start} s until ${end}` : `at ${start} s`).padEnd(14);
  return `${start} s to ${stop} s`.padEnd(14);
}
