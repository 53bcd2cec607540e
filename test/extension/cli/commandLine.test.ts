import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { unzipRaw } from 'unzipit';
import { VERSION } from '../../../editor-extension/source/shared/version';
import { bundled, mainEntry, onTerminal, ROOT, start, wavEntry } from '../support/bundledCli';
import type { Ended } from '../support/bundledCli';
import { temporaryFolder, writeCapture } from '../support/captures';
import { until } from '../support/waiting';

let main: string;
let program: string;
let folder: ReturnType<typeof temporaryFolder>;

beforeAll(() => {
  main = bundled(mainEntry, 'main');
  program = bundled(wavEntry, 'wav');
});
afterAll(() => {
  for (const file of [main, program]) rmSync(file);
});
beforeEach(() => {
  folder = temporaryFolder();
  writeCapture(folder.path, 'a.wav', { markers: [{ seconds: 0.5, label: 'hotkey' }] });
});
afterEach(() => {
  folder.remove();
});

/** A mix with the tracks of three users. */
function writeRoom(): void {
  const track = (name: string, more: object) => ({ file: `room.${name}.wav`, channels: 1, ...more });
  writeCapture(folder.path, 'room.wav', {
    tracks: [
      track('local', { kind: 'local', user: 'me' }),
      track('remote-bob', { kind: 'remote', user: 'bob' }),
      track('remote-ann', { kind: 'remote', user: 'ann' }),
    ],
  });
  for (const name of ['local', 'remote-bob', 'remote-ann']) writeCapture(folder.path, `room.${name}.wav`, null);
}

const run = (args: string[], env: Record<string, string> = {}): Promise<Ended> =>
  start(program, args, { cwd: folder.path, env }).end;
const json = (ended: Ended): unknown => JSON.parse(ended.out) as unknown;
const files = (): string[] => readdirSync(folder.path).sort();

const COMMANDS = ['list', 'info', 'peaks', 'diagnose', 'export', 'recover', 'wipe', 'bundle', 'serve', 'doctor'];

