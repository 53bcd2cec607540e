import { CYCLE_TIME_S } from './options';
import { factsOf, heard, judgeFile, lengthLook, look } from './fileExpectations';
import type { Expectation, Format, Look } from './fileExpectations';
import type { Plan } from './plan';
import { LENGTH_TOLERANCE_S } from './RunLog';
import type { DumpRecord, TaskRecord } from './RunLog';

/** A shorter recording may lie in a pause. */
export const SHORTEST_HEARD_S = 2;
const START = 3;
const FINISH = 5;
const NOBODY: ReadonlySet<string> = new Set();

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
    const isCycle = task.kind === 'cycle' || task.kind === 'apart';
    const planned = isCycle ? Math.min(record.recordedSeconds, CYCLE_TIME_S) : record.recordedSeconds;
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

function dropped(sources: TaskRecord['sources']): string {
  return sources.map(({ userId, blocksDropped }) => `${userId} ${blocksDropped}`).join(', ');
}
