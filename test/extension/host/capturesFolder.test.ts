import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Badge, CaptureSummary } from '../../../editor-extension/source/shared/captures';
import { CaptureLibrary } from '../../../editor-extension/source/host/CaptureLibrary';
import { CapturesFolder } from '../../../editor-extension/source/host/CapturesFolder';
import { readEntries } from '../../../editor-extension/source/host/folderEntries';
import { FolderWatch } from '../../../editor-extension/source/host/FolderWatch';
import { captureId } from '../../../editor-extension/source/host/names';
import { SidecarReader } from '../../../editor-extension/source/host/SidecarReader';
import { sidecarOf, STARTED_MS, temporaryFolder, writeCapture } from '../support/captures';
import { gate, until } from '../support/waiting';
import { WavAnalysis } from '../support/WavAnalysis';

const LONG_AGO = new Date(STARTED_MS);
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

const path = (name: string): string => join(folder.path, name);
const summaries = async (): Promise<CaptureSummary[]> =>
  (await (await CapturesFolder.at(folder.path)).list()).summaries;
const only = async (): Promise<CaptureSummary> => {
  const [first, ...others] = await summaries();
  if (first === undefined || others.length > 0) throw new Error('expected one capture');
  return first;
};
const kinds = (badges: Badge[]): string[] => badges.map((badge) => badge.kind);

