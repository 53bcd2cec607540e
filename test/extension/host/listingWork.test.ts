import { utimesSync, writeFileSync } from 'node:fs';
import type * as Fs from 'node:fs';
import type * as FsPromises from 'node:fs/promises';
import { join } from 'node:path';
import { CapturesFolder } from '../../../editor-extension/source/host/CapturesFolder';
import { sidecarOf, STARTED_MS, temporaryFolder, writeCapture } from '../support/captures';

/** How often the disk was asked, since `counted` was called last. */
const work = { folders: 0, stats: 0, sidecars: 0, opened: 0 };
jest.mock('node:fs', () => {
  const real: typeof Fs = jest.requireActual('node:fs');
  const lstatSync = (...given: [string]): unknown => ((work.stats += 1), real.lstatSync(...given));
  return { ...real, lstatSync };
});
jest.mock('node:fs/promises', () => {
  const real: typeof FsPromises = jest.requireActual('node:fs/promises');
  return {
    ...real,
    readdir: (...given: [string]) => ((work.folders += 1), real.readdir(...given)),
    readFile: (...given: [string]) => ((work.sidecars += 1), real.readFile(...given)),
    open: (...given: [string]) => ((work.opened += 1), real.open(...given)),
  };
});

const COUNT = 1000;
const LONG_AGO = new Date(STARTED_MS);
/** Longer than a listing is given again without a look. */
const LATER_MS = 3000;

let folder: ReturnType<typeof temporaryFolder>;
let nowMs = Date.now();
let captures: CapturesFolder;

/** What one listing asks of the disk. */
async function counted(): Promise<typeof work> {
  Object.assign(work, { folders: 0, stats: 0, sidecars: 0, opened: 0 });
  const { summaries } = await captures.list();
  expect(summaries).toHaveLength(COUNT);
  return { ...work };
}

beforeAll(async () => {
  folder = temporaryFolder();
  for (let place = 0; place < COUNT; place += 1) writeCapture(folder.path, `${place}.wav`, {});
  utimesSync(folder.path, LONG_AGO, LONG_AGO);
  jest.spyOn(Date, 'now').mockImplementation(() => nowMs);
  captures = await CapturesFolder.at(folder.path);
});
afterAll(() => {
  jest.restoreAllMocks();
  folder.remove();
});

/** The folder itself, and that of notes. */
const FOLDERS = 2;
/** Audio and sidecar of each capture. */
const STATS = 2 * COUNT;

describe('AListingOfAThousandCaptures', () => {
  it('LooksAtEachFileAndReadsEachSidecarOnce', async () => {
    expect(await counted()).toEqual({ folders: FOLDERS, stats: STATS, sidecars: COUNT, opened: 0 });
  });

  it('ASecondOneOfAFolderThatHasNotChangedLooksAtNoFile', async () => {
    expect(await counted()).toEqual({ folders: 0, stats: 0, sidecars: 0, opened: 0 });
  });

  it('ALaterOneLooksAtEachFileAndReadsNone', async () => {
    nowMs += LATER_MS;
    expect(await counted()).toEqual({ folders: FOLDERS, stats: STATS, sidecars: 0, opened: 0 });
  });

  it('OneThatHasChangedIsReadAlone', async () => {
    writeFileSync(join(folder.path, '7.wav.json'), JSON.stringify(sidecarOf('7.wav', { room: 'changed' })));
    nowMs += LATER_MS;
    expect(await counted()).toEqual({ folders: FOLDERS, stats: STATS, sidecars: 1, opened: 0 });
    expect((await captures.list()).summaries.filter(({ room }) => room === 'changed')).toHaveLength(1);
  });

  it('OneThatHasComeIsSeenAtOnceAndReadAlone', async () => {
    writeCapture(folder.path, `${COUNT}.wav`, {});
    utimesSync(folder.path, nowMs / 1000, nowMs / 1000);
    Object.assign(work, { folders: 0, stats: 0, sidecars: 0, opened: 0 });
    expect((await captures.list()).summaries).toHaveLength(COUNT + 1);
    expect(work).toEqual({ folders: FOLDERS, stats: STATS + 2, sidecars: 1, opened: 0 });
  });
});
