import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CaptureLibrary } from '../../../editor-extension/source/host/CaptureLibrary';
import { captureId } from '../../../editor-extension/source/host/names';
import type * as Replacing from '../../../editor-extension/source/host/replaceFile';
import { temporaryFolder, writeCapture } from '../support/captures';
import { gate, until } from '../support/waiting';

/** What waits between what a note has read and what it writes. */
let beforeWrite: () => Promise<void> = () => Promise.resolve();
jest.mock('../../../editor-extension/source/host/replaceFile', () => {
  const real: typeof Replacing = jest.requireActual('../../../editor-extension/source/host/replaceFile');
  return {
    replaceFile: async (...given: Parameters<typeof real.replaceFile>) => {
      await beforeWrite();
      await real.replaceFile(...given);
    },
  };
});

const ID = captureId('a.wav');
const FILES = ['a.local.wav', 'a.wav', 'a.wav.features', 'a.wav.json'];
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
  writeCapture(folder.path, 'a.wav', { tracks: [{ file: 'a.local.wav', kind: 'local', user: 'me' }] });
  writeCapture(folder.path, 'a.local.wav', null);
  writeFileSync(path('a.wav.features'), 'VRFT');
});
afterEach(() => {
  beforeWrite = () => Promise.resolve();
  folder.remove();
});

const path = (name: string): string => join(folder.path, name);
const at = (undoMs?: number) =>
  CaptureLibrary.at({ folder: folder.path, analysis: null, ...(undoMs === undefined ? {} : { undoMs }) });
const visible = (): string[] =>
  readdirSync(folder.path)
    .filter((name) => !name.startsWith('.'))
    .sort();
const trashed = (): string[] =>
  existsSync(path('.voice-recorder/trash')) ? readdirSync(path('.voice-recorder/trash')) : [];
/** Until so many captures lie in the trash. */
async function untilPlaces(count: number): Promise<void> {
  const places = (): number =>
    trashed().reduce((sum, own) => sum + readdirSync(path(`.voice-recorder/trash/${own}`)).length, 0);
  for (let turn = 0; turn < 2000 && places() !== count; turn += 1)
    await new Promise((resolve) => setImmediate(resolve));
  expect(places()).toBe(count);
}

