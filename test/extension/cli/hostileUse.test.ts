import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { bundled, start, wavEntry } from '../support/bundledCli';
import type { Ended } from '../support/bundledCli';
import { STARTED_MS, temporaryFolder, writeCapture } from '../support/captures';

let program: string;
let folder: ReturnType<typeof temporaryFolder>;

beforeAll(() => {
  program = bundled(wavEntry, 'hostile');
});
afterAll(() => {
  rmSync(program);
});
beforeEach(() => {
  folder = temporaryFolder();
  writeCapture(folder.path, 'a.wav', {});
});
afterEach(() => {
  folder.remove();
});

const run = (args: string[]): Promise<Ended> => start(program, args, { cwd: folder.path }).end;
const path = (name: string): string => join(folder.path, name);
const contents = (): [string, string][] =>
  readdirSync(folder.path).map((name) => [name, readFileSync(path(name), 'latin1')]);
const isRoot = process.getuid?.() === 0;

describe('WrongUse', () => {
  it.each([
    [['recover', '--jsn'], 2, 'Did you mean --json?'],
    [['recover'], 2, '--recovery <folder> is missing'],
    [['help', 'lst'], 2, "unknown command 'lst'"],
    [['list', ''], 2, 'a path is empty'],
    [['info', ''], 2, 'a path is empty'],
    [['serve', ''], 2, 'a path is empty'],
    [['info', 'none.wav'], 3, 'there is no file'],
    [['peaks', '.'], 3, 'is a folder: give a capture in it'],
    [['export', '.'], 3, 'is a folder: give a capture in it'],
    [['bundle', 'none.wav'], 3, 'there is no file'],
    [['bundle', '.'], 3, 'is a folder: give a capture in it'],
    [['bundle', 'a.wav.json'], 3, 'is no capture that can be packed'],
    [['list', 'none'], 3, 'there is no folder'],
    [['serve', 'none'], 3, 'there is no folder'],
    [['list', 'a.wav'], 3, 'a.wav is no folder; give the folder'],
    [['info', 'a.wav', '--key-file', 'none'], 3, 'none cannot be read: it is not there'],
    [['info', 'a.wav', '--key-file', '.'], 3, 'cannot be read: that is a folder, and a file is expected'],
    [['export', 'a.wav', '--out', 'none/b.wav'], 4, 'make it, or give another --out'],
    [['bundle', 'a.wav', '--out', 'none/b.zip'], 4, 'make it, or give another --out'],
    [['recover', '--recovery', 'none'], 3, 'give the recovery folder of the game with --recovery'],
    [['recover', '--recovery', 'a.wav'], 3, 'is no folder'],
    [['export', 'a.wav', '--out', 'a.wav'], 2, 'is a file of the capture itself'],
    [['export', 'a.wav', '--from', '0.5', '--out', 'a.wav', '--overwrite'], 2, 'is a file of the capture itself'],
    [['export', 'a.wav', '--out', './x/../a.wav', '--overwrite'], 2, 'is a file of the capture itself'],
  ])('IsToldAndChangesNothing: %j', async (args, code, told) => {
    const before = contents();
    const ended = await run(args);
    expect([ended.code, ended.out]).toEqual([code, '']);
    expect(ended.err).toContain(told);
    expect(contents()).toEqual(before);
  });

  it.each([
    [['lst', '--json'], 2],
    [['info', '--json'], 2],
    [['list', 'none', '--json'], 3],
    [['peaks', 'none.wav', '--json'], 3],
    [['export', 'a.wav', '--json', '--out', 'none/b.wav'], 4],
    [['recover', '--json'], 2],
    [['wipe', '--json'], 2],
    [['serve', 'none', '--json'], 3],
  ])('IsOneJsonDocumentForWhoAskedForJson: %j', async (args, code) => {
    const ended = await run(args);
    expect(ended.code).toBe(code);
    const { error } = JSON.parse(ended.out) as { error: { exitCode: number; message: string } };
    expect(error.exitCode).toBe(code);
    expect(ended.err).toContain(error.message);
  });

  it('AFileBehindTheDashesIsNoOption', async () => {
    expect((await run(['info', '--', '--json'])).out).toBe('');
  });

  it('AFileThatLooksLikeAnOptionIsExplained', async () => {
    writeCapture(folder.path, '-a.wav', null);
    expect((await run(['info', '-a.wav'])).err).toContain('Write ./-a.wav');
    expect((await run(['info', './-a.wav'])).code).toBe(0);
    expect((await run(['info', '--', '-a.wav'])).code).toBe(0);
  });
});

