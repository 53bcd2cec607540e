import { VoiceRecorder } from '../../assets/scripts/index';
import { FakeBridge } from '../../assets/scripts/testing/fakes/FakeBridge';
import { rejectionOf, setUp, setUpCycleTask } from './support';

describe('Leaving a user out', () => {
  test('is handed on by the user', () => {
    const { recorder, native } = setUp();
    expect([recorder.exclude('ann'), recorder.exclude('bob', { forget: true }), recorder.include('ann')]).toEqual([
      0, 0, 0,
    ]);
    expect(native.calls).toEqual([
      { name: 'exclude', args: ['ann', false] },
      { name: 'exclude', args: ['bob', true] },
      { name: 'include', args: ['ann'] },
    ]);
  });

  test.each(['', undefined, null, 5, 'a\0b', '\uD800', 'x'.repeat(1025)])('%p is no user', (userId) => {
    const { recorder, native } = setUp();
    expect([recorder.exclude(userId as never), recorder.include(userId as never)]).toEqual([30003, 30003]);
    expect(recorder.lastError?.message).toContain('userId: expected');
    expect(native.calls).toEqual([]);
  });

  test.each([{ forget: 1 }, { forget: null }, { forgt: true }, null, 'forget'])('%p are no options', (options) => {
    expect(setUp().recorder.exclude('ann', options as never)).toBe(30003);
  });

  test('with forget empties the buffer of a mix, and not that of separate tracks', () => {
    const { recorder } = setUpCycleTask();
    recorder.advance(5000);
    recorder.exclude('ann');
    expect(recorder.stats.bufferedSeconds).toBe(5);
    recorder.exclude('ann', { forget: true });
    expect(recorder.stats).toMatchObject({ bufferedSeconds: 0, recordedSeconds: 5 });
    recorder.startAudioRecordingWithConfig({ filePath: '/c/b.wav', cycleTime: 60, tracks: 'separate' });
    recorder.advance(5000);
    recorder.exclude('ann', { forget: true });
    expect(recorder.stats.bufferedSeconds).toBe(5);
  });
});

describe('Muting everybody', () => {
  test('is handed on; anything but true and false is refused', () => {
    const { recorder, native } = setUp();
    expect([recorder.setMuted(true), recorder.setMuted(false)]).toEqual([0, 0]);
    for (const bad of [undefined, null, 1, 'yes']) expect(recorder.setMuted(bad as never)).toBe(30003);
    expect(native.calls).toEqual([
      { name: 'setAllMuted', args: [true] },
      { name: 'setAllMuted', args: [false] },
    ]);
  });
});

describe('A pause', () => {
  test('shows in the statistics until it is over, and ends with its task', () => {
    const { recorder } = setUpCycleTask();
    const paused = (): boolean => recorder.stats.paused;
    expect(paused()).toBe(false);
    recorder.pause();
    expect([paused(), recorder.stats.taskState]).toEqual([true, 'cycle']);
    recorder.resume();
    expect(paused()).toBe(false);
    recorder.pause();
    recorder.startAudioRecording('/b.wav');
    expect(paused()).toBe(false);
  });
});