describe('CapturesFolder', () => {
  it('ListsTheNewestFirst', async () => {
    writeCapture(folder.path, 'old.wav', { startedAtUnixMs: STARTED_MS });
    writeCapture(folder.path, 'new.wav', { startedAtUnixMs: STARTED_MS + 1000 });
    writeCapture(folder.path, 'also-old.wav', { startedAtUnixMs: STARTED_MS });
    expect((await summaries()).map((each) => each.file)).toEqual(['new.wav', 'also-old.wav', 'old.wav']);
  });

  it('TellsWhatTheSidecarKnows', async () => {
    writeCapture(folder.path, 'a.wav', {
      about: { build: '1.2.3', version: '9' },
      sources: [
        { kind: 'local', user: 'me' },
        { kind: 'remote', user: 'bob' },
        { kind: 'remote', user: 'bob' },
        { kind: 'remoteMix', user: '' },
      ],
      note: 'listen at 0:10',
      pinned: true,
    });
    expect(await only()).toMatchObject({
      ...{
        file: 'a.wav',
        format: 'wav',
        startedAtUnixMs: STARTED_MS,
        durationSeconds: 1,
        origin: 'dump',
        reason: 'glitch',
      },
      ...{ room: 'lobby', user: 'me', build: '1.2.3', users: 2, pinned: true, note: 'listen at 0:10', live: false },
    });
  });

  it('CountsAllFilesOfACapture', async () => {
    writeCapture(folder.path, 'a.wav', { tracks: [{ file: 'a.local.wav', kind: 'local', user: 'me' }] });
    writeFileSync(path('a.local.wav'), 'x'.repeat(100));
    writeFileSync(path('a.wav.features'), 'y'.repeat(10));
    const without = (await only()).bytes;
    writeFileSync(path('a.wav.features'), 'y'.repeat(15));
    expect((await only()).bytes).toBe(without + 5);
  });

  it('ATrackIsNoCaptureOfItsOwnUnlessItHasASidecar', async () => {
    const tracks = ['a.local.wav', 'b.wav', '../c.wav', 'a.local.aac', 'a.wav'].map((file) => ({ file }));
    writeCapture(folder.path, 'a.wav', { tracks });
    writeCapture(folder.path, 'a.local.wav', null);
    writeCapture(folder.path, 'a.local.aac', null);
    writeCapture(folder.path, 'b.wav');
    expect((await summaries()).map((each) => each.file).sort()).toEqual(['a.local.aac', 'a.wav', 'b.wav']);
  });

  it('BadgesSayWhatOneShouldListenFor', async () => {
    writeCapture(folder.path, 'a.wav', {
      sources: [
        { peakDbfs: 0, blocksDropped: 2, gaps: [{ seconds: 0.5 }, { seconds: 1 }] },
        { peakDbfs: -0.0003, blocksDropped: 1, gaps: [] },
        { peakDbfs: -80, gaps: 'none' },
        { peakDbfs: -10 },
      ],
      missing: [{ seconds: 2 }],
      problems: ['a', 'b'],
      diagnosis: {
        findings: [
          { id: 'echo', severity: 'warning' },
          { id: 'echo', severity: 'error' },
          { id: 'level', severity: 'info' },
          { id: 'odd', severity: 'terrible' },
        ],
      },
    });
    expect((await only()).badges).toEqual([
      { kind: 'finding', id: 'echo', severity: 'error', count: 2 },
      { kind: 'finding', id: 'level', severity: 'info', count: 1 },
      { kind: 'gaps', count: 2, seconds: 1.5 },
      { kind: 'dropped', count: 3 },
      { kind: 'missing', seconds: 2 },
      { kind: 'clipped', sources: 2 },
      { kind: 'silent', sources: 1 },
      { kind: 'problems', count: 2 },
    ]);
  });

  it('ShowsACaptureInTheMaking', async () => {
    writeCapture(folder.path, 'a.part.wav', null);
    expect(await only()).toMatchObject({ live: true, durationSeconds: null, origin: 'unknown' });
  });

  it('WhatNobodyWritesAnyMoreIsUnfinishedAndCanBeRemoved', async () => {
    writeCapture(folder.path, 'a.part.wav', null);
    utimesSync(path('a.part.wav'), LONG_AGO, LONG_AGO);
    expect(await only()).toMatchObject({ live: false, badges: [{ kind: 'unfinished' }] });
    const library = await CaptureLibrary.at({ folder: folder.path, analysis: new WavAnalysis() });
    const id = captureId('a.part.wav');
    expect(await library.open(id)).toMatchObject({ unfinished: true });
    const made = await library.exportFile(id, { format: 'wav' });
    expect(made.name).toBe('a.wav');
    await made.dispose();
    await library.remove(id);
    expect(await library.list()).toEqual([]);
    await library.close();
  });

  const flock = ['/usr/bin/flock', '/bin/flock'].find((file) => existsSync(file));
  (flock !== undefined && process.platform === 'linux' ? it : it.skip)(
    'WhatAProcessHoldsALockOnIsStillWrittenHoweverLongAgo',
    async () => {
      for (const name of ['a.part.wav', 'b.wav', 'c.wav']) {
        writeCapture(folder.path, name, name === 'c.wav' ? {} : null);
        utimesSync(path(name), LONG_AGO, LONG_AGO);
      }
      const names = ['a.part.wav', 'b.wav', 'c.wav'];
      const holders = names.map((name) =>
        spawn(flock ?? '', ['-x', path(name), 'cat'], { stdio: ['pipe', 'pipe', 'inherit'] }),
      );
      const live = async () => (await summaries()).filter((each) => each.live).map(({ file }) => file);
      await until(async () => (await live()).length === 2);
      expect((await live()).sort()).toEqual(['a.part.wav', 'b.wav']);
      for (const holder of holders) {
        holder.stdin?.end();
        await new Promise((resolve) => holder.on('close', resolve));
      }
      expect(await live()).toEqual([]);
    },
  );

  it('AFileWithoutASidecarIsLiveWhileItGrows', async () => {
    writeCapture(folder.path, 'a.wav', null);
    expect(await only()).toMatchObject({ live: true, badges: [{ kind: 'no-sidecar' }] });
    utimesSync(path('a.wav'), LONG_AGO, LONG_AGO);
    expect(await only()).toMatchObject({ live: false, startedAtUnixMs: STARTED_MS });
  });

  it.each([
    ['no JSON', '{"version":'],
    ['no object', '[]'],
    ['no version', '{"origin":"dump"}'],
    ['a newer version', '{"version":3,"origin":"dump"}'],
    ['no origin of ours', '{"version":2,"origin":"elsewhere"}'],
    ['nothing', ''],
  ])('ADamagedSidecarIsABadge: %s', async (_what, text) => {
    writeCapture(folder.path, 'a.wav', null);
    writeFileSync(path('a.wav.json'), text);
    expect(kinds((await only()).badges)).toEqual(['no-sidecar', 'problems']);
  });

  it.each([
    { tracks: 7, sources: {}, markers: 'x', missing: [1], problems: {}, about: [], note: { a: 1 } },
    { startedAtUnixMs: 1e300, durationSeconds: -1, reason: 5, room: null, user: [] },
    { sources: [{ gaps: [{ seconds: 'long' }], peakDbfs: null, blocksDropped: -4, user: 3 }, null, 7] },
  ])('TakesAnyValueInASidecar: %j', async (sidecar) => {
    writeCapture(folder.path, 'a.wav', sidecar);
    const summary = await only();
    expect(Number.isFinite(summary.startedAtUnixMs)).toBe(true);
    expect(typeof summary.note).toBe('string');
  });

  it('ASidecarWhoseAudioIsGoneIsShown', async () => {
    writeFileSync(path('a.wav.json'), JSON.stringify(sidecarOf('a.wav')));
    expect(await only()).toMatchObject({ file: 'a.wav', badges: [{ kind: 'problems', count: 1 }] });
  });

  it('KnowsEncryptedCapturesWithASidecarAndWithout', async () => {
    writeCapture(folder.path, 'a.wav', {
      encrypted: { algorithm: 'x' },
      sources: undefined,
      tracks: [{ kind: 'local' }, { kind: 'remote' }],
    });
    writeFileSync(path('b.wav'), Buffer.concat([Buffer.from('VRSE'), Buffer.alloc(200)]));
    const [a, b] = (await summaries()).sort((x, y) => x.file.localeCompare(y.file));
    expect(a).toMatchObject({ encrypted: true, users: 2 });
    expect(b).toMatchObject({ encrypted: true });
  });

  it('LeavesLinksFoldersAndOtherFilesOut', async () => {
    const outside = temporaryFolder();
    writeCapture(outside.path, 'secret.wav', null);
    symlinkSync(join(outside.path, 'secret.wav'), path('link.wav'));
    mkdirSync(path('folder.wav'));
    for (const name of ['notes.txt', 'package.json', '.hidden.wav', 'x.features']) writeFileSync(path(name), '{}');
    expect(await summaries()).toEqual([]);
    outside.remove();
  });

  it('RejectsAFolderThatIsNotThere', async () => {
    await expect(CapturesFolder.at(path('nowhere'))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('SeesAtOnceWhatHasCome', async () => {
    const captures = await CapturesFolder.at(folder.path);
    for (let count = 0; count < 20; count += 1) {
      expect((await captures.list()).summaries).toHaveLength(count);
      writeCapture(folder.path, `${count}.wav`, {});
    }
  });

  it('ReadsASidecarOnceForAsLongAsItsFileStaysAsItIs', async () => {
    for (let i = 0; i < 1000; i += 1) writeCapture(folder.path, `${i}.wav`, {});
    let reads = 0;
    const reader = new SidecarReader(folder.path, () => {
      reads += 1;
      return Promise.resolve(JSON.stringify(sidecarOf('x.wav')));
    });
    await reader.readAll(await readEntries(folder.path));
    await reader.readAll(await readEntries(folder.path));
    expect(reads).toBe(1000);
    writeFileSync(path('7.wav.json'), '{}');
    await reader.readAll(await readEntries(folder.path));
    expect(reads).toBe(1001);
  });
});

describe('FolderWatch', () => {
  it('TellsOfWhatComesGoesAndGrows', async () => {
    writeCapture(folder.path, 'a.wav', {});
    const captures = await CapturesFolder.at(folder.path);
    let told = 0;
    const watch = new FolderWatch(captures, () => (told += 1));
    await until(async () => (await captures.list()).summaries.length === 1);
    const steps = [
      () => writeCapture(folder.path, 'b.wav', {}),
      () => renameSync(path('b.wav'), path('c.wav')),
      () => appendFileSync(path('a.wav'), 'more'),
    ];
    for (const step of steps) {
      const before = told;
      step();
      await until(() => told > before);
    }
    watch.close();
  });

  it('TellsOfWhatHasComeDuringItsFirstLook', async () => {
    const captures = await CapturesFolder.at(folder.path);
    const list = captures.list.bind(captures);
    const hold = gate();
    jest.spyOn(captures, 'list').mockImplementationOnce(async () => {
      await hold.opened;
      return list();
    });
    const forget = jest.spyOn(captures, 'forget');
    let told = 0;
    const watch = new FolderWatch(captures, () => (told += 1));
    writeCapture(folder.path, 'a.wav', {});
    await until(() => forget.mock.calls.length > 0);
    hold.open();
    await until(() => told > 0);
    watch.close();
  });
});
