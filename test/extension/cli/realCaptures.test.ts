import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAddon } from '../../../editor-extension/source/host/analysis/loadAddon';
import { bundled, mainEntry, onTerminal, ROOT, start } from '../support/bundledCli';
import { temporaryFolder, writeCapture } from '../support/captures';
import { until } from '../support/waiting';
import { readWav, tone, wavBytes } from '../support/wavFile';

const isBuilt = loadAddon().found !== undefined;
let program: string;
let folder: ReturnType<typeof temporaryFolder>;

/** What the addon does, by the command line as it is shipped. */
(isBuilt ? describe : describe.skip)('RealCaptures', () => {
  beforeAll(() => {
    program = bundled(mainEntry, 'real');
  });
  afterAll(() => {
    rmSync(program);
  });
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  const run = (args: string[]) => start(program, args, { cwd: folder.path }).end;
  const path = (name: string): string => join(folder.path, name);

  it('LevelsOfAToneAreItsLevels', async () => {
    writeFileSync(path('tone.wav'), wavBytes(tone(2, 48000, 440, 0.25), 48000));
    const { code, out } = await run(['peaks', 'tone.wav', '--points', '5', '--json']);
    const { points, basis } = JSON.parse(out) as { points: { min: number; max: number; rms: number }[]; basis: string };
    expect([code, basis, points.length]).toEqual([0, 'audio', 5]);
    for (const { min, max, rms } of points) {
      expect(max).toBeCloseTo(0.25, 3);
      expect(min).toBeCloseTo(-0.25, 3);
      expect(rms).toBeCloseTo(0.25 / Math.SQRT2, 3);
    }
  });

  it('ARangeOfAWavHasExactlyItsFrames', async () => {
    const samples = tone(1, 16000);
    writeFileSync(path('tone.wav'), wavBytes(samples, 16000));
    const { code, err } = await run([
      'export',
      'tone.wav',
      '--from',
      '0.25',
      '--to',
      '0.5',
      '--out',
      'cut.wav',
      '--no-sidecar',
    ]);
    expect([code, err]).toEqual([0, '']);
    const cut = readWav(readFileSync(path('cut.wav')));
    expect(cut?.samples).toEqual(samples.slice(4000, 8000));
    expect(readdirSync(folder.path).sort()).toEqual(['cut.wav', 'tone.wav']);
  });

  it('AnAacFileIsExportedAndReadAgain', async () => {
    writeCapture(folder.path, 'a.wav', {});
    const { code } = await run(['export', 'a.wav', '--out', 'a.aac']);
    expect(code).toBe(0);
    const info = JSON.parse((await run(['info', 'a.aac', '--json'])).out) as {
      captures: { codec: string; durationSeconds: number }[];
    };
    expect(info.captures[0]).toMatchObject({ codec: 'aac-lc', durationSeconds: expect.closeTo(1, 1) });
  });

  it.each([
    ['nothing', ''],
    ['a first word', 'RIFF'],
    ['text', 'x'.repeat(1000)],
    ['sync words alone', '\u00ff\u00f1'.repeat(100)],
  ])('AnyFileWhateverIsAClearError: %s', async (_what, content) => {
    writeFileSync(path('bad.wav'), content, 'latin1');
    const { code, err } = await run(['info', 'bad.wav']);
    expect(code).toBe(3);
    expect(err).toMatch(/^error: [^ ]*bad\.wav cannot be read: /);
  });

  it('ARecoveryOfNothingIsFine', async () => {
    const recovery = temporaryFolder();
    const ended = await run(['recover', '--recovery', recovery.path, '--json']);
    expect([ended.code, JSON.parse(ended.out)]).toEqual([0, { captures: [], problems: [] }]);
    const wiped = await run(['wipe', '--recovery', recovery.path, '--yes', '--json']);
    expect([wiped.code, wiped.err, JSON.parse(wiped.out)]).toEqual([
      ...[0, ''],
      { recoveryFolder: recovery.path, wiped: true },
    ]);
    recovery.remove();
  });

  const unzip = ['/usr/bin/unzip', '/bin/unzip'].find((file) => existsSync(file));
  (unzip === undefined ? it.skip : it)('OtherProgramsReadTheZip', async () => {
    writeCapture(folder.path, 'a.wav', {});
    expect((await run(['bundle', 'a.wav', '--out', 'a.zip'])).code).toBe(0);
    expect(execFileSync(unzip ?? '', ['-t', path('a.zip')], { encoding: 'utf8' })).toContain('No errors detected');
  });

  it('WhatToDoWithABundleIsTold', async () => {
    writeCapture(folder.path, 'a.wav', {});
    expect((await run(['bundle', 'a.wav', '--out', 'a.zip'])).code).toBe(0);
    const { code, err } = await run(['info', 'a.zip']);
    expect([code, err.split('a.zip')]).toEqual([3, [expect.anything(), expect.stringContaining('unpack it')]]);
  });
});