describe('A wipe', () => {
  test('empties the buffer, gives up what waits for a retry, and destroys what dead processes left', async () => {
    const bridge = new FakeBridge();
    const options = { bridge, recoveryFolder: '/recovery', virtualClock: true } as const;
    const start = (recorder: VoiceRecorder): void => {
      recorder.enterRoom({ roomId: 'r' });
      recorder.startAudioRecordingWithConfig({ filePath: '/c/a.wav', cycleTime: 60 });
      recorder.advance(5000);
    };
    start(new VoiceRecorder(options));
    bridge.recorder.kill();

    const recorder = new VoiceRecorder(options);
    start(recorder);
    bridge.recorder.failNextDumpFile('disk full');
    const captureId = (await settle(recorder, rejectionOf(recorder.dump()))).captureId ?? 0;
    await settle(recorder, recorder.wipe());
    expect(recorder.stats).toMatchObject({ bufferedSeconds: 0, capturesFailed: 0, taskState: 'cycle' });
    expect(await rejectionOf(recorder.retry(captureId))).toMatchObject({ code: 30005 });
    expect((await settle(recorder, recorder.recover())).captures).toEqual([]);
  });

  test('rejects when not all could be destroyed, and each call hears of its own', async () => {
    const { recorder, native } = setUp();
    native.failNextWipe('the disk does not answer');
    const [first, second] = [recorder.wipe(), recorder.wipe()];
    recorder.tick();
    expect(await rejectionOf(first)).toMatchObject({
      code: 30005,
      message: 'wipe: not all could be destroyed: the disk does not answer',
    });
    await second;
  });

  test('settles in tick and not before', async () => {
    const { recorder } = setUp();
    let isOver = false;
    void recorder.wipe().then(() => (isOver = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(isOver).toBe(false);
    recorder.tick();
    await new Promise((resolve) => setImmediate(resolve));
    expect(isOver).toBe(true);
  });
});

describe('What happens around a recording', () => {
  test.each([
    ['background', 0],
    ['foreground', 1],
    ['interruptionBegan', 2],
    ['interruptionEnded', 3],
    ['deviceChanged', 4],
  ] as const)('%s is notice %i', (notice, number) => {
    const { recorder, native } = setUp();
    expect([recorder.notify(notice), recorder.notify(notice, '耳机')]).toEqual([0, 0]);
    expect(native.calls.map(({ args }) => args)).toEqual([
      [number, ''],
      [number, '耳机'],
    ]);
  });

  test.each(['Background', 'interruption-began', '', 0, undefined, null, {}])('%p is no notice', (notice) => {
    const { recorder, native } = setUp();
    expect(recorder.notify(notice as never)).toBe(30003);
    expect(recorder.lastError?.message).toContain('notice: expected one of "background", "foreground"');
    expect(native.calls).toEqual([]);
  });

  test.each([null, 5, 'a\0', '\uD800', 'x'.repeat(1025)])('%p is no text', (text) => {
    expect(setUp().recorder.notify('background', text as never)).toBe(30003);
  });
});

describe('About the game, and figures of the SDK', () => {
  test('Objects travel as JSON; null takes back what was said of the game', () => {
    const { recorder, native } = setUpCycleTask();
    const before = native.calls.length;
    expect([recorder.setAbout({ game: '游戏' }), recorder.setAbout(null)]).toEqual([0, 0]);
    expect(recorder.addStatistics({ rttMs: 40, loss: [0.1, NaN] })).toBe(0);
    expect(native.calls.slice(before)).toEqual([
      { name: 'setAbout', args: ['{"game":"游戏"}'] },
      { name: 'setAbout', args: [''] },
      { name: 'addStatistics', args: ['{"rttMs":40,"loss":[0.1,null]}'] },
    ]);
  });

  const cyclic: unknown[] = [];
  cyclic.push(cyclic);

  test.each([
    ['undefined', undefined],
    ['a text', 'a text'],
    ['a list', [1]],
    ['a date', new Date(0)],
    ['a function', () => 1],
    ['a bigint within', { n: 1n }],
    ['a cycle', cyclic],
    ['more than 64 KiB', { text: '语'.repeat(21845) }],
  ])('%s is refused', (_name, value) => {
    const { recorder, native } = setUpCycleTask();
    const before = native.calls.length;
    expect([recorder.setAbout(value as never), recorder.addStatistics(value as never)]).toEqual([30003, 30003]);
    expect(recorder.lastError?.message).toContain('addStatistics: statistics: expected');
    expect(native.calls).toHaveLength(before);
  });

  test('Statistics cannot be taken back by null', () => {
    expect(setUpCycleTask().recorder.addStatistics(null as never)).toBe(30003);
  });
});

async function settle<T>(recorder: VoiceRecorder, promise: Promise<T>): Promise<T> {
  recorder.tick();
  return promise;
}
