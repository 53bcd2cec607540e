import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActivityReader, folderOf, projectFolder } from '../../../editor-extension/source/host/projectFolder';
import { STARTED_MS, temporaryFolder, writeCapture } from '../support/captures';

let project: ReturnType<typeof temporaryFolder>;
beforeEach(() => (project = temporaryFolder()));
afterEach(() => {
  project.remove();
});

describe('The captures folder of a project', () => {
  it.each([undefined, null, '', '  ', 7])('is captures when the setting is %j', (setting) => {
    expect(folderOf('/p', setting)).toBe('/p/captures');
  });

  it('lies below the project, or where an absolute path says', () => {
    expect(folderOf('/p', ' build/../voices ')).toBe('/p/voices');
    expect(folderOf('/p', '../shared')).toBe('/shared');
    expect(folderOf('/p', '/q/voices')).toBe('/q/voices');
  });

  it('is missing until something makes it', async () => {
    expect(await projectFolder(project.path, 'captures')).toEqual({
      ...{ path: join(project.path, 'captures'), kind: 'missing', reason: '', warnings: [] },
    });
    mkdirSync(join(project.path, 'captures'));
    expect(await projectFolder(project.path, 'captures')).toMatchObject({ kind: 'ready', warnings: [] });
  });

  it('is blocked by a file of its name, and says so', async () => {
    writeFileSync(join(project.path, 'captures'), '');
    expect(await projectFolder(project.path, 'captures')).toMatchObject({ kind: 'blocked', reason: /a folder/ });
    expect(await projectFolder(project.path, 'captures/inner')).toMatchObject({ kind: 'blocked', reason: /no folder/ });
  });

  it.each(['assets', 'assets/captures', './assets/x/../captures'])('is warned of in %s', async (setting) => {
    mkdirSync(join(project.path, 'assets/captures'), { recursive: true });
    mkdirSync(join(project.path, 'assets/x'));
    expect((await projectFolder(project.path, setting)).warnings).toEqual(['in-assets']);
  });

  it.each(['assets2', '..assets', 'captures/assets'])('is not warned of in %s', async (setting) => {
    expect((await projectFolder(project.path, setting)).warnings).toEqual([]);
  });

  // The superuser may write anywhere.
  (process.getuid?.() === 0 ? it.skip : it)('is read-only where it may not be written', async () => {
    const path = join(project.path, 'captures');
    mkdirSync(path, { mode: 0o555 });
    expect(await projectFolder(project.path, 'captures')).toMatchObject({ kind: 'ready', warnings: ['read-only'] });
    chmodSync(path, 0o000);
    expect(await projectFolder(project.path, 'captures')).toMatchObject({ kind: 'blocked', reason: /permission/ });
    chmodSync(path, 0o755);
  });
});

describe('What the files tell of the running game', () => {
  const reader = new ActivityReader();
  const activity = async (setting = 'captures') => reader.read(await projectFolder(project.path, setting));

  it('is nothing without a folder', async () => {
    expect(await activity()).toMatchObject({ captures: 0, live: 0, newestUnixMs: null, problem: '' });
    writeFileSync(join(project.path, 'captures'), '');
    expect((await activity()).problem).toMatch(/a folder is expected/);
  });

  it('is how many captures there are, the newest, and whether one is written now', async () => {
    const folder = join(project.path, 'captures');
    mkdirSync(folder);
    writeCapture(folder, 'a.wav', {});
    expect(await activity()).toMatchObject({ captures: 1, live: 0, newestUnixMs: STARTED_MS });
    writeFileSync(join(folder, 'b.part.wav'), 'RIFF');
    expect(await activity()).toMatchObject({ captures: 2, live: 1 });
  });

  it('follows the settings to another folder', async () => {
    for (const name of ['one', 'two']) mkdirSync(join(project.path, name));
    writeCapture(join(project.path, 'two'), 'a.wav', {});
    expect(await activity('one')).toMatchObject({ captures: 0 });
    expect(await activity('two')).toMatchObject({ captures: 1 });
  });
});
