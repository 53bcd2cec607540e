import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ReportReader } from '../../samples/webrtc-room/lifeReport';
import type { LifeReport } from '../../samples/webrtc-room/lifeReport';
import { bundle, runScript, sampleBundle } from './support';
import type { Ended } from './support';

const TIMEOUT_MS = 120000;
const folder = () => mkdtempSync(join(tmpdir(), 'vr-e2e-'));
const soxi = (what: string, file: string) => Number(execFileSync('soxi', [what, file], { encoding: 'utf8' }));

beforeAll(() => {
  if (!existsSync(sampleBundle)) bundle('samples/webrtc-room/main.ts', 'webrtc-room.mjs');
});

describe('Crash', () => {
  const out = join(folder(), '崩溃 captures');
  let run: Ended;
  beforeAll(async () => {
    run = await runScript(sampleBundle, ['--crash-at', '3', '--out', out]);
  }, TIMEOUT_MS);

  test('EndsWithExitCode0AndNothingFailed', () => {
    expect(`${run.stdout}${run.stderr}`).not.toMatch(/FAILED|error|Warning/);
    expect(run).toMatchObject({ exitCode: 0, signal: null });
    expect(run.stdout).toMatch(/ok +after the crash: (\d+) of \1 expectations/);
  });

  test('PrintsWhatIsLeftOfTheTalk', () => {
    expect(run.stdout).toMatch(/\n.*_recovered\.wav +[\d.]+ s +48000 Hz .* [\d.]+ of 3\.\d+ s\n/);
  });

  test('LeavesTheMixAndEverybodyApartAndNothingToRecover', () => {
    const names = readdirSync(out).filter((name) => name.endsWith('.wav'));
    const endings = names.map((name) => name.replace(/^.*_recovered/, '')).sort();
    expect(endings).toEqual(['.local.wav', '.remote-ann.wav', '.remote-bob.wav', '.wav']);
    const lengths = new Set(names.map((name) => soxi('-s', join(out, name))));
    expect(lengths.size).toBe(1);
    expect([...lengths][0]).toBeGreaterThan(2.5 * 48000);
    expect(existsSync(join(out, 'crashed.wav'))).toBe(false);
    expect(readdirSync(join(out, 'recovery'))).toEqual([]);
  });

  test(
    'AnInterruptBeforeItFinishesTheFileAndExitsWith130',
    async () => {
      const other = folder();
      const interrupted = await runScript(sampleBundle, ['--crash-at', '60', '--out', other], '[3] started');
      expect(interrupted.exitCode).toBe(130);
      expect(interrupted.stderr).toMatch(/the first life of the game ended by itself/);
      expect(soxi('-r', join(other, 'crashed.wav'))).toBe(48000);
      expect(readdirSync(join(other, 'recovery'))).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

describe('LifeReport', () => {
  test('IsReadInWhateverPiecesItComes', () => {
    const reports: LifeReport[] = [{ sentFrames: 480, recordedSeconds: 0.01 }, { sentFrames: 960 }, {}];
    const text = reports.map((report) => `${JSON.stringify(report)}\n`).join('');
    for (let size = 1; size < text.length; size++) {
      const read: LifeReport[] = [];
      const reader = new ReportReader((report) => read.push(report));
      for (let at = 0; at < text.length; at += size) reader.take(text.slice(at, at + size));
      expect(read).toEqual(reports);
    }
  });

  test('HalfALineIsNoReport', () => {
    const onReport = jest.fn();
    new ReportReader(onReport).take('{"sentFrames":48');
    expect(onReport).not.toHaveBeenCalled();
  });
});