/** The game's own plugin, which makes what there is to recover. */
const plugin = ((): string | null => {
  const file = process.platform === 'darwin' ? 'libvoice_recorder_puerts.dylib' : 'libvoice_recorder_puerts.so';
  const folders = [process.env['VR_NATIVE_BUILD'] ?? join(ROOT, 'build', 'native')];
  const named = process.env['VR_NATIVE_LIBRARY'];
  return (
    [named ?? '', ...folders.map((each) => join(each, file))].find((path) => path !== '' && existsSync(path)) ?? null
  );
})();

(isBuilt && plugin !== null ? describe : describe.skip)('Recovery', () => {
  let talk: string;
  let cli: string;
  let captures: string;
  let recovery: string;

  beforeAll(() => {
    talk = bundled('test/scripts/native/programs/talk.ts', 'talk');
    cli = bundled(mainEntry, 'recover');
  });
  afterAll(() => {
    for (const program of [talk, cli]) rmSync(program);
  });
  beforeEach(() => {
    folder = temporaryFolder();
    [captures, recovery] = [join(folder.path, 'captures'), join(folder.path, 'recovery')];
    for (const each of [captures, recovery]) mkdirSync(each);
  });
  afterEach(() => {
    folder.remove();
  });

  const run = (args: string[]) => start(cli, args, { cwd: folder.path }).end;
  const recover = (...more: string[]) =>
    run(['recover', '--recovery', recovery, '--captures', captures, '--json', ...more]);

  /** A game that is killed when it has talked for two seconds. */
  async function talkUntilKilled(more: Record<string, unknown> = {}): Promise<void> {
    const options = {
      ...{ capturesFolder: captures, recoveryFolder: recovery, nameTemplate: '{reason}', minFreeBytes: 0 },
      virtualClock: true,
    };
    const config = { filePath: join(captures, 'room.wav'), sampleRate: 48000, cycleTime: 10, ...more };
    const env = { VR_NATIVE_LIBRARY: plugin ?? '' };
    const game = start(talk, [JSON.stringify({ options, config })], { cwd: folder.path, env });
    const pushed = (): number => Number(game.soFar.out.trim().split('\n').at(-1));
    await until(() => pushed() > 96000 || game.child.exitCode !== null);
    game.child.kill('SIGKILL');
    await game.end;
  }

  it('MakesACaptureOfWhatAKilledGameHasLeft', async () => {
    await talkUntilKilled();
    const { code, out, err } = await recover();
    expect([code, err]).toEqual([0, '']);
    const { captures: made } = JSON.parse(out) as { captures: { durationSeconds: number }[] };
    expect(made).toHaveLength(1);
    expect(made[0]?.durationSeconds).toBeGreaterThan(1);
    const listed = JSON.parse((await run(['list', captures, '--json'])).out) as unknown;
    expect(listed).toMatchObject({ captures: [{ origin: 'recovered' }] });
    expect(JSON.parse((await recover()).out)).toEqual({ captures: [], problems: [] });
  });

  it('WhatIsEncryptedNeedsItsKey', async () => {
    const key = '0123456789abcdef'.repeat(4);
    const keyFile = join(folder.path, 'game.key');
    writeFileSync(keyFile, `${key}\n`);
    await talkUntilKilled({ encryptionKey: key });
    const without = await recover();
    expect(without.code).toBe(1);
    expect(without.err).toContain('problem: ');
    const { captures: made } = JSON.parse((await recover('--key-file', keyFile)).out) as {
      captures: { filePath: string }[];
    };
    const capture = made[0]?.filePath ?? '';
    expect((await run(['info', capture])).code).toBe(3);
    const told = JSON.parse((await run(['info', capture, '--key-file', keyFile, '--json'])).out) as unknown;
    expect(told).toMatchObject({ captures: [{ encrypted: true, decodable: true, sidecar: { room: 'lobby' } }] });
    expect((await run(['peaks', capture, '--key-file', keyFile])).code).toBe(0);
    const bundleArgs = ['bundle', capture, '--hash-users', '--out', join(folder.path, 'b.zip')];
    expect((await run(bundleArgs)).code).toBe(3);
    expect((await run([...bundleArgs, '--key-file', keyFile])).code).toBe(0);
    expect(readFileSync(join(folder.path, 'b.zip')).includes('lobby')).toBe(false);
  });

  (onTerminal === null ? it.skip : it)('ARecoveryShowsAPersonHowFarItIs', async () => {
    await talkUntilKilled();
    const args = ['recover', '--recovery', recovery, '--captures', captures];
    expect(onTerminal?.(cli, args, { cwd: folder.path })).toContain('Recovering [');
  });

  it('WhatIsWipedCannotBeRecovered', async () => {
    await talkUntilKilled();
    expect((await run(['wipe', '--recovery', recovery, '--captures', captures, '--yes'])).code).toBe(0);
    expect(readdirSync(recovery)).toEqual([]);
    expect(JSON.parse((await recover()).out)).toEqual({ captures: [], problems: [] });
  });
});
