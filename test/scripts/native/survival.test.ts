import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { nodePuertsBridge } from '../../../assets/scripts/bridge/nodePuerts';
import { supportOf } from '../../../assets/scripts/config/support';
import { VoiceRecorder } from '../../../assets/scripts/index';
import { recoverFrom, survivingOptions, talkUntilKilled } from './killed';
import { openWith } from './openCapture';
import { counting, valueAt } from './programs/counting';
import { sidecarOf } from './sidecarSchema';
import { temporaryFolder } from './support';
import { wavSamples } from './wav';

const RATE = 48000;
const TALK_FRAMES = 1.5 * RATE;
/** What may be lost: 250 ms, and what the mix lags behind; in real time a second, and the mix. */
const MOST_LOST_FRAMES = (0.25 + 0.2) * RATE;
const MOST_LOST_IN_REAL_TIME_FRAMES = (1 + 0.2) * RATE;
const KEY = Buffer.from(Uint8Array.from({ length: 32 }, (_, i) => 11 * i + 1)).toString('hex');
const AHEAD_FRAMES = RATE / 2;

const support = supportOf(nodePuertsBridge);
const itEncrypts = support.encryption ? it : it.skip;
const itHasAac = support.formats.includes('aac') ? it : it.skip;
const folder = temporaryFolder();
let count = 0;

jest.setTimeout(120_000);

/** Silence up to the first block, then the talk without a hole; gives the frame of the talk behind the last one. */
function expectTalk(samples: Int16Array, firstValue = valueAt(0), startFrame = 0): number {
  const first = samples.indexOf(firstValue);
  expect(first).toBeGreaterThanOrEqual(0);
  expect(samples.subarray(0, first).every((value) => value === 0)).toBe(true);
  const talk = samples.subarray(first);
  expect(firstDifference(talk, counting(startFrame, talk.length))).toBe(-1);
  return talk.length;
}

function firstDifference(one: Int16Array, other: Int16Array): number {
  return one.findIndex((value, i) => value !== other[i]);
}

function life(): ReturnType<typeof survivingOptions> {
  return survivingOptions(join(folder, `life-${++count}`));
}

