import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { RecoveredCapture } from '../../assets/scripts/index';
import type { CrashRecord } from '../../samples/webrtc-room/crash';
import { judgeCrash, talkSeconds } from '../../samples/webrtc-room/crashExpectations';
import { generateVoice } from '../../samples/webrtc-room/generatedVoice';
import { recoveredTable } from '../../samples/webrtc-room/report';
import { wavBytes } from './support';

const RATE = 48000;
const TALKED_S = 3;
const BEFORE_FRAMES = 7 * 480;
const voice = generateVoice(115, 6);
const players = { localUserId: 'me', remoteUserIds: ['ann'], talkers: new Set(['me', 'ann']) };

interface Fault {
  /** Of the recovered files; 0.2 s less than was said. */
  frames?: number;
  localVoice?: Int16Array;
  trackFrames?: number;
  sidecar?: object;
  capture?: Partial<RecoveredCapture>;
  crash?: Partial<CrashRecord>;
}

/** A talk of three seconds, killed and recovered as it should be, apart from what `fault` changes. */
function crashRecord(fault: Fault = {}): CrashRecord {
  const { frames = (TALKED_S - 0.2) * RATE, trackFrames = frames, localVoice = voice } = fault;
  const said = Int16Array.from({ length: frames }, (_, i) => localVoice[(BEFORE_FRAMES + i) % localVoice.length] ?? 0);
  const filePath = join(mkdtempSync(join(tmpdir(), 'vr-e2e-')), 'recovered.wav');
  const write = (path: string, samples: Int16Array) =>
    writeFileSync(path, wavBytes(new Uint8Array(samples.buffer, 0, samples.byteLength)));
  write(filePath, said);
  write(filePath.replace('.wav', '.local.wav'), said.slice(0, trackFrames));
  const sources = ['local', 'remote'].map((kind) => ({
    ...{ kind, user: kind === 'local' ? 'me' : 'ann', peakDbfs: -12, gaps: [] },
  }));
  const tracks = [{ file: 'recovered.local.wav' }];
  const sidecar = { validFrames: frames, sources, tracks, ...fault.sidecar };
  writeFileSync(`${filePath}.json`, JSON.stringify(sidecar));
  const capture: RecoveredCapture = {
    ...{ captureId: 0, filePath, sidecarPath: `${filePath}.json`, format: 'wav', sampleRate: RATE, channels: 1 },
    ...{ durationSeconds: frames / RATE, startedAt: new Date(0), reason: 'recovered', origin: 'recovered' },
    ...{ sizeBytes: 2 * frames, peakDbfs: -6, trackPaths: [], missing: '' },
    ...fault.capture,
  };
  return {
    ...{ signal: 'SIGKILL', sentFrames: BEFORE_FRAMES + TALKED_S * RATE, recordedSeconds: TALKED_S },
    recovered: { captures: [capture], problems: [] },
    ...fault.crash,
  };
}

async function failuresOf(fault: Fault): Promise<string[]> {
  const judged = await judgeCrash(crashRecord(fault), players, voice);
  return judged.filter(({ ok }) => !ok).map(({ what }) => what);
}

describe('CrashExpectations', () => {
  test('AreAllMetByAGoodRecovery', async () => {
    expect(await failuresOf({})).toEqual([]);
    expect((await judgeCrash(crashRecord(), players, voice)).length).toBeGreaterThan(14);
  });

  const problem = { captures: [], problems: [{ path: '/recovery', reason: 'damaged' }] };
  test.each<[string, Fault, string[]]>([
    ['a life that ended otherwise', { crash: { signal: 'exit code 0' } }, ['killed in mid-talk']],
    ['nothing recovered', { crash: { recovered: problem } }, ['one capture', 'no problems']],
    ['half a second lost', { frames: 2.5 * RATE }, ['audio up to the kill', 'newest audio lost']],
    ['more than was said', { frames: 3.2 * RATE }, ['audio up to the kill']],
    ['the words of somebody else', { localVoice: generateVoice(205, 6) }, ['what me said', 'newest audio lost']],
    ['a track that is too short', { trackFrames: 2.7 * RATE }, ['tracks as long as the mix']],
    ['no track', { sidecar: { tracks: [] } }, ['a track of me']],
    ['a torn end', { capture: { missing: '0.1 s missing: torn' } }, ['nothing missing']],
    ['a capture of another origin', { capture: { origin: 'dump' } }, ['recovered']],
    ['a sidecar that is missing', { capture: { sidecarPath: '/nowhere.json' } }, ['a whole file']],
    ['a silent capture', { capture: { peakDbfs: -90 } }, ['not silent']],
  ])('Find %s', async (_, fault, what) => {
    expect(await failuresOf(fault)).toEqual(expect.arrayContaining(what));
  });

  test('OfALongTalkNoMoreThanTheBufferIsExpected', () => {
    expect(talkSeconds(crashRecord({ crash: { recordedSeconds: 90 } }))).toBe(60);
  });

  test('TheTableSaysHowMuchOfTheTalkIsHeld', () => {
    const { recovered } = crashRecord();
    const [headings, row] = recoveredTable(recovered.captures, TALKED_S);
    expect(headings).toMatch(/recovered capture +length .*of the talk up to the kill$/);
    expect(row).toMatch(/recovered\.wav +2\.800 s .* 2\.80 of 3\.00 s$/);
    expect(recoveredTable([], TALKED_S)).toEqual(['Nothing was recovered.']);
  });
});
