import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { judge, judgePlan } from '../../samples/webrtc-room/expectations';
import { parseOptions } from '../../samples/webrtc-room/options';
import type { RunOptions } from '../../samples/webrtc-room/options';
import { describePlan, planOf } from '../../samples/webrtc-room/plan';
import type { PlannedTask } from '../../samples/webrtc-room/plan';
import type { DumpRecord, TaskRecord } from '../../samples/webrtc-room/RunLog';
import { captureTable, expectationLines } from '../../samples/webrtc-room/report';
import { wavBytes } from './support';

const RATE = 48000;
const SECONDS = 2;
const everybody = new Set(['me', 'ann']);

interface Fault {
  frames?: number;
  rightAmplitude?: number;
  sidecar?: object;
  record?: Partial<TaskRecord>;
  peakDbfs?: number;
  cutBytes?: number;
}

/** Two seconds of a split recording with both sides heard, apart from what `fault` changes. */
function splitRecord(fault: Fault = {}): TaskRecord {
  const { frames = SECONDS * RATE, rightAmplitude = 8000 } = fault;
  const samples = new Int16Array(frames * 2);
  for (let frame = 0; frame < frames; frame++) {
    const tone = Math.sin((2 * Math.PI * 440 * frame) / RATE);
    samples.set([8000 * tone, rightAmplitude * tone], frame * 2);
  }
  const filePath = join(mkdtempSync(join(tmpdir(), 'vr-e2e-')), 'split.wav');
  const bytes = wavBytes(Buffer.from(samples.buffer), { channels: 2 });
  writeFileSync(filePath, bytes.subarray(0, bytes.length - (fault.cutBytes ?? 0)));
  const source = { peakDbfs: -12, gaps: [] };
  const sources = [
    { kind: 'local', user: 'me', ...source },
    { kind: 'remote', user: 'ann', ...source },
  ];
  writeFileSync(`${filePath}.json`, JSON.stringify({ validFrames: frames, sources, tracks: [], ...fault.sidecar }));
  const task: PlannedTask = { kind: 'split', filePath, seconds: 1, sampleRate: RATE, channels: 2, description: '' };
  const took = { peakDbfs: -12, blocksTaken: 100, blocksDropped: 0 };
  return {
    task,
    recordedSeconds: SECONDS,
    codes: [3, 5],
    sources: [
      { userId: 'me', kind: 'local', ...took },
      { userId: 'ann', kind: 'remote', ...took },
    ],
    capture: {
      captureId: 1,
      filePath,
      sidecarPath: `${filePath}.json`,
      format: 'wav',
      sampleRate: RATE,
      channels: 2,
      durationSeconds: frames / RATE,
      startedAt: new Date(0),
      reason: '',
      origin: 'task',
      sizeBytes: bytes.length,
      peakDbfs: fault.peakDbfs ?? -12.2,
      trackPaths: [],
    },
    ...fault.record,
  };
}

async function failuresOf(fault: Fault): Promise<string[]> {
  const judged = await judge([splitRecord(fault)], [], everybody);
  return judged.filter(({ ok }) => !ok).map(({ what }) => what);
}

