import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { bundle, root, runAtTerminal, runScript, sampleBundle } from './support';
import type { Ended } from './support';

const TIMEOUT_MS = 120000;
const FRAMES_PER_AAC_FRAME = 1024;

const folder = () => mkdtempSync(join(tmpdir(), 'vr-e2e-'));
const soxi = (what: string, file: string) => Number(execFileSync('soxi', [what, file], { encoding: 'utf8' }));

/** AAC frames by ffprobe's count of packets; its duration of raw ADTS is a guess. */
function probeAac(file: string): { packets: number; sampleRate: number; channels: number; codec: string } {
  const args = ['-v', 'error', '-count_packets', '-show_streams', '-of', 'json', file];
  const stream = JSON.parse(execFileSync('ffprobe', args, { encoding: 'utf8' })).streams[0];
  return {
    packets: Number(stream.nb_read_packets),
    sampleRate: Number(stream.sample_rate),
    channels: stream.channels,
    codec: `${stream.codec_name} ${stream.profile}`,
  };
}

/** Peak of what another program decodes, in dBFS. */
function decodedPeak(file: string): number {
  const args = ['-nostats', '-i', file, '-af', 'volumedetect', '-f', 'null', '-'];
  const { stderr } = spawnSync('ffmpeg', args, { encoding: 'utf8' });
  return Number(/max_volume: (-?[\d.]+) dB/.exec(stderr)?.[1] ?? -Infinity);
}

beforeAll(() => {
  if (!existsSync(sampleBundle)) bundle('samples/webrtc-room/main.ts', 'webrtc-room.mjs');
});

describe('WholeRun', () => {
  const out = join(folder(), '录音 with spaces', 'captures');
  let run: Ended;
  beforeAll(async () => {
    if (!existsSync(process.env.VR_NATIVE_LIBRARY ?? join(root, 'build/native/libvoice_recorder_puerts.so'))) {
      throw new Error('the native library is not built; run: npm run setup');
    }
    run = await runScript(sampleBundle, ['--seconds', '6', '--dump-at', '4', '--last', '3', '--out', out]);
  }, TIMEOUT_MS);

  const dumpFile = () => join(out, readdirSync(out).find((name) => /_planned\.aac$/.test(name)) ?? 'no dump');

  test('EndsWithExitCode0AndNothingFailed', () => {
    expect(`${run.stdout}${run.stderr}`).not.toMatch(/FAILED|error|Warning/);
    expect(run).toMatchObject({ exitCode: 0, signal: null });
  });

  test('PrintsTheTableOfItsFourCaptures', () => {
    for (const name of ['_planned.aac', 'cycle.aac', 'mix.wav', 'split.wav']) {
      expect(run.stdout).toMatch(new RegExp(`${name.replace('.', '\\.')} +[\\d.]+ s +\\d+ Hz`));
    }
  });

  test('TheDumpIsWholeAndAtMostThreeFramesLongerThanWasAskedFor', () => {
    const { packets, ...format } = probeAac(dumpFile());
    expect(format).toEqual({ sampleRate: 32000, channels: 1, codec: 'aac LC' });
    expect(packets * FRAMES_PER_AAC_FRAME).toBeGreaterThanOrEqual(3 * 32000);
    expect(packets * FRAMES_PER_AAC_FRAME).toBeLessThanOrEqual(3 * 32000 + 3 * FRAMES_PER_AAC_FRAME);
  });

  test('TheCycleFileHoldsTheWholeRecording', () => {
    const { packets, ...format } = probeAac(join(out, 'cycle.aac'));
    expect(format).toEqual({ sampleRate: 32000, channels: 1, codec: 'aac LC' });
    const seconds = (packets * FRAMES_PER_AAC_FRAME) / 32000;
    expect(seconds).toBeGreaterThan(5.9);
    expect(seconds).toBeLessThan(6.5);
  });

  test.each([
    ['mix.wav', 1],
    ['split.wav', 2],
  ])('%s IsWhatSoxSays', (name, channels) => {
    const file = join(out, name);
    expect([soxi('-r', file), soxi('-c', file), soxi('-b', file)]).toEqual([48000, channels, 16]);
    expect(soxi('-D', file)).toBeGreaterThan(3.9);
    expect(soxi('-D', file)).toBeLessThan(4.5);
  });

  test('OtherProgramsHearSomethingInEveryFile', () => {
    for (const file of [dumpFile(), ...['cycle.aac', 'mix.wav', 'split.wav'].map((name) => join(out, name))]) {
      expect(decodedPeak(file)).toBeGreaterThan(-40);
    }
  });

  test('LeavesNoUnfinishedFileBehind', () => {
    expect(readdirSync(out).filter((name) => name.includes('.part.'))).toEqual([]);
  });
});

