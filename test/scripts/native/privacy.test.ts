import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { nodePuertsBridge } from '../../../assets/scripts/bridge/nodePuerts';
import { supportOf } from '../../../assets/scripts/config/support';
import { openWith } from './openCapture';
import { counting } from './programs/counting';
import { CountingRoom, differences } from './rooms';
import { sidecarOf } from './sidecarSchema';
import { RATE, temporaryFolder } from './support';
import { wavSamples } from './wav';

const folder = temporaryFolder();
const KEY = 'c0ffee00'.repeat(8);
/** What is on its way through the mix at the moment of a call may still be one way or the other. */
const MIX_FRAMES = RATE / 5;
const VOICE = { voice: 0, silence: expect.any(Number) as number };
const SILENCE = { voice: expect.any(Number) as number, silence: 0 };

interface Marker {
  label: string;
  frame: number;
  data: unknown;
}

function markersOf(sidecarPath: string): Marker[] {
  return sidecarOf(sidecarPath)['markers'] as Marker[];
}

function filesIn(...folders: string[]): string[] {
  return folders.flatMap((one) =>
    readdirSync(one)
      .map((name) => join(one, name))
      .filter((path) => statSync(path).isFile()),
  );
}

/** Files that hold these samples, at whatever place. */
function holding(samples: Int16Array, ...folders: string[]): string[] {
  const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  return filesIn(...folders).filter((path) => readFileSync(path).includes(bytes));
}

describe('a pause', () => {
  it.each([
    ['in real time', 0],
    ['in a cycle buffer', 20],
  ])('%s is silence of exactly its length, and no gap', async (_, cycleTime) => {
    const room = new CountingRoom(folder, `pause-${cycleTime}`);
    room.join('local', 'me');
    const path = await room.start('a.wav', { cycleTime });
    const states: string[] = [];
    room.recorder.on('onRecordingStateChanged', (state) => states.push(state));
    room.talk(1);
    expect(room.recorder.pause()).toBe(0);
    room.talk(2);
    expect(room.recorder.stats.paused).toBe(true);
    expect(room.recorder.resume()).toBe(0);
    room.talk(1);
    const { sidecarPath, durationSeconds } = await room.stop();
    const samples = wavSamples(path);
    expect([samples.length, durationSeconds]).toEqual([4 * RATE, 4]);
    expect(differences(samples, 0, RATE)).toEqual(VOICE);
    expect(differences(samples, RATE, 3 * RATE)).toEqual(SILENCE);
    expect(differences(samples, 3 * RATE, 4 * RATE)).toEqual(VOICE);
    const ours = markersOf(sidecarPath).filter(({ label }) => label === 'paused' || label === 'resumed');
    expect(ours.map(({ label, frame }) => [label, frame])).toEqual([
      ['paused', RATE],
      ['resumed', 3 * RATE],
    ]);
    expect(sidecarOf(sidecarPath)['sources']).toMatchObject([{ gaps: [] }]);
    expect(states).toEqual(['paused', 'recording', 'idle']);
    room.recorder.dispose();
  });
});

describe('muting everybody', () => {
  it('is silence for those who come later, too, and gives back what each is set to', async () => {
    const room = new CountingRoom(folder, 'muted');
    room.join('local', 'me').setMuted(true);
    const path = await room.start('a.wav', { cycleTime: 20 });
    expect(room.recorder.setMuted(true)).toBe(0);
    room.join('remote', 'ann', 100);
    room.talk(1);
    expect(room.recorder.setMuted(false)).toBe(0);
    room.talk(1);
    await room.stop();
    const samples = wavSamples(path);
    expect(differences(samples, 0, RATE, 100)).toEqual(SILENCE);
    expect(differences(samples, RATE, 2 * RATE, 100)).toEqual(VOICE);
    room.recorder.dispose();
  });
});

