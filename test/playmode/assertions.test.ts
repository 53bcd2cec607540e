import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '../../assets/scripts/bridge/nodePuerts';
import { VoiceRecorder } from '../../assets/scripts/index';
import type { VoiceSource } from '../../assets/scripts/index';
import {
  assertHears,
  expectations,
  ListeningError,
  not,
  recordWhile,
  voiceMatchers,
} from '../../assets/scripts/testing';
import type { HeardCapture } from '../../assets/scripts/testing';
import { generateVoice } from '../../samples/webrtc-room/generatedVoice';

expect.extend(voiceMatchers);
jest.setTimeout(60_000);

const RATE = 48000;
const BLOCK = RATE / 100;
const folder = mkdtempSync(join(tmpdir(), 'vr-playmode-'));
const artifacts = join(folder, 'artifacts');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const voice = generateVoice(190, 6);
const tone = Int16Array.from({ length: 3 * RATE }, (_, frame) => 8000 * Math.sin((2 * Math.PI * 440 * frame) / RATE));

/** A room on the virtual clock: what is said in it takes no time. */
class Room {
  readonly recorder: VoiceRecorder;
  readonly ann: VoiceSource;
  readonly me: VoiceSource;

  constructor() {
    const recoveryFolder = join(folder, 'recovery');
    mkdirSync(recoveryFolder, { recursive: true });
    this.recorder = new VoiceRecorder({ recoveryFolder, virtualClock: true, minFreeBytes: 0 });
    this.recorder.enterRoom({ roomId: 'r', userId: 'me' });
    this.me = this.recorder.openSource({ kind: 'local', userId: 'me' });
    this.ann = this.recorder.openSource({ kind: 'remote', userId: 'ann' });
  }

  readonly pump = (): void => {
    this.recorder.advance(10);
    this.recorder.tick();
  };

  /** Ann says this for so long; `lost`: blocks that never arrive. */
  say(samples: Int16Array, seconds: number, lost: (block: number) => boolean = () => false): void {
    for (let block = 0; block < seconds * 100; block++) {
      const from = (block * BLOCK) % (samples.length - BLOCK);
      const captureTimeMs = this.recorder.now;
      const said = lost(block) ? new Int16Array(BLOCK) : samples.slice(from, from + BLOCK);
      this.ann.push(said, { sampleRate: RATE, channels: 1, captureTimeMs });
      this.me.push(new Int16Array(BLOCK), { sampleRate: RATE, channels: 1, captureTimeMs });
      this.pump();
    }
  }

  /** Ann says this, and it comes back by the local microphone, 150 ms later and 14 dB quieter. */
  sayWithEcho(samples: Int16Array, seconds: number): void {
    const delay = 15 * BLOCK;
    for (let block = 0; block < seconds * 100; block++) {
      const from = block * BLOCK;
      const captureTimeMs = this.recorder.now;
      const at = (frame: number): number => (frame < 0 ? 0 : (samples[frame % samples.length] ?? 0));
      const said = Int16Array.from({ length: BLOCK }, (_, frame) => at(from + frame));
      const echo = Int16Array.from({ length: BLOCK }, (_, frame) => Math.round(at(from + frame - delay) / 5));
      this.ann.push(said, { sampleRate: RATE, channels: 1, captureTimeMs });
      this.me.push(echo, { sampleRate: RATE, channels: 1, captureTimeMs });
      this.pump();
    }
  }

  record(body: (room: Room) => void): Promise<HeardCapture> {
    return recordWhile({ recorder: this.recorder, pump: this.pump, artifacts }, () => body(this));
  }
}

const room = new Room();
const ANN = { from: { user: 'ann' } } as const;

const rejection = (call: Promise<unknown>): Promise<Error & { code?: string }> =>
  call.then(
    () => Promise.reject(new Error('it passed')),
    (error: Error & { code?: string }) => error,
  );

