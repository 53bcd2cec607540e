import { FRAMES_PER_AAC_FRAME } from './adtsFile';
import { readCaptureFacts } from './captureFacts';
import type { CaptureFacts } from './captureFacts';
import type { PlannedTask } from './plan';

/** Something that must be true of a run. */
export interface Expectation {
  /** The capture or part of the run that it is about. */
  about: string;
  what: string;
  ok: boolean;
  expected: string;
  got: string;
}

const MOST_EXTRA_AAC_FRAMES = 3;
const QUIETEST_PEAK_DBFS = -40;
const QUIETEST_RMS_DBFS = -50;
const LONGEST_LOCAL_GAP_MS = 300;

export type Look = Omit<Expectation, 'about'>;
export type Format = Pick<PlannedTask, 'sampleRate' | 'channels'>;

/** What is expected of every capture, whatever made it. The `audible` users must be heard in it. */
export function judgeFile(
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

export function lengthLook(got: number, expected: number, tolerance: number): Look {
  const ok = Math.abs(got - expected) <= tolerance;
  const within = tolerance < 0.001 ? 'to the frame' : `within ${tolerance * 1000} ms`;
  return look('length', ok, `${expected.toFixed(3)} s ${within}`, `${got.toFixed(3)} s`);
}

export function heard(who: string, peakDbfs: number): Look {
  return look(
    `${who} is heard`,
    peakDbfs > QUIETEST_PEAK_DBFS,
    `a peak above ${QUIETEST_PEAK_DBFS} dBFS`,
    decibels(peakDbfs),
  );
}

export function look(what: string, ok: boolean, expected: string, got: string): Look {
  return { what, ok, expected, got };
}

/** What a capture is by its own bytes, or why it cannot be read. */
export async function factsOf(filePath: string, sidecarPath: string): Promise<CaptureFacts | string> {
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
