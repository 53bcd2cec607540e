import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { generateVoice } from '../../samples/webrtc-room/generatedVoice';
import { Microphone } from '../../samples/webrtc-room/Microphone';
import { characters, speak, voiceFromFile } from '../../samples/webrtc-room/speech';
import { longestPauseSeconds } from '../../samples/webrtc-room/voiceFormat';
import { wavBytes } from './support';

const CELL = 480; // 10 ms

const cellRms = (samples: Int16Array) =>
  Array.from({ length: Math.floor(samples.length / CELL) }, (_, cell) => {
    const block = samples.subarray(cell * CELL, (cell + 1) * CELL);
    return Math.sqrt(block.reduce((sum, value) => sum + value * value, 0) / CELL) / 32768;
  });

/** The period within 60..400 Hz at which the samples are most like themselves, as a frequency. */
function pitchOf(samples: Int16Array): number {
  let best = { hz: 0, likeness: -Infinity };
  for (let lag = 120; lag <= 800; lag++) {
    let likeness = 0;
    for (let index = 0; index < 4800; index++) likeness += (samples[index] ?? 0) * (samples[index + lag] ?? 0);
    if (likeness > best.likeness) best = { hz: 48000 / lag, likeness };
  }
  return best.hz;
}

describe('Voices', () => {
  test('TheGeneratedVoiceHasTheLevelOfSpeechAndNeverClips', () => {
    const samples = generateVoice(120, 3);
    const peak = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(samples.length).toBe(144000);
    expect(peak).toBeGreaterThan(0.45 * 32768);
    expect(peak).toBeLessThan(0.55 * 32768);
  });

  test('TheGeneratedVoiceSpeaksInSyllablesWithPauses', () => {
    const rms = cellRms(generateVoice(120, 3.2));
    const quiet = rms.filter((value) => value < 0.001).length / rms.length;
    const loud = rms.filter((value) => value > 0.02).length / rms.length;
    expect(quiet).toBeGreaterThan(0.1);
    expect(quiet).toBeLessThan(0.4);
    expect(loud).toBeGreaterThan(0.3);
  });

  test.each([110, 200])('TheGeneratedVoiceHasAPitchNear %i Hz', (pitchHz) => {
    const pitch = pitchOf(generateVoice(pitchHz, 1).subarray(2400));
    expect(pitch).toBeGreaterThan(0.85 * pitchHz);
    expect(pitch).toBeLessThan(1.2 * pitchHz);
  });

  test('EveryPlayerCanBeHeardAndIsMadeOnce', async () => {
    for (const character of characters) {
      const voice = await speak(character);
      expect(Math.max(...cellRms(voice.samples))).toBeGreaterThan(0.05);
      expect(voice.samples.reduce((peak, value) => Math.max(peak, Math.abs(value)), 0)).toBeLessThan(0.55 * 32768);
      expect(await speak(character)).toBe(voice);
    }
  });

  test('NoPlayerIsSilentForAsLongAsATaskOfTheSampleLasts', async () => {
    for (const character of characters) {
      expect(longestPauseSeconds((await speak(character)).samples)).toBeLessThan(1.5);
    }
  });

  test('TheLongestPauseOfARepeatedVoiceIsFoundAcrossItsEndToo', () => {
    const voice = new Int16Array(48000);
    voice[12000] = 8000;
    expect(longestPauseSeconds(voice)).toBe(1);
    voice[24000] = -8000;
    expect(longestPauseSeconds(voice)).toBe(0.75);
    expect(longestPauseSeconds(new Int16Array(10))).toBe(Infinity);
  });

  test('AMissingCommandGivesTheGeneratedVoice', async () => {
    const path = process.env.PATH;
    process.env.PATH = '/nowhere';
    try {
      expect((await speak({ voice: 'x', wordsPerMinute: 1, text: 'x', pitchHz: 99 })).origin).toMatch(/generated/);
    } finally {
      process.env.PATH = path;
    }
  });

  test('AFileThatCannotBeReadEndsWithExitCode3AndTheReason', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vr-e2e-'));
    const notWav = join(folder, 'no wav 录音.wav');
    writeFileSync(notWav, 'hello');
    const refused = (message: RegExp) =>
      expect.objectContaining({ exitCode: 3, message: expect.stringMatching(message) });
    await expect(voiceFromFile(join(folder, 'missing.wav'))).rejects.toEqual(
      refused(/missing\.wav: there is no such file/),
    );
    await expect(voiceFromFile(notWav)).rejects.toEqual(refused(/录音\.wav: it is not a WAV file/));
    await expect(voiceFromFile(folder)).rejects.toEqual(refused(/it is a folder, a WAV file is expected/));
  });

  test('AFileOfTheUsersOwnIsTaken', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'vr-e2e-')), 'mine.wav');
    writeFileSync(path, wavBytes(Buffer.alloc(16000 * 2 * 2, 1), { sampleRate: 16000, channels: 2 }));
    expect((await voiceFromFile(path)).samples.length).toBe(48000);
  });
});

describe('Microphone', () => {
  const ramp = Int16Array.from({ length: 1000 }, (_, index) => index);
  const setUp = () => {
    const clock = { nowMs: 0 };
    const blocks: Int16Array[] = [];
    const microphone = new Microphone(
      ramp,
      (block) => blocks.push(block),
      () => clock.nowMs,
    );
    jest.useFakeTimers();
    microphone.start();
    return { clock, blocks, microphone };
  };
  afterEach(() => jest.useRealTimers());

  test('DeliversExactlyAHundredBlocksASecondHoweverLateItsTimerComes', () => {
    const { clock, blocks, microphone } = setUp();
    for (const lateMs of [3, 16, 40, 41, 250, 600, 999, 1000]) {
      clock.nowMs = lateMs;
      microphone.deliverDue();
      expect(blocks.length).toBe(Math.floor(lateMs / 10));
    }
    expect(blocks.every((block) => block.length === 480)).toBe(true);
  });

  test('RepeatsTheVoiceWithoutASeam', () => {
    const { clock, blocks, microphone } = setUp();
    clock.nowMs = 50;
    microphone.deliverDue();
    const samples = blocks.flatMap((block) => [...block]);
    expect(samples.every((value, index) => value === index % 1000)).toBe(true);
  });

  test('LeavesOutWhatAStallOfMoreThanASecondSwallowed', () => {
    const { clock, blocks, microphone } = setUp();
    clock.nowMs = 5000;
    microphone.deliverDue();
    expect(blocks.length).toBe(100);
    expect(microphone.skipped).toBe(400);
    clock.nowMs = 5010;
    microphone.deliverDue();
    expect(blocks.length).toBe(101);
  });

  test('IsSilentOnceStopped', () => {
    const { clock, blocks, microphone } = setUp();
    microphone.stop();
    clock.nowMs = 1000;
    jest.advanceTimersByTime(1000);
    expect(blocks.length).toBe(0);
  });
});