describe('recordWhile', () => {
  let heard: HeardCapture;
  beforeAll(async () => {
    heard = await room.record((each) => {
      each.say(voice, 3);
      each.say(new Int16Array(RATE), 2);
      each.say(tone, 2);
    });
  });

  test('hears what was said while the body ran, each side apart', async () => {
    await expect(heard).toLast(7, { toleranceSeconds: 0.5 });
    await expect(heard).toHearSpeech({ ...ANN, between: [0, 3] });
    await expect(heard).not.toHearSpeech({ ...ANN, between: [3.1, Infinity] });
    await expect(heard).toBeSilent({ from: 'local' });
    await expect(heard).toBeSilent({ between: [3.3, 4.7] });
    await expect(heard).toContainTone(440, { ...ANN, between: [5.1, 7], atLeastSeconds: 1.5 });
    await expect(heard).not.toContainTone(440, { between: [0, 5] });
    await expect(heard).toHaveNoDropouts({ ...ANN, longerThanMs: 20 });
    await expect(heard).toHaveNoClipping();
    await expect(heard).toHaveLoudness({ ...ANN, between: [5.2, 6.8], min: -18, max: -14 });
    await expect(heard).toHaveNoFindings({ except: ['howling', 'wrong-rate'], from: 'remote', between: [5.2, 6.8] });
  });

  test('a matcher that fails names side, place and quantity, and where the capture and its report are', async () => {
    const { message } = await rejection(expect(heard).toBeSilent({ ...ANN, between: [0, 3] }));
    expect(message).toMatch(/^expected silence below -60 dBFS of user ann between 0\.00 s and 3\.00 s$/m);
    expect(message).toMatch(/^remote user ann: sound for [\d.]+ s between 0\.\d+ s and [\d.]+ s, the loudest is -/m);
    const [, capture = '', report = ''] = /^capture: (.*)\nreport: {2}(.*)$/m.exec(message) ?? [];
    expect(capture.startsWith(artifacts)).toBe(true);
    expect(capture).toContain('a-matcher-that-fails-names-side-place-and-quantity');
    const files = readdirSync(join(capture, '..')).sort();
    expect(files).toEqual(expect.arrayContaining(['capture.wav', 'capture.wav.json', 'report.html']));
    expect(files.some((name) => name.includes('ann'))).toBe(true);
    expect(readFileSync(report, 'utf8')).toMatch(/<svg[^]*ann/);
  });

  test('the opposite fails with the same sentence', async () => {
    const { message } = await rejection(expect(heard).not.toHearSpeech({ ...ANN, between: [0, 3] }));
    expect(message).toMatch(/^expected not 0\.20 s of speech of user ann/m);
    expect(message).toMatch(/^remote user ann: [\d.]+ s of speech between/m);
  });

  test('what cannot be told fails either way', async () => {
    const eve = { from: { user: 'eve' } } as const;
    for (const call of [expect(heard).toHearSpeech(eve), expect(heard).not.toHearSpeech(eve)]) {
      expect((await rejection(call)).message).toMatch(/^not checkable: user eve is not in this capture: it has /m);
    }
  });

  test('other runners have a function that throws one class of error', async () => {
    await assertHears(heard, expectations.speech(ANN), 'ann');
    await assertHears(heard, not(expectations.speech({ from: 'local' })), 'me');
    const failed = await rejection(assertHears(heard, expectations.noFindings({ from: 'remote' }), 'plain'));
    expect(failed).toBeInstanceOf(ListeningError);
    expect(failed.code).toBe('failed');
    expect(failed.message).toMatch(/Remote user ann: /);
    const unknown = await rejection(assertHears(heard, expectations.speech({ from: { user: 'eve' } }), 'plain'));
    expect(unknown.code).toBe('not-checkable');
    const wrong = await rejection(assertHears(heard, expectations.tone(5), 'plain'));
    expect(wrong).toMatchObject({ code: 'bad-use', message: expect.stringMatching(/^hz must be a number from 60/) });
    const none = await rejection(assertHears({} as HeardCapture, expectations.speech(ANN)));
    expect(none).toMatchObject({ code: 'bad-use', message: expect.stringMatching(/a capture that recordWhile gave/) });
  });

  test('what is discarded is gone', async () => {
    const short = await room.record((each) => each.say(tone, 1));
    expect(existsSync(short.filePath)).toBe(true);
    short.discard();
    expect(existsSync(short.filePath)).toBe(false);
  });

  test('an error of the body is thrown on, and the recorder can record again', async () => {
    const failing = room.record(() => {
      throw new RangeError('mine');
    });
    await expect(failing).rejects.toThrow(RangeError);
    (await room.record((each) => each.say(tone, 1))).discard();
  });

  test('a body that leaves the room ends the recording there', async () => {
    const heard = await room.record((each) => {
      each.say(voice, 2);
      each.recorder.leaveRoom();
      for (let i = 0; i < 100; i++) each.pump();
    });
    room.recorder.enterRoom({ roomId: 'r', userId: 'me' });
    await expect(heard).toLast(2, { toleranceSeconds: 0.5 });
    await expect(heard).toHearSpeech(ANN);
    heard.discard();
  });

  test('without a recorder it says what is needed', async () => {
    const error = await rejection(recordWhile({} as never, () => undefined));
    expect(error).toMatchObject({ code: 'bad-use', message: "recorder: the game's VoiceRecorder is needed" });
  });
});

describe('dropouts', () => {
  test('are told with their number, lengths and place', async () => {
    const lost = (block: number): boolean => [208, 209, 210, 211, 212, 213, 322, 323, 324].includes(block);
    const heard = await room.record((each) => each.say(voice, 5, lost));
    const { message } = await rejection(expect(heard).toHaveNoDropouts({ longerThanMs: 25 }));
    expect(message).toMatch(/^remote user ann: 2 dropouts \(\d+, \d+ ms\) between 2\.0\d s and 3\.2\d s$/m);
    heard.discard();
  });
});

describe('echo', () => {
  test('is told with its delay', async () => {
    const heard = await room.record((each) => each.sayWithEcho(voice, 9));
    const { message } = await rejection(expect(heard).toHaveNoEcho());
    expect(message).toMatch(/^The local user me: .* 1[45]\d ms/m);
    await expect(heard).not.toHaveNoEcho();
    heard.discard();
  });

  test('cannot be told of a mix alone', async () => {
    const options = { recorder: room.recorder, pump: room.pump, artifacts, tracks: 'mix' } as const;
    const heard = await recordWhile(options, () => room.sayWithEcho(voice, 4));
    for (const call of [expect(heard).toHaveNoEcho(), expect(heard).not.toHaveNoEcho()]) {
      expect((await rejection(call)).message).toMatch(/^not checkable: .*record with separate or split tracks$/m);
    }
    heard.discard();
  });
});