describe('Names', () => {
  it.each(['with space.wav', `q'uo"te.wav`, '中文.wav', '😀.wav', 'new\nline.wav', '%2e%2e.wav', '$(x);y.wav'])(
    'AreTakenAsTheyAre: %j',
    async (name) => {
      writeCapture(folder.path, name, null);
      expect(JSON.parse((await run(['info', name, '--json'])).out)).toMatchObject({ captures: [{ file: name }] });
      expect((await run(['export', name, '--from', '0.5'])).code).toBe(0);
      expect(existsSync(path(name.replace('.wav', '_0.5-end.wav')))).toBe(true);
      expect((await run(['bundle', name])).code).toBe(0);
      expect(existsSync(path(name.replace('.wav', '.zip')))).toBe(true);
    },
  );

  it('WhatATerminalWouldObeyIsPrintedNowhere', async () => {
    const name = 'red\u001b[31m\nline.wav';
    writeCapture(folder.path, name, null);
    for (const args of [
      ['list', '.'],
      ['export', name, '--from', '0.5'],
      ['bundle', name],
      ['info', `${name}x`],
    ]) {
      const { out, err } = await run(args);
      expect(out + err).not.toContain('\u001b');
      expect(out + err).toContain('red?[31m');
    }
  });
});

describe('Exports', () => {
  it.each([
    ['a second name of it', linkSync],
    ['a track of it', undefined],
  ])('NeverWriteOverTheCapture: %s', async (_what, link) => {
    if (link === undefined) {
      writeCapture(folder.path, 'b.wav', null);
      writeCapture(folder.path, 'a.wav', { tracks: [{ file: 'b.wav', kind: 'local', user: 'me' }] });
    } else link(path('a.wav'), path('b.wav'));
    const before = contents();
    const ended = await run(['export', 'a.wav', '--from', '0.5', '--out', 'b.wav', '--overwrite']);
    expect([ended.code, ended.err]).toEqual([2, expect.stringContaining('is a file of the capture itself')]);
    expect(contents()).toEqual(before);
  });

  it('ARangeBehindTheEndIsTheEnd', async () => {
    const ended = await run(['export', 'a.wav', '--to', '90']);
    expect([ended.code, ended.err]).toEqual([0, expect.stringContaining('--to 90 lies behind the end')]);
    expect(readdirSync(folder.path).sort()).toEqual(['a.wav', 'a.wav.json', 'a_0-1s.wav']);
  });

  it('WhatBelongedToAReplacedFileGoesWithIt', async () => {
    writeCapture(folder.path, 'b.wav', { reason: 'old' });
    writeFileSync(path('b.wav.features'), 'old');
    expect((await run(['export', 'a.wav', '--out', 'b.wav'])).code).toBe(2);
    expect((await run(['export', 'a.wav', '--out', 'b.wav', '--overwrite', '--no-sidecar'])).code).toBe(0);
    expect(readdirSync(folder.path).sort()).toEqual(['a.wav', 'a.wav.json', 'b.wav']);
  });

  it('ASidecarThatStandsThereAloneIsAFileLikeOthers', async () => {
    writeFileSync(path('b.wav.json'), 'somebody’s');
    const ended = await run(['export', 'a.wav', '--out', 'b.wav']);
    expect([ended.code, ended.err]).toEqual([2, expect.stringContaining('b.wav.json is there already')]);
    expect(readFileSync(path('b.wav.json'), 'utf8')).toBe('somebody’s');
  });

  it('AFolderIsNoTarget', async () => {
    mkdirSync(path('b.wav'));
    mkdirSync(path('b.zip'));
    for (const args of [
      ['export', 'a.wav', '--out', 'b.wav'],
      ['bundle', 'a.wav', '--out', 'b.zip'],
    ]) {
      const ended = await run([...args, '--overwrite']);
      expect([ended.code, ended.err]).toEqual([2, expect.stringContaining('is no plain file')]);
    }
  });

  it('OfSeveralAtOnceOneWinsAndTheOthersSaySo', async () => {
    for (const args of [
      ['export', 'a.wav', '--out', 'b.wav'],
      ['bundle', 'a.wav', '--out', 'b.zip'],
    ]) {
      const codes = (await Promise.all([1, 2, 3, 4].map(() => run(args)))).map(({ code }) => code);
      expect(codes.sort()).toEqual([0, 2, 2, 2]);
    }
    expect(readdirSync(folder.path).sort()).toEqual(['a.wav', 'a.wav.json', 'b.wav', 'b.zip']);
  });

  it('OfAnUnfinishedCaptureIsAFinishedOne', async () => {
    writeCapture(folder.path, 'c.part-2.wav', null);
    expect((await run(['export', 'c.part-2.wav'])).code).toBe(0);
    expect((await run(['bundle', 'c.part-2.wav'])).code).toBe(0);
    expect(readdirSync(folder.path).sort()).toEqual(['a.wav', 'a.wav.json', 'c.part-2.wav', 'c.wav', 'c.zip']);
  });

  it('ALinkIsReadAndNotPacked', async () => {
    symlinkSync('a.wav', path('link.wav'));
    expect((await run(['peaks', 'link.wav'])).code).toBe(0);
    const ended = await run(['bundle', 'link.wav']);
    expect([ended.code, ended.err]).toEqual([3, expect.stringContaining('no link')]);
  });
});