describe('CommandLine', () => {
  it('TheVersionIsThatOfThePackage', async () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(VERSION).toBe(manifest.version);
    expect((await start(main, ['--version'], { cwd: folder.path }).end).out.trim()).toBe(VERSION);
  });

  it('HelpNamesEveryCommandAndTheExitCodes', async () => {
    const { code, out } = await start(main, ['--help'], { cwd: folder.path }).end;
    expect(code).toBe(0);
    for (const command of COMMANDS) expect(out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    expect(out).toContain('Exit codes: 0 fine, 1 findings');
  });

  it.each(COMMANDS)('HelpHasExamples: %s', async (command) => {
    const { code, out } = await run([command, '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`Examples?:\n  voice-recorder ${command}`));
    expect(out).toContain('--json');
    expect(out).toContain('Exit codes:');
  });

  it.each([
    [['lst'], 'Did you mean list?'],
    [['list', '--jsn'], 'Did you mean --json?'],
    [['bundle', 'a.wav', '--hash-user'], 'Did you mean --hash-users?'],
    [['peaks'], "missing required argument 'file'"],
    [['list', 'a', 'b'], 'too many arguments'],
    [['peaks', 'a.wav', '--points', '0'], 'from 1 to'],
    [['export', 'a.wav', '--from', 'now'], 'Expected seconds'],
    [['export', 'a.wav', '--format', 'mp3'], 'Allowed choices are wav, aac'],
    [['export', 'a.wav', '--out', 'b.mp3'], 'end in .wav or .aac'],
    [['export', 'a.wav', '--out', 'b.wav', '--format', 'aac'], 'differ'],
    [['export', 'a.wav', '--from', '5'], 'lies behind the end'],
    [['export', 'a.wav', '--from', '0.5', '--to', '0.5'], 'no range'],
    [['export', 'a.wav', '--lanes', '3'], 'it has 0 (mix)'],
    [['bundle', 'a.wav', '--out', 'b.tar'], 'end in .zip'],
    [['diagnose'], "missing required argument 'file'"],
    [['diagnose', 'a.wav', '--fail-on', 'doubt'], 'Allowed choices are error, warning, info'],
    [['diagnose', 'a.wav', '--junit', 'a.wav'], 'is there already: give another --junit'],
    [['recover'], '--recovery'],
    [['wipe', '--recovery', '.'], '--yes'],
    [['serve', '--port', '70000'], 'from 0 to 65535'],
    [[], 'which command?'],
  ])('WrongUseIsToldOnStderr: %j', async (args, told) => {
    const { code, out, err } = await run(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(told);
    expect(err).not.toMatch(/^ +at /m);
    expect(files()).toEqual(['a.wav', 'a.wav.json']);
  });

  it.each([
    [['list', 'nowhere'], 3],
    [['info', 'nowhere.wav'], 3],
    [['info', 'a.wav.json'], 3],
    [['peaks', 'nowhere.wav'], 3],
    [['export', 'nowhere.wav'], 3],
    [['bundle', 'nowhere.wav'], 3],
    [['diagnose', 'nowhere.wav'], 3],
    [['diagnose', 'a.wav', '--html', 'nowhere/b.html'], 4],
    [['serve', 'nowhere'], 3],
    [['info', 'a.wav', '--key-file', 'nowhere'], 3],
    [['recover', '--recovery', 'nowhere'], 3],
    [['export', 'a.wav', '--out', 'nowhere/b.wav'], 4],
  ])('WhatCannotBeReadOrWrittenHasItsCode: %j', async (args, code) => {
    const ended = await run(args);
    expect(ended.code).toBe(code);
    expect(ended.err).toMatch(/^error: /m);
  });

  it('ListsCaptures', async () => {
    const text = await run(['list', '.']);
    expect([text.code, text.err]).toEqual([0, '']);
    expect(text.out).toMatch(/STARTED +LENGTH +SIZE +FILE/);
    expect(text.out).toMatch(/0:01\.0 .*a\.wav +glitch/);
    expect(json(await run(['list', '.', '--json']))).toMatchObject({ captures: [{ file: 'a.wav' }] });
    expect(files()).toEqual(['a.wav', 'a.wav.json']);
  });

  it('TheFolderIsCapturesUnlessItIsNamed', async () => {
    expect((await run(['list'])).err).toContain('captures; give the folder that the game writes captures to');
  });

  it('TellsWhatACaptureIs', async () => {
    const { code, out } = await run(['info', 'a.wav']);
    expect(code).toBe(0);
    for (const part of ['a.wav', 'pcm16, 16000 Hz', 'glitch', 'hotkey', 'mix']) expect(out).toContain(part);
  });

  it('TellsTheSizeOfTheAudioAndOfAllFilesAsListDoes', async () => {
    writeRoom();
    const { captures } = json(await run(['list', '.', '--json'])) as { captures: { file: string; bytes: number }[] };
    const all = captures.find(({ file }) => file === 'room.wav')?.bytes ?? 0;
    const text = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;
    const { out } = await run(['info', 'room.wav']);
    const audio = text(readFileSync(join(folder.path, 'room.wav')).length);
    expect(out).toContain(`${audio}, with tracks, features and sidecar ${text(all)}`);
    expect(all).toBeGreaterThan(3 * 32000);
  });

  it('TellsWhichNumbersAndNamesLanesHave', async () => {
    writeRoom();
    const { out } = await run(['info', 'room.wav']);
    expect(out).toMatch(/^Lanes, which --lanes and --lane take by number, kind, user or label\n {2}0 +local +me /m);
    for (const command of ['export', 'peaks']) expect((await run([command, '--help'])).out).toContain('from 0');
  });

  it.each([['room.zip'], ['.'], ['a.wav.json'], ['none.wav'], ['']])('AnErrorNamesAFileOnce: %j', async (name) => {
    writeFileSync(join(folder.path, 'room.zip'), 'PK\u0003\u0004');
    const { err } = await run(['info', name]);
    expect(err).not.toMatch(/^error: [^ ]*: /);
    if (name.length > 1) expect(err.split(name)).toHaveLength(2);
  });

  it('OneFileThatCannotBeReadKeepsNoOtherFromBeingTold', async () => {
    writeFileSync(join(folder.path, 'bad.wav'), 'x');
    const ended = await run(['info', 'bad.wav', 'a.wav', '--json']);
    expect(ended.code).toBe(3);
    expect(json(ended)).toMatchObject({ captures: [{ file: 'a.wav' }], failed: [{ path: 'bad.wav' }] });
    expect(ended.err).toContain('error: bad.wav');
  });

  it('PrintsLevelsOverTime', async () => {
    const { out } = await run(['peaks', 'a.wav', '--points', '4']);
    expect(out.split('\n').filter((line) => /-6\.0/.test(line))).toHaveLength(4);
    const points = (json(await run(['peaks', 'a.wav', '--points', '4', '--json'])) as { points: { max: number }[] })
      .points;
    expect(points).toHaveLength(4);
    expect(points[0]?.max).toBeCloseTo(0.5, 2);
  });

  it('TellsWhenEachWindowOfLevelsBeginsAndHowLongItIs', async () => {
    const { out } = await run(['peaks', 'a.wav', '--points', '60']);
    const [head, ...rows] = out.trimEnd().split('\n');
    expect(head).toMatch(/^ *TIME +SECONDS /);
    const windows = rows.map((row) => /^ *0:(\d\d\.\d{3}) +(\d\.\d{3}) /.exec(row)?.slice(1).map(Number) ?? []);
    expect(windows).toHaveLength(60);
    let end = 0;
    for (const [start = NaN, seconds = NaN] of windows) {
      expect(start).toBeCloseTo(end, 2);
      end = start + seconds;
    }
    expect(new Set(windows.map(([start]) => start)).size).toBe(60);
    expect(end).toBeCloseTo(1, 2);
  });

  it('ExportsARange', async () => {
    const ended = await run(['export', 'a.wav', '--from', '0:00.25', '--to', '0.75', '--json']);
    expect(json(ended)).toMatchObject({ file: join(folder.path, 'a_0.25-0.75s.wav'), durationSeconds: 0.5 });
    expect(readFileSync(join(folder.path, 'a_0.25-0.75s.wav'))).toHaveLength(80 + 16000);
    const again = await run(['export', 'a.wav', '--from', '0.25', '--to', '0.75']);
    expect([again.code, again.err]).toEqual([2, expect.stringContaining('--overwrite')]);
    expect((await run(['export', 'a.wav', '--from', '0.25', '--to', '0.75', '--overwrite'])).code).toBe(0);
  });

  it('PacksCaptures', async () => {
    writeCapture(folder.path, 'b.wav', {});
    const ended = await run(['bundle', 'a.wav', 'b.wav', '--out', 'both.zip', '--json']);
    expect(json(ended)).toMatchObject({ manifest: { captures: [{ file: 'a.wav' }, { file: 'b.wav' }] } });
    expect(readFileSync(join(folder.path, 'both.zip')).toString('latin1', 0, 2)).toBe('PK');
    expect(files()).toEqual(['a.wav', 'a.wav.json', 'b.wav', 'b.wav.json', 'both.zip']);
  });

  it('CountsEveryFileOfTheZip', async () => {
    writeRoom();
    const { out } = await run(['bundle', 'room.wav', '--out', 'room.zip']);
    const { entries } = await unzipRaw(new Blob([readFileSync(join(folder.path, 'room.zip'))]));
    expect(out).toContain(`room.zip: ${entries.length} files, `);
  });

  it('ServesUntilItIsInterrupted', async () => {
    const { child, end, soFar } = start(program, ['serve', '.', '--json'], { cwd: folder.path });
    await until(() => soFar.out.endsWith('}\n'));
    const { link } = JSON.parse(soFar.out) as { link: string };
    const [origin = '', token = ''] = link.split('/?token=');
    const list = await fetch(`${origin}/api/captures`, { headers: { 'X-VR-Token': token } });
    expect(await list.json()).toMatchObject([{ file: 'a.wav' }]);
    child.kill('SIGINT');
    expect((await end).code).toBe(0);
  });

  it('EndsWithItsInputWhenItIsAskedTo', async () => {
    const asked = ['serve', '.', '--json', '--end-with-input'];
    const { child, end, soFar } = start(program, asked, { cwd: folder.path });
    await until(() => soFar.out.endsWith('}\n'));
    child.stdin.write('what is said there does not matter');
    child.stdin.end();
    expect((await end).code).toBe(0);
  });

  it('EndsWithAProcessHoweverThatEndsAndItsInputEnds', async () => {
    const owner = start(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { cwd: folder.path });
    const asked = ['serve', '.', '--json', '--end-with-process', String(owner.child.pid)];
    const { child, end, soFar } = start(program, asked, { cwd: folder.path });
    await until(() => soFar.out.endsWith('}\n'));
    const { link, pid } = JSON.parse(soFar.out) as { link: string; pid: number };
    expect(pid).toBe(child.pid);
    // As a reload of scripts in an editor does with the pipes of its children.
    child.stdin.end();
    child.stdout.destroy();
    child.stderr.destroy();
    const [origin = '', token = ''] = link.split('/?token=');
    const list = (): Promise<Response> => fetch(`${origin}/api/captures`, { headers: { 'X-VR-Token': token } });
    expect((await list()).status).toBe(200);
    owner.child.kill('SIGKILL');
    await owner.end;
    expect((await end).code).toBe(0);
    await expect(list()).rejects.toThrow();
  });

  it('EndsWhenTheProcessSaysSo', async () => {
    const asked = ['serve', '.', '--json', '--end-with-process', String(process.pid)];
    const { child, end, soFar } = start(program, asked, { cwd: folder.path });
    await until(() => soFar.out.endsWith('}\n'));
    child.stdin.write('end\n');
    expect((await end).code).toBe(0);
  });

  it.each([[['export', 'a.wav', '--out', 'cut.wav']], [['bundle', 'a.wav', '--out', 'cut.zip']], [['peaks', 'a.wav']]])(
    'AnInterruptLeavesNothing: %j',
    async (args) => {
      const outside = temporaryFolder();
      const begun = join(outside.path, 'begun');
      const { child, end } = start(program, args, { cwd: folder.path, env: { VR_TEST_HOLD: begun } });
      await until(() => existsSync(begun));
      child.kill('SIGINT');
      const { code, err } = await end;
      expect([code, err]).toEqual([130, 'interrupted\n']);
      expect(files()).toEqual(['a.wav', 'a.wav.json']);
      outside.remove();
    },
  );

  it('ASecondInterruptEndsAtOnceAndLeavesNothingEither', async () => {
    const outside = temporaryFolder();
    const begun = join(outside.path, 'begun');
    const env = { VR_TEST_HOLD: begun, VR_TEST_STUBBORN: '1' };
    const { child, end } = start(program, ['export', 'a.wav', '--out', 'cut.wav'], { cwd: folder.path, env });
    await until(() => existsSync(begun));
    child.kill('SIGINT');
    // Two signals that wait at once are one.
    const again = setInterval(() => child.kill('SIGINT'), 50);
    await end;
    clearInterval(again);
    expect(child.signalCode).toBe('SIGINT');
    expect(files()).toEqual(['a.wav', 'a.wav.json']);
    outside.remove();
  });

  it('DoctorSaysWhatIsMissingAndWhatToDo', async () => {
    const env = { VR_ANALYSIS_ADDON: '/nowhere', VR_VIEWER_PAGE: '/nowhere', PATH: '/nowhere' };
    const ended = await start(main, ['doctor', '--captures', '.', '--json'], { cwd: folder.path, env }).end;
    const { ok, checks } = JSON.parse(ended.out) as {
      ok: boolean;
      checks: { name: string; state: string; told: string; advice: string }[];
    };
    const find = (name: string) => checks.find((check) => check.name === name);
    expect([ok, ended.code]).toEqual([false, 4]);
    expect(find('page')).toMatchObject({ state: 'missing', advice: expect.stringContaining('npm run setup') });
    if (process.platform === 'linux') expect(find('browser')).toMatchObject({ state: 'missing' });
    expect(find('native addon')?.advice).toContain('/nowhere: there is no such file');
    for (const name of ['Node', 'captures readable', 'captures writable', 'port'])
      expect(find(name)).toMatchObject({ state: 'ok', advice: '' });
    expect(find('free space')?.told).toMatch(/^[\d.]+ [KMGT]iB at /);
    for (const { state, advice } of checks) expect(state === 'ok').toBe(advice === '');
    const text = await start(main, ['doctor', '--captures', '.'], { cwd: folder.path, env }).end;
    expect(text.out).toMatch(/^ok +Node/m);
    expect(text.out).toMatch(/^missing +page/m);
  });

  it('DoctorMindsAFolderThatIsMissingOnlyWhenItIsNamed', async () => {
    const doctor = async (...args: string[]) => {
      const ended = await start(main, ['doctor', '--json', ...args], { cwd: folder.path }).end;
      const { checks } = JSON.parse(ended.out) as { checks: { name: string; state: string; told: string }[] };
      return checks.find(({ name }) => name.startsWith('captures'));
    };
    expect(await doctor()).toMatchObject({ state: 'note', told: expect.stringContaining('there is no folder') });
    expect(await doctor('--captures', 'captures')).toMatchObject({ state: 'missing' });
    expect(await doctor('--captures', 'a.wav')).toMatchObject({
      state: 'missing',
      told: expect.stringMatching(/no folder/),
    });
  });

  it('DoctorTellsWhoHasThePort', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const ended = await start(main, ['doctor', '--port', String(port)], { cwd: folder.path }).end;
    expect(ended.code).toBe(4);
    expect(ended.out).toMatch(new RegExp(`^missing +port +127\\.0\\.0\\.1:${port}: another program has it`, 'm'));
    taken.close();
  });
});

(onTerminal === null ? describe.skip : describe)('Terminal', () => {
  const shown = (args: string[], env: Record<string, string> = {}): string =>
    onTerminal?.(program, args, { cwd: folder.path, env }) ?? '';

  it.each([
    [['peaks', 'a.wav'], 'Measuring ['],
    [['export', 'a.wav', '--out', 'b.wav'], 'Exporting ['],
    [['bundle', 'a.wav', '--out', 'b.zip'], 'Bundling ['],
  ])('ShowsProgressToAPerson: %j', (args, bar) => {
    expect(shown(args)).toContain(bar);
    // What a terminal cannot draw is left out.
    expect(shown([...args, ...(args.includes('--out') ? ['--overwrite'] : [])], { TERM: 'dumb' })).not.toContain(bar);
  });

  it('HelpHasNoColours', () => {
    expect(shown(['serve', '--help'])).not.toContain('\u001b[');
  });

  it('NoColorIsRespected', () => {
    const doctor = (env: Record<string, string>): string => {
      try {
        return shown(['doctor', '--captures', '.'], env);
      } catch (error) {
        return (error as { stdout: string }).stdout;
      }
    };
    expect(doctor({})).toContain('\u001b[3');
    expect(doctor({ NO_COLOR: '1' })).not.toContain('\u001b[3');
  });

  it.each([[['peaks', 'a.wav']], [['export', 'a.wav', '--out', 'b.wav']], [['bundle', 'a.wav', '--out', 'b.zip']]])(
    'APipeGetsNeither: %j',
    async (args) => {
      const { out, err } = await run(args);
      expect(out + err).not.toContain('\u001b');
      expect(err).toBe('');
    },
  );
});
