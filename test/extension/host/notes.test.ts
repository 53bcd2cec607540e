import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CaptureLibrary } from '../../../editor-extension/source/host/CaptureLibrary';
import { captureId } from '../../../editor-extension/source/host/names';
import { temporaryFolder, writeCapture } from '../support/captures';

const ID = captureId('a.wav');
let folder: ReturnType<typeof temporaryFolder>;
let library: CaptureLibrary;

beforeEach(async () => {
  folder = temporaryFolder();
  library = await CaptureLibrary.at({ folder: folder.path, analysis: null });
});
afterEach(async () => {
  await library.close();
  folder.remove();
});

const path = (name: string): string => join(folder.path, name);
const own = (): string => path(`.voice-recorder/notes/${ID}.json`);

describe('Notes', () => {
  it('StandInTheSidecarWhereRetentionReadsThem', async () => {
    writeCapture(folder.path, 'a.wav', {});
    await library.setNote(ID, 'voice broke up');
    await library.setPinned(ID, true);
    expect(JSON.parse(readFileSync(path('a.wav.json'), 'utf8'))).toMatchObject({
      note: 'voice broke up',
      pinned: true,
    });
    expect((await library.list())[0]).toMatchObject({ note: 'voice broke up', pinned: true });
  });

  it('LeaveEveryOtherByteOfTheSidecar', async () => {
    writeCapture(folder.path, 'a.wav', null);
    const text =
      '{ "version" : 2,\n\t"origin":"dump", "startMonotonicMs": 123456789012345678901234567890.5,"x":{"note":1}}\n';
    writeFileSync(path('a.wav.json'), text);
    await library.setNote(ID, 'x');
    expect(readFileSync(path('a.wav.json'), 'utf8')).toContain('123456789012345678901234567890.5');
    await library.setNote(ID, '');
    expect(readFileSync(path('a.wav.json'), 'utf8')).toBe(text);
  });

  it('AreAllKeptWhenTheyComeAtOnce', async () => {
    writeCapture(folder.path, 'a.wav', {});
    await Promise.all([library.setNote(ID, 'one'), library.setPinned(ID, true), library.setNote(ID, 'two')]);
    expect((await library.list())[0]).toMatchObject({ note: 'two', pinned: true });
  });

  it('ACaptureWithoutASidecarGetsNone', async () => {
    writeCapture(folder.path, 'a.wav', null);
    await library.setNote(ID, 'x');
    expect(existsSync(path('a.wav.json'))).toBe(false);
    expect(existsSync(own())).toBe(true);
    expect((await library.list())[0]).toMatchObject({ note: 'x', badges: [{ kind: 'no-sidecar' }] });
    await library.setNote(ID, '');
    expect(existsSync(own())).toBe(false);
  });

  it('GoForGoodWithTheirCapture', async () => {
    writeCapture(folder.path, 'a.wav', null);
    await library.setNote(ID, 'x');
    utimesSync(path('a.wav'), 1, 1);
    await library.remove(ID);
    await library.restore(ID);
    expect((await library.list())[0]).toMatchObject({ note: 'x' });
    await library.remove(ID);
    await library.close();
    expect(existsSync(own())).toBe(false);
  });

  it('MoveIntoTheSidecarWhenThereIsOne', async () => {
    writeCapture(folder.path, 'a.wav', null);
    await library.setNote(ID, 'x');
    writeCapture(folder.path, 'a.wav', {});
    expect((await library.list())[0]).toMatchObject({ note: 'x' });
    await library.setPinned(ID, true);
    expect(JSON.parse(readFileSync(path('a.wav.json'), 'utf8'))).toMatchObject({ note: 'x', pinned: true });
    expect(existsSync(own())).toBe(false);
  });

  it('ADamagedSidecarIsLeftAsItIs', async () => {
    writeCapture(folder.path, 'a.wav', null);
    writeFileSync(path('a.wav.json'), '{"somebody":"else"}');
    await library.setNote(ID, 'x');
    expect(readFileSync(path('a.wav.json'), 'utf8')).toBe('{"somebody":"else"}');
    expect((await library.list())[0]).toMatchObject({ note: 'x' });
  });

  it('RefuseATextThatIsNoNote', async () => {
    writeCapture(folder.path, 'a.wav', {});
    await expect(library.setNote(ID, 'x'.repeat(70_000))).rejects.toMatchObject({ code: 'refused' });
    await expect(library.setNote('nobody', 'x')).rejects.toMatchObject({ code: 'not-found' });
    expect((await library.list())[0]).toMatchObject({ note: '' });
  });
});