describe('Interrupted', () => {
  test(
    'FinishesTheRunningFileAndExitsWith130',
    async () => {
      const out = folder();
      // ffprobe finds nothing in a file of two frames.
      const run = await runScript(sampleBundle, ['--seconds', '60', '--out', out], '[3] started', { afterMs: 1000 });
      expect(run.stdout).toMatch(/cycle\.aac +[\d.]+ s +32000 Hz/);
      expect(run.exitCode).toBe(130);
      expect(probeAac(join(out, 'cycle.aac')).packets).toBeGreaterThan(10);
    },
    TIMEOUT_MS,
  );
});

describe('AtATerminal', () => {
  const hasTerminals = spawnSync('script', ['--version']).status === 0;

  (hasTerminals ? test : test.skip)(
    'F9AndDSaveQGoesOnToTheShortTasksAndTheTableFollows',
    async () => {
      const out = folder();
      const run = await runAtTerminal(
        sampleBundle,
        ['--out', out],
        [
          { after: /[2-9]\.\d s, /, keys: '\x1b[20~' },
          { after: /saved: /, keys: '' },
          { after: /[4-9]\.\d s, /, keys: 'd' },
          { after: /saved: /, keys: 'q' },
        ],
      );
      expect(run.stdout).toMatch(/F9: saving the last 30 s[^]*D: saving the last 30 s/);
      expect(run.stdout).not.toMatch(/FAILED/);
      expect(run.exitCode).toBe(0);
      expect(readdirSync(out).filter((name) => /_hotkey.*\.aac$/.test(name)).length).toBe(2);
    },
    TIMEOUT_MS,
  );
});

describe('WhatCannotRun', () => {
  const cases: [string, () => string[], number, RegExp][] = [
    ['a wrong option', () => ['--seconds', 'x'], 2, /--seconds.*\n.*--help/],
    [
      'a microphone that is not there',
      () => ['--mic', '/nowhere/me.wav'],
      3,
      /\/nowhere\/me\.wav: there is no such file/,
    ],
    ['a remote voice that is no WAV', () => ['--remote', textFile()], 3, /not a WAV file/],
    ['a folder that is a file', () => ['--out', textFile()], 4, /cannot write into/],
  ];
  function textFile(): string {
    const file = join(folder(), 'notes.txt');
    writeFileSync(file, 'hello');
    return file;
  }

  test.each(cases)(
    'SaysSoInOneLine: %s',
    async (_, args, exitCode, message) => {
      const run = await runScript(sampleBundle, [...args(), ...(args().includes('--out') ? [] : ['--out', folder()])]);
      expect(run.exitCode).toBe(exitCode);
      expect(run.stderr).toMatch(message);
      expect(run.stderr).not.toMatch(/\n\s+at /);
    },
    TIMEOUT_MS,
  );

  test(
    'HelpNeedsNothing',
    async () => {
      const run = await runScript(sampleBundle, ['--help']);
      expect(run).toMatchObject({ exitCode: 0, stderr: '' });
      expect(run.stdout).toContain('Examples:');
    },
    TIMEOUT_MS,
  );
});
