import { FRAMES_PER_AAC_FRAME } from './adtsFile';
import { readCaptureFacts } from './captureFacts';
import type { CaptureFacts } from './captureFacts';
import { CYCLE_TIME_S } from './options';
import type { Plan, PlannedTask } from './plan';
import type { DumpRecord, TaskRecord } from './RunLog';

/** Something that must be true of a run. */
export interface Expectation {
  /** The capture or part of the run that it is about. */
  about: string;
  what: string;
  ok: boolean;
  expected: string;
  got: string;
}

const LENGTH_TOLERANCE_S = 0.06;
const MOST_EXTRA_AAC_FRAMES = 3;
const QUIETEST_PEAK_DBFS = -40;
const QUIETEST_RMS_DBFS = -50;
const LONGEST_LOCAL_GAP_MS = 300;
const START = 3;
const FINISH = 5;

type Look = Omit<Expectation, 'about'>;
type Format = Pick<PlannedTask, 'sampleRate' | 'channels'>;

/** Everything that is expected of what was recorded; files are read anew, without the recorder. */
export async function judge(tasks: readonly TaskRecord[], dumps: readonly DumpRecord[]): Promise<Expectation[]> {
  const cycle = tasks.find(({ task }) => task.kind === 'cycle');
  const judged = [
    ...dumps.map((dump) => judgeDump(dump, cycle?.task ?? { sampleRate: 0, channels: 0 })),
    ...tasks.map(judgeTask),
  ];
  return (await Promise.all(judged)).flat();
}

/** That a run did all that its plan holds. */
export function judgePlan(plan: Plan, tasks: readonly TaskRecord[], dumps: readonly DumpRecord[]): Expectation[] {
  const wanted = [plan.tasks.length, plan.dump ? 1 : 0] as const;
  const got = [tasks.length, dumps.length] as const;
  const text = ([taskCount, dumpCount]: readonly [number, number]) => `${taskCount} recordings, ${dumpCount} dumps`;
  const ok = got[0] === wanted[0] && got[1] >= wanted[1];
  return [{ about: 'the run', what: 'all of the plan', ok, expected: text(wanted), got: text(got) }];
}

async function judgeTask(record: TaskRecord): Promise<Expectation[]> {
  const { task, codes, sources, capture } = record;
  const looks: Look[] = [
    look(
      'events in order',
      codes.join() === `${START},${FINISH}`,
      `${START} then ${FINISH}`,
      codes.join(' then ') || 'none',
    ),
    look(
      'no block dropped',
      sources.every((source) => source.blocksDropped === 0),
      '0',
      dropped(sources),
    ),
    ...sources.map(({ userId, kind, peakDbfs }) => heard(`${kind} ${userId}`, peakDbfs)),
  ];
  if (!capture) looks.push(look('a finished file', false, task.filePath, 'none'));
  else {
    const planned = task.kind === 'cycle' ? Math.min(record.recordedSeconds, CYCLE_TIME_S) : record.recordedSeconds;
    const facts = await factsOf(capture.filePath, capture.sidecarPath);
    looks.push(...judgeFile(facts, task, capture.peakDbfs, (valid) => lengthLook(valid, planned, LENGTH_TOLERANCE_S)));
  }
  return looks.map((one) => ({ about: task.kind, ...one }));
}

async function judgeDump(dump: DumpRecord, format: Format): Promise<Expectation[]> {
  const about = `dump (${dump.reason})`;
  const { capture } = dump;
  if (!capture) return [{ about, ...look('a finished file', false, 'a capture', dump.failure) }];
  const facts = await factsOf(capture.filePath, capture.sidecarPath);
  const tolerance = dump.isWholeBuffer ? LENGTH_TOLERANCE_S : 1 / format.sampleRate;
  const looks = judgeFile(facts, format, capture.peakDbfs, (valid) =>
    lengthLook(valid, dump.expectedSeconds, tolerance),
  );
  looks.push(
    look('recording went on', dump.recordingWentOn, 'a running task', dump.recordingWentOn ? 'so it is' : 'none'),
  );
  return looks.map((one) => ({ about, ...one }));
}