describe('Trash', () => {
  it('AllFilesOfACaptureGoTogetherAndComeBackTogether', async () => {
    writeFileSync(path('b.txt'), 'other');
    const before = FILES.map((name) => readFileSync(path(name)));
    const library = await at();
    expect(await library.remove(ID)).toEqual({ undoSeconds: 30 });
    expect(visible()).toEqual(['b.txt']);
    expect(await library.list()).toEqual([]);
    await library.restore(ID);
    expect(visible()).toEqual([...FILES, 'b.txt'].sort());
    expect(FILES.map((name) => readFileSync(path(name)))).toEqual(before);
    await library.close();
  });

  it('ANoteThatIsHalfWrittenGoesAndComesBackWithItsCapture', async () => {
    const reached = gate();
    const held = gate();
    beforeWrite = () => {
      reached.open();
      return held.opened;
    };
    const library = await at();
    const noted = library.setNote(ID, 'last words');
    await reached.opened;
    let isRemoved = false;
    const removed = library.remove(ID).then(() => (isRemoved = true));
    // Nothing holds the removal up but the note.
    for (let turn = 0; turn < 500 && !isRemoved; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    held.open();
    await Promise.all([noted, removed]);
    expect(visible()).toEqual([]);
    await library.restore(ID);
    expect(visible()).toEqual(FILES);
    expect((await library.list())[0]).toMatchObject({ note: 'last words' });
    await library.close();
  });

  it('ANoteThatComesAfterItsCaptureHasGoneMakesNothing', async () => {
    const library = await at();
    const removed = library.remove(ID);
    const noted = library.setNote(ID, 'too late');
    await removed;
    await expect(noted).rejects.toMatchObject({ code: 'not-found' });
    expect(visible()).toEqual([]);
    await library.restore(ID);
    expect(visible()).toEqual(FILES);
    await library.close();
  });

  it('WhatOnlyLooksLikeASidecarStays', async () => {
    writeFileSync(path('a.wav.json'), '{"somebody":"else"}');
    utimesSync(path('a.wav'), 1, 1);
    const library = await at();
    await library.remove(ID);
    expect(visible()).toEqual(['a.local.wav', 'a.wav.json']);
    await library.close();
  });

  it('AfterItsTimeACaptureIsGoneForGood', async () => {
    const library = await at(20);
    await library.remove(ID);
    await until(() => trashed().every((own) => readdirSync(path(`.voice-recorder/trash/${own}`)).length === 0));
    await expect(library.restore(ID)).rejects.toMatchObject({ code: 'not-found' });
    expect(visible()).toEqual([]);
    await library.close();
  });

  it('ClosingPurges', async () => {
    const library = await at();
    await library.remove(ID);
    await library.close();
    expect(trashed()).toEqual([]);
  });

  it('AnotherOfTheSameNameHasItsOwnTime', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'] });
    try {
      const library = await at(30_000);
      await library.remove(ID);
      jest.advanceTimersByTime(20_000);
      writeCapture(folder.path, 'a.wav', { reason: 'second' });
      await library.remove(ID);
      jest.advanceTimersByTime(15_000);
      await untilPlaces(1);
      await library.restore(ID);
      expect((await library.list())[0]).toMatchObject({ reason: 'second' });
      await library.remove(ID);
      jest.advanceTimersByTime(30_000);
      await untilPlaces(0);
      await expect(library.restore(ID)).rejects.toMatchObject({ code: 'not-found' });
      await library.close();
    } finally {
      jest.useRealTimers();
    }
  });

  it('WhatIsNotedOfTheNextOfTheSameNameStays', async () => {
    const next = captureId('c.wav');
    writeCapture(folder.path, 'c.wav', null);
    utimesSync(path('c.wav'), 1, 1);
    const library = await at();
    await library.remove(next);
    writeCapture(folder.path, 'c.wav', null);
    await library.setNote(next, 'of the second');
    await library.close();
    const again = await at();
    expect((await again.list()).find(({ id }) => id === next)).toMatchObject({ note: 'of the second' });
    await again.close();
  });

  it('AStartPurgesWhatIsOldAndNothingThatAnotherMachineMayStillGiveBack', async () => {
    const noProcess = 2 ** 22 + 1;
    const anHourAgo = Date.now() / 1000 - 3601;
    for (const name of [`${noProcess}-old`, `${noProcess}-young`, `${process.pid}-old`]) {
      mkdirSync(path(`.voice-recorder/trash/${name}/x`), { recursive: true });
      if (name.endsWith('old')) utimesSync(path(`.voice-recorder/trash/${name}`), anHourAgo, anHourAgo);
    }
    const library = await at();
    expect(trashed()).toEqual([`${noProcess}-young`]);
    await library.close();
  });

  it('NothingBehindALinkIsPurged', async () => {
    const outside = temporaryFolder();
    mkdirSync(join(outside.path, 'precious'));
    mkdirSync(path('.voice-recorder'));
    symlinkSync(outside.path, path('.voice-recorder/trash'));
    const library = await at();
    expect(existsSync(join(outside.path, 'precious'))).toBe(true);
    await expect(library.remove(ID)).rejects.toMatchObject({ code: 'io' });
    expect(visible()).toEqual(FILES);
    await library.close();
    outside.remove();
  });

  it('ComesBackOverNothingThatIsThere', async () => {
    const library = await at();
    await library.remove(ID);
    writeFileSync(path('a.wav.json'), 'new');
    await expect(library.restore(ID)).rejects.toMatchObject({ code: 'refused' });
    expect(readFileSync(path('a.wav.json'), 'utf8')).toBe('new');
    expect(visible()).toEqual(['a.wav.json']);
    await library.close();
  });

  it('ACaptureThatIsStillWrittenStays', async () => {
    writeCapture(folder.path, 'b.part.wav', null);
    const library = await at();
    await expect(library.remove(captureId('b.part.wav'))).rejects.toMatchObject({ code: 'busy' });
    expect(existsSync(path('b.part.wav'))).toBe(true);
    await library.close();
  });
});