describe('a user who is left out', () => {
  it('is not in the mix from then on, until they may be heard again', async () => {
    const room = new CountingRoom(folder, 'excluded');
    room.join('remote', 'ann');
    const path = await room.start('a.wav', { cycleTime: 20 });
    room.talk(1);
    expect(room.recorder.exclude('ann')).toBe(0);
    room.talk(1);
    expect(room.recorder.include('ann')).toBe(0);
    room.talk(1);
    await room.stop();
    const samples = wavSamples(path);
    expect(differences(samples, 0, RATE - MIX_FRAMES)).toEqual(VOICE);
    expect(differences(samples, RATE, 2 * RATE)).toEqual(SILENCE);
    expect(differences(samples, 2 * RATE + MIX_FRAMES, 3 * RATE)).toEqual(VOICE);
    room.recorder.dispose();
  });

  it('takes all that is buffered along when a mix is to forget them', async () => {
    const room = new CountingRoom(folder, 'forgotten');
    room.join('local', 'me');
    room.join('remote', 'ann', 100);
    await room.start('a.wav', { cycleTime: 20 });
    room.talk(2);
    expect(room.recorder.exclude('ann', { forget: true })).toBe(0);
    room.talk(1);
    const capture = await room.settle(room.recorder.dump());
    const samples = wavSamples(capture.filePath);
    expect(samples.length).toBeLessThanOrEqual(RATE + 1);
    expect(differences(samples, 0, samples.length, 3 * RATE - samples.length)).toEqual(VOICE);
    room.recorder.dispose();
  });

  it('is taken out of the past where tracks are kept apart, and the others stay', async () => {
    const room = new CountingRoom(folder, 'apart');
    room.join('local', 'me');
    room.join('remote', 'ann', 10_000_000);
    await room.start('a.wav', { cycleTime: 20, tracks: 'separate' });
    room.talk(2);
    expect(room.recorder.exclude('ann')).toBe(0);
    room.talk(1);
    const capture = await room.settle(room.recorder.dump());
    expect(capture.trackPaths.map((path) => basename(path))).toEqual(['dump.local.wav']);
    const samples = wavSamples(capture.filePath);
    expect(differences(samples, 0, samples.length)).toEqual(VOICE);
    expect(holding(counting(10_000_000 + RATE, 64), room.folder)).toEqual([]);
    room.recorder.dispose();
  });
});

describe('a wipe', () => {
  it.each([
    ['memory', {}],
    ['disk', { tracks: 'separate' }],
  ] as const)('of a buffer in %s leaves no file with its audio, and recording goes on', async (where, config) => {
    const name = `wiped-${where}`;
    const room = new CountingRoom(
      folder,
      name,
      where === 'disk' ? { recoveryFolder: join(folder, name, 'recovery') } : {},
    );
    room.join('local', 'me');
    await room.start('a.wav', { cycleTime: 20, ...config });
    room.talk(2);
    const failing = room.recorder.dump({ filePath: join(room.folder, 'late.wav'), afterSeconds: 5 });
    failing.catch(() => undefined);
    room.wait(500);
    const past = counting(RATE, 64);
    expect(holding(past, room.recoveryFolder).length > 0).toBe(where === 'disk');
    const wiped = room.recorder.wipe();
    room.wait(500);
    await wiped;
    expect(holding(past, room.folder, room.recoveryFolder)).toEqual([]);
    await expect(failing).rejects.toMatchObject({ code: 30005, message: expect.stringContaining('wiped') });

    const before = Math.round((room.recorder.now * RATE) / 1000);
    room.talk(1);
    const capture = await room.settle(room.recorder.dump());
    const samples = wavSamples(capture.filePath);
    const first = samples.findIndex((value) => value !== 0);
    expect(Buffer.from(samples.buffer).includes(Buffer.from(counting(before, RATE).buffer))).toBe(true);
    expect(samples.length - first).toBeLessThanOrEqual(2 * RATE);
    expect(holding(past, room.folder, room.recoveryFolder)).toEqual([]);
    room.recorder.dispose();
  });
});

describe('separate tracks', () => {
  it.each([
    ['in real time', 0],
    ['in a cycle buffer', 20],
  ])('%s are files of the same length beside the mix', async (_, cycleTime) => {
    const room = new CountingRoom(folder, `tracks-${cycleTime}`);
    room.join('local', 'me');
    room.join('remote', 'ann/安', 20_000_000);
    const path = await room.start('a.wav', { cycleTime, tracks: 'separate' });
    room.talk(2);
    const capture = await room.stop();
    expect(capture.trackPaths.map((track) => basename(track)).sort()).toEqual(['a.local.wav', 'a.remote-ann_安.wav']);
    const [local = '', remote = ''] = [...capture.trackPaths].sort();
    const frames = wavSamples(path).length;
    expect(frames).toBe(2 * RATE);
    for (const [track, offset] of [
      [local, 0],
      [remote, 20_000_000],
    ] as const) {
      expect(wavSamples(track)).toHaveLength(frames);
      expect(differences(wavSamples(track), 0, frames, offset)).toEqual(VOICE);
    }
    expect(sidecarOf(capture.sidecarPath)['tracks']).toMatchObject([
      { file: basename(local), kind: 'local', user: 'me' },
      { file: basename(remote), kind: 'remote', user: 'ann/安' },
    ]);
    room.recorder.dispose();
  });

  it('beyond maxTracks are told as degraded', async () => {
    const room = new CountingRoom(folder, 'tracks-full', { maxTracks: 1, log: () => undefined });
    const told: unknown[] = [];
    room.recorder.on('degraded', ({ reason, message }) => told.push([reason, message]));
    room.join('local', 'me');
    await room.start('a.wav', { cycleTime: 20, tracks: 'separate' });
    room.join('remote', 'ann', 20_000_000);
    room.talk(0.5);
    expect(told).toEqual([['tracks', expect.stringContaining('ann')]]);
    expect(room.recorder.stats.degraded).toBe('tracks');
    expect((await room.stop()).trackPaths).toHaveLength(1);
    room.recorder.dispose();
  });
});