describe('a process that is killed in mid-talk', () => {
  it('leaves its cycle buffer, sample by sample, to the next one', async () => {
    const options = life();
    const config = { filePath: join(options.capturesFolder, 'room.wav'), cycleTime: 60, sampleRate: RATE };
    const pushed = await talkUntilKilled({ options, config }, TALK_FRAMES);
    expect(existsSync(config.filePath)).toBe(false);
    const { captures, problems, progress } = await recoverFrom(options);
    expect(problems).toEqual([]);
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual([...new Set(progress)].sort((one, other) => one - other));
    expect(captures).toMatchObject([
      { filePath: join(options.capturesFolder, 'recovered.wav'), origin: 'recovered', format: 'wav', missing: '' },
    ]);
    const samples = wavSamples(captures[0]?.filePath ?? '');
    expect(pushed - expectTalk(samples)).toBeLessThanOrEqual(MOST_LOST_FRAMES);
    expect(captures[0]?.durationSeconds).toBeCloseTo(samples.length / RATE, 6);

    const sidecar = sidecarOf(captures[0]?.sidecarPath ?? '');
    expect(sidecar).toMatchObject({ origin: 'recovered', durability: 'process', room: 'lobby', user: 'me' });
    expect(sidecar['about']).toEqual({ program: 'talk', build: 7 });
    expect(sidecar['markers']).toContainEqual(
      expect.objectContaining({ label: 'talk began', data: { text: '开始' }, fromGame: true }),
    );
    expect(sidecar['statistics']).toMatchObject([{ data: { rttMs: 40 } }]);

    expect(await recoverFrom(options)).toEqual({ captures: [], problems: [], progress: [] });
    expect(readdirSync(options.recoveryFolder ?? '')).toEqual([]);
  });

  it('leaves the newest seconds of a longer talk than its buffer', async () => {
    const options = life();
    const config = { filePath: join(options.capturesFolder, 'room.wav'), cycleTime: 1, sampleRate: RATE };
    const pushed = await talkUntilKilled({ options, config }, 2.5 * RATE);
    const { captures } = await recoverFrom(options);
    const samples = wavSamples(captures[0]?.filePath ?? '');
    expect(samples).toHaveLength(RATE);
    const isAt = (frame: number): boolean =>
      valueAt(frame) === samples[0] && firstDifference(samples, counting(frame, RATE)) < 0;
    const lost = Array.from({ length: MOST_LOST_FRAMES + 1 }, (_, frames) => frames);
    expect(lost.filter((frames) => isAt(pushed - frames - RATE))).toHaveLength(1);
  });

  it('leaves a recording in real time that is finished where it is', async () => {
    const options = life();
    const config = { filePath: join(options.capturesFolder, 'talk.wav'), sampleRate: RATE };
    const pushed = await talkUntilKilled({ options, config }, 2 * RATE);
    expect(existsSync(`${config.filePath}.json`)).toBe(false);
    const { captures, problems } = await recoverFrom(options);
    expect([captures.length, problems]).toEqual([1, []]);
    expect(captures[0]).toMatchObject({ filePath: config.filePath, origin: 'recovered' });
    expect(pushed - expectTalk(wavSamples(config.filePath))).toBeLessThanOrEqual(MOST_LOST_IN_REAL_TIME_FRAMES);
    sidecarOf(captures[0]?.sidecarPath ?? '');
  });

  itHasAac('leaves AAC that another program decodes', async () => {
    const options = life();
    const config = { filePath: join(options.capturesFolder, 'room.aac'), cycleTime: 60, sampleRate: RATE };
    const pushed = await talkUntilKilled({ options, config }, TALK_FRAMES);
    const { captures } = await recoverFrom(options);
    expect(captures).toMatchObject([{ format: 'aac', missing: '' }]);
    const seconds = captures[0]?.durationSeconds ?? 0;
    expect(pushed - seconds * RATE).toBeLessThanOrEqual(MOST_LOST_FRAMES);
    const args = ['-v', 'error', '-count_packets', '-show_streams', '-of', 'json', captures[0]?.filePath ?? ''];
    const probed = JSON.parse(execFileSync('ffprobe', args, { encoding: 'utf8' })) as {
      streams: { codec_name: string; nb_read_packets: string }[];
    };
    expect(probed.streams[0]?.codec_name).toBe('aac');
    expect(Number(probed.streams[0]?.nb_read_packets) * 1024).toBeGreaterThanOrEqual(seconds * RATE);
  });

  it('leaves its users apart', async () => {
    const options = life();
    const config = {
      ...{ filePath: join(options.capturesFolder, 'room.wav'), cycleTime: 60, sampleRate: RATE },
      tracks: 'separate' as const,
    };
    const pushed = await talkUntilKilled({ options, config, guest: true }, TALK_FRAMES);
    const { captures } = await recoverFrom(options);
    const [capture] = captures;
    expect(capture?.trackPaths.map((path) => basename(path)).sort()).toEqual([
      'recovered.local.wav',
      'recovered.remote-ann.wav',
    ]);
    const local = wavSamples(join(options.capturesFolder, 'recovered.local.wav'));
    const remote = wavSamples(join(options.capturesFolder, 'recovered.remote-ann.wav'));
    expect([local.length, remote.length]).toEqual(Array(2).fill(wavSamples(capture?.filePath ?? '').length));
    expect(pushed - expectTalk(local)).toBeLessThanOrEqual(MOST_LOST_FRAMES);
    expectTalk(remote, valueAt(AHEAD_FRAMES), AHEAD_FRAMES);
    expect(sidecarOf(capture?.sidecarPath ?? '')['tracks']).toMatchObject([
      { kind: 'local', user: 'me' },
      { kind: 'remote', user: 'ann' },
    ]);
  });

  it('leaves a dump that still listened at its own path, beside the rest', async () => {
    const options = life();
    const config = { filePath: join(options.capturesFolder, 'room.wav'), cycleTime: 60, sampleRate: RATE };
    const filePath = join(options.capturesFolder, 'lag.wav');
    const dump = { filePath, lastSeconds: 0.25, afterSeconds: 600, reason: 'lag' };
    const pushed = await talkUntilKilled({ options, config, dump }, TALK_FRAMES);
    const { captures, problems } = await recoverFrom(options);
    expect(problems).toEqual([]);
    expect(captures).toMatchObject([
      { filePath, reason: 'lag', missing: expect.stringContaining('the process ended before') },
      { filePath: join(options.capturesFolder, 'recovered.wav'), reason: 'recovered', missing: '' },
    ]);
    const [late, whole] = captures.map((capture) => wavSamples(capture.filePath));
    expect(pushed - expectTalk(whole ?? new Int16Array(0))).toBeLessThanOrEqual(MOST_LOST_FRAMES);
    expect(late).toEqual(whole?.subarray(whole.length - (late?.length ?? 0)));
    expect(late?.length).toBeLessThan(TALK_FRAMES);
    expect(late?.length).toBeGreaterThan(RATE / 4);
  });

  it('leaves nothing to who wipes instead', async () => {
    const options = life();
    const config = { filePath: join(options.capturesFolder, 'room.wav'), cycleTime: 60, sampleRate: RATE };
    await talkUntilKilled({ options, config }, TALK_FRAMES);
    expect(readdirSync(options.recoveryFolder ?? '')).not.toEqual([]);
    const recorder = new VoiceRecorder({ ...options, virtualClock: true });
    const wiped = recorder.wipe();
    recorder.advance(10);
    recorder.tick();
    await wiped;
    recorder.dispose();
    expect(readdirSync(options.recoveryFolder ?? '')).toEqual([]);
    expect(await recoverFrom(options)).toEqual({ captures: [], problems: [], progress: [] });
  });

  itEncrypts('leaves what was encrypted to who has the key, and to nobody else', async () => {
    const options = life();
    const config = {
      ...{ filePath: join(options.capturesFolder, 'room.wav'), cycleTime: 60, sampleRate: RATE },
      encryptionKey: KEY,
    };
    const pushed = await talkUntilKilled({ options, config }, TALK_FRAMES);
    for (const encryptionKey of [undefined, '00'.repeat(32)]) {
      const { captures, problems } = await recoverFrom(options, encryptionKey === undefined ? {} : { encryptionKey });
      expect(captures).toEqual([]);
      expect(problems).toEqual([{ path: expect.stringContaining('recovery'), reason: expect.stringMatching(/key/) }]);
    }
    const { captures } = await recoverFrom(options, { encryptionKey: KEY });
    const path = captures[0]?.filePath ?? '';
    expect(() => wavSamples(path)).toThrow('is no WAV file');
    expect(sidecarOf(captures[0]?.sidecarPath ?? '')).not.toHaveProperty('room');
    for (const name of readdirSync(options.capturesFolder)) {
      expect(readFileSync(join(options.capturesFolder, name)).includes(Buffer.from(counting(0, 8).buffer))).toBe(false);
    }

    const opened = join(options.capturesFolder, 'opened');
    mkdirSync(opened);
    expect(openWith(KEY, path, opened)).toMatchObject({ status: 0 });
    const samples = wavSamples(join(opened, 'recovered.wav'));
    expect(pushed - expectTalk(samples)).toBeLessThanOrEqual(MOST_LOST_FRAMES);
    expect(sidecarOf(join(opened, 'recovered.wav.json'))).toMatchObject({ room: 'lobby' });
    expect(openWith('00'.repeat(32), path, opened).status).toBe(3);
  });
});
