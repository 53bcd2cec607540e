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
/** A shorter recording may lie in a pause. */
const SHORTEST_HEARD_S = 2;
const START = 3;
const FINISH = 5;

type Look = Omit<Expectation, 'about'>;
const NOBODY: ReadonlySet<string> = new Set();

type Format = Pick<PlannedTask, 'sampleRate' | 'channels'>;

/**
 * Everything that is expected of what was recorded; files are read anew, without the recorder. The `talkers` must be
 * heard in every recording that is long enough to hold more than a pause of theirs.
 */
export async function judge(
  tasks: readonly TaskRecord[],
  dumps: readonly DumpRecord[],
  talkers: ReadonlySet<string>,
): Promise<Expectation[]> {
  const cycle = tasks.find(({ task }) => task.kind === 'cycle');
  const judged = [
    ...dumps.map((dump) => judgeDump(dump, cycle?.task ?? { sampleRate: 0, channels: 0 }, talkers)),
    ...tasks.map((task) => judgeTask(task, talkers)),
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

async function judgeTask(record: TaskRecord, talkers: ReadonlySet<string>): Promise<Expectation[]> {
  const { task, codes, sources, capture } = record;
  const audible = record.recordedSeconds < SHORTEST_HEARD_S ? NOBODY : talkers;
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
    ...sources
      .filter(({ userId }) => audible.has(userId))
      .map(({ userId, kind, peakDbfs }) => heard(`${kind} ${userId}`, peakDbfs)),
  ];
  if (!capture) looks.push(look('a finished file', false, task.filePath, 'none'));
  else {
    const planned = task.kind === 'cycle' ? Math.min(record.recordedSeconds, CYCLE_TIME_S) : record.recordedSeconds;
    const facts = await factsOf(capture.filePath, capture.sidecarPath);
    looks.push(
      ...judgeFile(facts, task, audible, capture.peakDbfs, (valid) => lengthLook(valid, planned, LENGTH_TOLERANCE_S)),
    );
  }
  return looks.map((one) => ({ about: task.kind, ...one }));
}

async function judgeDump(dump: DumpRecord, format: Format, talkers: ReadonlySet<string>): Promise<Expectation[]> {
  const about = `dump (${dump.reason})`;
  const { capture } = dump;
  if (!capture) return [{ about, ...look('a finished file', false, 'a capture', dump.failure) }];
  const facts = await factsOf(capture.filePath, capture.sidecarPath);
  const audible = dump.expectedSeconds < SHORTEST_HEARD_S ? NOBODY : talkers;
  const tolerance = dump.isWholeBuffer ? LENGTH_TOLERANCE_S : 1 / format.sampleRate;
  const looks = judgeFile(facts, format, audible, capture.peakDbfs, (valid) =>
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
  audible: ReadonlySet<string>,
  peakDbfs: number,
  judgeLength: (validSeconds: number) => Look,
): Look[] {
  if (typeof facts === 'string') return [look('a whole file', false, 'a capture with its sidecar', facts)];
  return [
    look(
      'rate and channels',
      facts.sampleRate === format.sampleRate && facts.channels === format.channels,
      formatText(format),
      formatText(facts),
    ),
    judgeLength(facts.validFrames / facts.sampleRate),
    extraLook(facts),
    ...judgeSources(facts),
    ...judgeLoudness(facts, audible, peakDbfs),
  ];
}

function judgeSources({ sources }: CaptureFacts): Look[] {
  const kinds = new Set(sources.map(({ kind }) => kind));
  const gapMs = Math.max(0, ...sources.filter(({ kind }) => kind === 'local').map(({ longestGapMs }) => longestGapMs));
  return [
    look('both sides', kinds.has('local') && kinds.has('remote'), 'local and remote', [...kinds].join() || 'none'),
    look(
      'no long gap of the local player',
      gapMs <= LONGEST_LOCAL_GAP_MS,
      `at most ${LONGEST_LOCAL_GAP_MS} ms`,
      `${gapMs.toFixed(0)} ms`,
    ),
  ];
}

/** By the sidecar, the recorder's own measure of the mix, and, in WAV, the samples of each channel. */
function judgeLoudness(
  { sources, levels, channels }: CaptureFacts,
  audible: ReadonlySet<string>,
  peakDbfs: number,
): Look[] {
  const expected = sources.filter(({ userId }) => audible.has(userId));
  if (expected.length === 0) return [];
  const looks = [
    look('not silent', peakDbfs > QUIETEST_PEAK_DBFS, `a peak above ${QUIETEST_PEAK_DBFS} dBFS`, decibels(peakDbfs)),
    ...expected.map(({ kind, userId, peakDbfs: peak }) => heard(`${kind} ${userId}, by the sidecar`, peak)),
  ];
  levels?.forEach(({ rmsDbfs }, channel) => {
    const side = channel === 0 ? 'local' : 'remote';
    if (channels === 2 && !expected.some(({ kind }) => kind === side)) return;
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