describe('an encrypted capture', () => {
  const support = supportOf(nodePuertsBridge);

  (support.encryption ? it : it.skip).each([
    ['in real time', 0],
    ['out of a cycle buffer', 20],
  ])('%s is no WAV, tells nobody who was there, and opens with its key', async (_, cycleTime) => {
    const room = new CountingRoom(folder, `sealed-${cycleTime}`);
    room.join('local', 'me');
    room.join('remote', 'annabel', 20_000_000);
    const path = await room.start('a.wav', { cycleTime, tracks: 'separate', encryptionKey: KEY });
    room.talk(1);
    const { sidecarPath, trackPaths } = await room.stop();
    for (const each of [path, ...trackPaths]) expect(() => wavSamples(each)).toThrow('is no WAV file');
    expect(trackPaths.join()).not.toContain('annabel');
    expect(readFileSync(sidecarPath, 'utf8')).not.toContain('annabel');
    expect(holding(counting(RATE / 2, 8), room.folder)).toEqual([]);

    const opened = join(room.folder, 'opened');
    mkdirSync(opened);
    expect(openWith(KEY, path, opened).status).toBe(0);
    expect(differences(wavSamples(join(opened, 'a.local.wav')), 0, RATE)).toEqual(VOICE);
    expect(differences(wavSamples(join(opened, 'a.remote-annabel.wav')), 0, RATE, 20_000_000)).toEqual(VOICE);
    const sources = sidecarOf(join(opened, 'a.wav.json'))['sources'] as { user: string }[];
    expect(sources.map(({ user }) => user).sort()).toEqual(['annabel', 'me']);
    room.recorder.dispose();
  });
});

describe('a sidecar', () => {
  it('tells of the game, of figures, of notices and of the key that was pressed', async () => {
    const room = new CountingRoom(folder, 'told', { about: { game: 'Grotto', build: 7 } });
    room.join('local', 'me');
    await room.start('a.wav', { cycleTime: 20 });
    room.talk(1);
    expect(room.recorder.addStatistics({ rttMs: 40, loss: [0.1, 0] })).toBe(0);
    expect(room.recorder.notify('deviceChanged', '耳机')).toBe(0);
    expect(room.recorder.setAbout({ game: 'Grotto', build: 8, device: { model: '手机' } })).toBe(0);
    room.talk(0.5);
    room.recorder.bindHotkey('ctrl+f9', { lastSeconds: 1 });
    const pressed = new Promise<{ sidecarPath: string } | undefined>((resolve) => {
      room.recorder.on('hotkey', ({ capture }) => resolve(capture));
    });
    room.recorder.keyDown({ key: 'F9', ctrl: true });
    const { sidecarPath = '' } = (await room.settle(pressed)) ?? {};
    const sidecar = sidecarOf(sidecarPath);
    expect(sidecar['about']).toEqual({ game: 'Grotto', build: 8, device: { model: '手机' } });
    expect(sidecar['statistics']).toEqual([{ frame: RATE / 2, seconds: 0.5, data: { rttMs: 40, loss: [0.1, 0] } }]);
    const markers = markersOf(sidecarPath);
    expect(markers).toContainEqual(expect.objectContaining({ label: 'device-changed', data: { text: '耳机' } }));
    expect(markers).toContainEqual(expect.objectContaining({ label: 'hotkey', frame: RATE, data: { key: 'Ctrl+F9' } }));
    room.recorder.dispose();
  });
});