function judgeFile(
  facts: CaptureFacts | string,
  format: Format,
  peakDbfs: number,
  judgeLength: (validSeconds: number) => Look,
): Look[] {
  if (typeof facts === 'string') return [look('a whole file', false, 'a capture with its sidecar', facts)];
  const looks = [
    look(
      'rate and channels',
      facts.sampleRate === format.sampleRate && facts.channels === format.channels,
      formatText(format),
      formatText(facts),
    ),
    judgeLength(facts.validFrames / facts.sampleRate),
    extraLook(facts),
    look('not silent', peakDbfs > QUIETEST_PEAK_DBFS, `a peak above ${QUIETEST_PEAK_DBFS} dBFS`, decibels(peakDbfs)),
  ];
  for (const { kind, userId, peakDbfs: peak, longestGapMs } of facts.sources) {
    looks.push(heard(`${kind} ${userId}, by the sidecar`, peak));
    if (kind === 'local') {
      looks.push(
        look(
          'no long gap of the local player',
          longestGapMs <= LONGEST_LOCAL_GAP_MS,
          `at most ${LONGEST_LOCAL_GAP_MS} ms`,
          `${longestGapMs.toFixed(0)} ms`,
        ),
      );
    }
  }
  if (!['local', 'remote'].every((kind) => facts.sources.some((source) => source.kind === kind))) {
    looks.push(
      look('both sides in the sidecar', false, 'local and remote', facts.sources.map(({ kind }) => kind).join()),
    );
  }
  facts.levels?.forEach(({ rmsDbfs }, channel) => {
    const ok = rmsDbfs > QUIETEST_RMS_DBFS;
    looks.push(
      look(`channel ${channel + 1} is heard`, ok, `an RMS above ${QUIETEST_RMS_DBFS} dBFS`, decibels(rmsDbfs)),
    );
  });
  return looks;
}

/** The file may hold a little more than the valid audio with AAC, and nothing else with WAV. */
function extraLook({ format, frames, validFrames }: CaptureFacts): Look {
  const most = format === 'aac' ? MOST_EXTRA_AAC_FRAMES * FRAMES_PER_AAC_FRAME : 0;
  const extra = frames - validFrames;
  return look(
    'whole, and no longer than it must be',
    extra >= 0 && extra <= most,
    `0 to ${most} frames beyond the valid audio`,
    `${extra}`,
  );
}

function lengthLook(got: number, expected: number, tolerance: number): Look {
  const ok = Math.abs(got - expected) <= tolerance;
  const within = tolerance < 0.001 ? 'to the frame' : `within ${tolerance * 1000} ms`;
  return look('length', ok, `${expected.toFixed(3)} s ${within}`, `${got.toFixed(3)} s`);
}

function heard(who: string, peakDbfs: number): Look {
  return look(
    `${who} is heard`,
    peakDbfs > QUIETEST_PEAK_DBFS,
    `a peak above ${QUIETEST_PEAK_DBFS} dBFS`,
    decibels(peakDbfs),
  );
}

function look(what: string, ok: boolean, expected: string, got: string): Look {
  return { what, ok, expected, got };
}

function dropped(sources: TaskRecord['sources']): string {
  return sources.map(({ userId, blocksDropped }) => `${userId} ${blocksDropped}`).join(', ');
}

async function factsOf(filePath: string, sidecarPath: string): Promise<CaptureFacts | string> {
  try {
    return await readCaptureFacts(filePath, sidecarPath);
  } catch (error) {
    return (error as Error).message;
  }
}

function formatText({ sampleRate, channels }: Format): string {
  return `${sampleRate} Hz, ${channels} channel${channels === 1 ? '' : 's'}`;
}

function decibels(value: number): string {
  return `${value.toFixed(1)} dBFS`;
}