describe('Surroundings', () => {
  (isRoot ? it.skip : it)('AFolderThatCannotBeReadOrWrittenIsToldInWords', async () => {
    mkdirSync(path('shut'), { mode: 0o500 });
    for (const args of [
      ['export', 'a.wav', '--out', 'shut/b.wav'],
      ['bundle', 'a.wav', '--out', 'shut/b.zip'],
    ]) {
      const ended = await run(args);
      expect([ended.code, ended.err]).toEqual([4, expect.stringContaining('shut: permission is missing')]);
    }
    chmodSync(path('shut'), 0o000);
    for (const command of ['list', 'serve']) {
      const ended = await run([command, 'shut']);
      expect([ended.code, ended.err]).toEqual([4, expect.stringContaining('cannot be read: permission is missing')]);
    }
    chmodSync(path('shut'), 0o700);
  });

  (existsSync('/dev/full') ? it : it.skip).each([['list', '.'], ['peaks', 'a.wav', '--json'], ['--help']])(
    'AResultThatCannotBeWrittenIsNoSuccess: %s',
    (...args) => {
      const command = [process.execPath, program, ...args].map((word) => `'${word}'`).join(' ');
      const { status, stderr } = spawnSync('sh', ['-c', `${command} > /dev/full`], { cwd: folder.path });
      expect([status, stderr.toString()]).toEqual([4, expect.stringContaining('the disk is full')]);
    },
  );

  it('AReaderOfAPipeMayLeaveEarly', () => {
    const command = `'${process.execPath}' '${program}' peaks a.wav --points 16000 --json`;
    const script = `${command} 2>err | head -n 1; cat err; rm err`;
    expect(spawnSync('sh', ['-c', script], { cwd: folder.path }).stdout.toString()).toBe('{\n');
  });

  it('ACaptureThatNobodyWritesAnyMoreIsUnfinished', async () => {
    writeCapture(folder.path, 'b.part.wav', null);
    const longAgo = new Date(STARTED_MS);
    utimesSync(path('b.part.wav'), longAgo, longAgo);
    const { out } = await run(['list', '.']);
    expect(out).toMatch(/b\.part\.wav +unfinished$/m);
    expect(out).toContain('voice-recorder recover --recovery');
    expect(out).not.toContain('live');
  });
});