describe('Expectations', () => {
  test('AreAllMetByAGoodRecording', async () => {
    expect(await failuresOf({})).toEqual([]);
    expect((await judge([splitRecord()], [], everybody)).length).toBeGreaterThan(10);
  });

  const silentRemote = [{ kind: 'local', user: 'me', peakDbfs: -12, gaps: [] }];
  const longGap = [{ kind: 'local', user: 'me', peakDbfs: -12, gaps: [{ seconds: 0.1 }, { seconds: 0.31 }] }];
  const deaf = [{ userId: 'ann', kind: 'remote', peakDbfs: -70, blocksTaken: 100, blocksDropped: 0 }];
  const full = [{ userId: 'ann', kind: 'remote', peakDbfs: -12, blocksTaken: 100, blocksDropped: 2 }];
  test.each<[string, Fault, string]>([
    ['a silent right channel', { rightAmplitude: 0 }, 'channel 2 is heard'],
    ['a file that is 70 ms too short', { frames: 92640 }, 'length'],
    ['a file that is 70 ms too long', { frames: 99360 }, 'length'],
    [
      'frames beyond the valid audio',
      { sidecar: { validFrames: SECONDS * RATE - 9 } },
      'whole, and no longer than it must be',
    ],
    ['a file that is cut off', { cutBytes: 10 }, 'a whole file'],
    ['a task without a file', { record: { capture: undefined } }, 'a finished file'],
    ['an end before the beginning', { record: { codes: [5, 3] } }, 'events in order'],
    ['no end', { record: { codes: [3] } }, 'events in order'],
    ['a peak of -50 dBFS', { peakDbfs: -50 }, 'not silent'],
    ['dropped blocks', { record: { sources: full } }, 'no block dropped'],
    ['a silent remote user', { record: { sources: deaf } }, 'remote ann is heard'],
    ['a missing side', { sidecar: { sources: silentRemote } }, 'both sides'],
    ['a gap of 310 ms', { sidecar: { sources: longGap } }, 'no long gap of the local player'],
  ])('Find %s', async (_, fault, what) => {
    expect(await failuresOf(fault)).toContain(what);
  });

  test('NobodyNeedsToBeHeardInARecordingThatMayLieInAPause', async () => {
    const short = { frames: RATE, record: { recordedSeconds: 1, sources: deaf }, rightAmplitude: 0, peakDbfs: -120 };
    expect(await failuresOf(short)).toEqual([]);
  });

  test('AVoiceWithLongPausesNeedNotBeHeard', async () => {
    const record = splitRecord({ rightAmplitude: 0, record: { sources: deaf } });
    const judged = await judge([record], [], new Set(['me']));
    expect(judged.filter(({ ok }) => !ok)).toEqual([]);
  });

  test('ADumpMustBeExactToTheFrame', async () => {
    const { capture } = splitRecord({ frames: SECONDS * RATE + 2 });
    const dump: DumpRecord = {
      reason: 'planned',
      expectedSeconds: SECONDS,
      isWholeBuffer: false,
      capture,
      failure: '',
      recordingWentOn: false,
    };
    const cycle = splitRecord();
    cycle.task.kind = 'cycle';
    const failed = (await judge([cycle], [dump], everybody)).filter(({ ok }) => !ok);
    expect(failed.map(({ about, what }) => `${about}: ${what}`)).toEqual([
      'dump (planned): length',
      'dump (planned): recording went on',
    ]);
  });

  test('ARunMustHoldAllOfItsPlan', () => {
    const plan = planOf(parseOptions([], false) as RunOptions);
    const three = [splitRecord(), splitRecord(), splitRecord()];
    const dump = { reason: '' } as DumpRecord;
    expect(judgePlan(plan, three, [dump])[0]?.ok).toBe(true);
    expect(judgePlan(plan, three, [])[0]?.ok).toBe(false);
    expect(judgePlan(plan, three.slice(1), [dump])[0]?.ok).toBe(false);
  });
});

describe('Report', () => {
  test('SaysOfEachCaptureWhereItIsAndWhatItIs', () => {
    const record = splitRecord();
    const [headings, row] = captureTable([record], []);
    expect(headings).toMatch(/capture +length +rate +channels +codec +size +peak +dropped/);
    expect(row).toMatch(/split\.wav +2\.000 s +48000 Hz +2 +PCM16 +375\.0 KiB +-12\.2 dBFS +nothing$/);
  });

  test('SaysOfAFailureWhatWasExpectedAndWhatCame', async () => {
    const lines = expectationLines(await judge([splitRecord({ frames: RATE })], [], everybody));
    expect(lines[0]).toMatch(/^FAILED {2}split: \d+ of \d+/);
    expect(lines.join('\n')).toContain('length: expected 2.000 s within 60 ms, got 1.000 s');
  });

  test('ThePlanHasItsTimes', () => {
    const lines = describePlan(planOf(parseOptions([], false) as RunOptions));
    expect(lines.map((line) => line.slice(0, 14).trim())).toEqual([
      '0 s to 20 s',
      'at 15 s',
      '20 s to 24 s',
      '24 s to 28 s',
    ]);
    expect(describePlan(planOf(parseOptions([], true) as RunOptions))[0]).toMatch(/^0 s until q/);
  });
});
