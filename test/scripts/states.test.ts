import { VoiceRecorder } from '../../assets/scripts/index';
import { registerBridge } from '../../assets/scripts/bridge/registry';
import { FakeBridge } from '../../assets/scripts/testing/fakes/FakeBridge';
import { errorOf, rejectionOf, setUp } from './support';

type State = 'outside' | 'idle' | 'realTime' | 'cycle' | 'paused' | 'disposed' | 'unsupported';

const STATES: readonly State[] = ['outside', 'idle', 'realTime', 'cycle', 'paused', 'disposed', 'unsupported'];

function recorderIn(state: State): VoiceRecorder {
  if (state === 'unsupported') return new VoiceRecorder({ log: () => undefined });
  const { recorder } = setUp({ recoveryFolder: '/recovery' });
  if (state === 'outside') return recorder;
  recorder.enterRoom({ roomId: 'r' });
  if (state === 'realTime') recorder.startAudioRecording('/run.wav');
  if (state === 'cycle' || state === 'paused') {
    recorder.startAudioRecordingWithConfig({ filePath: '/run.wav', cycleTime: 10 });
  }
  if (state === 'paused') recorder.pause();
  recorder.tick();
  if (state === 'disposed') recorder.dispose();
  return recorder;
}

const OPERATIONS: Record<string, (recorder: VoiceRecorder) => number> = {
  startAudioRecording: (recorder) => recorder.startAudioRecording('/a.wav', 32000, 1),
  startAudioRecordingWithConfig: (recorder) => recorder.startAudioRecordingWithConfig({ filePath: '/a.wav' }),
  stopAudioRecording: (recorder) => recorder.stopAudioRecording(),
  enterRoom: (recorder) => recorder.enterRoom({ roomId: 'r' }),
  reconnecting: (recorder) => recorder.reconnecting(),
  leaveRoom: (recorder) => recorder.leaveRoom(),
  setConsent: (recorder) => recorder.setConsent(true),
  mark: (recorder) => recorder.mark('here'),
  discard: (recorder) => recorder.discard(99),
  advance: (recorder) => recorder.advance(10),
  pause: (recorder) => recorder.pause(),
  resume: (recorder) => recorder.resume(),
  addStatistics: (recorder) => recorder.addStatistics({ rttMs: 40 }),
  setAbout: (recorder) => recorder.setAbout({ build: 7 }),
  notify: (recorder) => recorder.notify('background'),
  setMuted: (recorder) => recorder.setMuted(true),
  exclude: (recorder) => recorder.exclude('ann'),
  include: (recorder) => recorder.include('ann'),
};

/** What each operation answers in the states of {@link STATES}, in their order. */
const ANSWERS: Record<string, readonly number[]> = {
  startAudioRecording: [30101, 0, 0, 0, 0, 30005, 39002],
  startAudioRecordingWithConfig: [30101, 0, 0, 0, 0, 30005, 39002],
  stopAudioRecording: [30005, 30005, 0, 0, 0, 30005, 39002],
  enterRoom: [0, 0, 0, 0, 0, 30005, 39002],
  reconnecting: [30101, 0, 0, 0, 0, 30005, 39002],
  leaveRoom: [30101, 0, 0, 0, 0, 30005, 39002],
  setConsent: [0, 0, 0, 0, 0, 30005, 39002],
  mark: [30005, 30005, 0, 0, 0, 30005, 39002],
  discard: [30005, 30005, 30005, 30005, 30005, 30005, 39002],
  advance: [0, 0, 0, 0, 0, 30005, 39002],
  pause: [30005, 30005, 0, 0, 0, 30005, 39002],
  resume: [30005, 30005, 0, 0, 0, 30005, 39002],
  addStatistics: [30005, 30005, 0, 0, 0, 30005, 39002],
  setAbout: [0, 0, 0, 0, 0, 30005, 39002],
  notify: [0, 0, 0, 0, 0, 30005, 39002],
  setMuted: [0, 0, 0, 0, 0, 30005, 39002],
  exclude: [0, 0, 0, 0, 0, 30005, 39002],
  include: [0, 0, 0, 0, 0, 30005, 39002],
};

const CELLS = Object.keys(OPERATIONS).flatMap((name) =>
  STATES.map((state, i): [string, State, number] => [name, state, ANSWERS[name]?.[i] ?? -1]),
);

/** Promises that reject at once, and calls that throw, by state. */
const FAILING: Record<string, readonly number[]> = {
  start: [30101, 0, 0, 0, 0, 30005, 39002],
  stop: [30005, 30005, 0, 0, 0, 30005, 39002],
  dump: [30005, 30005, 30005, 0, 0, 30005, 39002],
  retry: [30005, 30005, 30005, 30005, 30005, 30005, 39002],
  wipe: [0, 0, 0, 0, 0, 30005, 39002],
  recover: [0, 0, 0, 0, 0, 30005, 39002],
};

const PROMISED: Record<string, (recorder: VoiceRecorder) => Promise<unknown>> = {
  start: (recorder) => recorder.start({ filePath: '/a.wav' }),
  stop: (recorder) => recorder.stop(),
  dump: (recorder) => recorder.dump(),
  retry: (recorder) => recorder.retry(99),
  wipe: (recorder) => recorder.wipe(),
  recover: (recorder) => recorder.recover(),
};

const PROMISED_CELLS = Object.keys(PROMISED).flatMap((name) =>
  STATES.map((state, i): [string, State, number] => [name, state, FAILING[name]?.[i] ?? -1]),
);

describe('States', () => {
  test.each(CELLS)('%s while %s answers %i', (name, state, code) => {
    const recorder = recorderIn(state);
    expect(OPERATIONS[name]?.(recorder)).toBe(code);
    if (code === 0) expect(recorder.lastError).toBeUndefined();
    else expect(recorder.lastError).toMatchObject({ code });
    expect(recorder.lastError?.message.startsWith(`${name}: `) ?? true).toBe(true);
  });

  test.each(PROMISED_CELLS)('%s while %s settles with %i', async (name, state, code) => {
    const recorder = recorderIn(state);
    const promise = PROMISED[name]?.(recorder) ?? Promise.reject(new Error(name));
    recorder.tick();
    if (code === 0) await promise;
    else expect(await rejectionOf(promise)).toMatchObject({ code });
  });

  test.each(STATES)('The order of checks while %s: the recorder first, then the arguments', (state) => {
    const code = recorderIn(state).startAudioRecordingWithConfig(5 as never);
    expect(code).toBe(state === 'disposed' ? 30005 : state === 'unsupported' ? 39002 : 30003);
  });

  test('An accepted call clears lastError', () => {
    const { recorder } = setUp();
    expect(recorder.leaveRoom()).toBe(30101);
    expect(recorder.lastError?.message).toBe('leaveRoom: not in a room');
    expect(recorder.enterRoom({ roomId: 'r' })).toBe(0);
    expect(recorder.lastError).toBeUndefined();
  });

  test('Consent that the game asks for is needed for a start', () => {
    const { recorder, native } = setUp({ requireConsent: true });
    recorder.enterRoom({ roomId: 'r' });
    expect(recorder.startAudioRecording('/a.wav')).toBe(30005);
    expect(recorder.setConsent('yes' as never)).toBe(30003);
    expect(recorder.setConsent(undefined as never)).toBe(30003);
    expect(recorder.setConsent(true)).toBe(0);
    expect(recorder.startAudioRecording('/a.wav')).toBe(0);
    expect(native.calls.map((call) => call.name)).toEqual(['enterRoom', 'start', 'setConsent', 'start']);
  });

  test.each([
    {},
    { roomId: '' },
    { roomId: 5 },
    { roomId: 'r', userId: 5 },
    { roomId: 'a\0b' },
    { roomId: '房'.repeat(86) },
    { roomId: 'r', userId: 'u'.repeat(257) },
    { room: 'r' },
    null,
    'r',
  ])('enterRoom(%p) is refused', (room) => {
    expect(setUp().recorder.enterRoom(room as never)).toBe(30003);
  });
});

describe('Markers', () => {
  test.each([
    [undefined, ''],
    [null, 'null'],
    [{ fps: 12, map: '地图' }, '{"fps":12,"map":"地图"}'],
    ['text', '"text"'],
    [[1, NaN], '[1,null]'],
    [0, '0'],
  ])('Data of %p travels as JSON', (data, json) => {
    const { recorder, native } = setUp();
    recorder.enterRoom({ roomId: 'r' });
    recorder.startAudioRecording('/a.wav');
    expect(recorder.mark('label', data)).toBe(0);
    expect(native.calls[2]).toEqual({ name: 'mark', args: ['label', json] });
  });

  test.each([
    ['Latin', 'x'.repeat(65534)],
    ['emoji', '🎤'.repeat(16383)],
  ])('64 KiB of %s is the most that a marker holds', (_name, data) => {
    const { recorder } = setUp();
    recorder.enterRoom({ roomId: 'r' });
    recorder.startAudioRecording('/a.wav');
    expect(recorder.mark('label', data)).toBe(0);
  });

  const cyclic: unknown[] = [];
  cyclic.push(cyclic);

  test.each([
    ['a cycle', cyclic],
    ['a bigint', { n: 1n }],
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['more than 64 KiB', 'x'.repeat(65535)],
    ['more than 64 KiB in two-byte letters', 'é'.repeat(32768)],
    ['more than 64 KiB in three-byte letters', '语'.repeat(21845)],
    ['more than 64 KiB of emoji', '🎤'.repeat(16384)],
  ])('Data with %s is refused', (_name, data) => {
    const { recorder } = setUp();
    recorder.enterRoom({ roomId: 'r' });
    recorder.startAudioRecording('/a.wav');
    expect(recorder.mark('label', data)).toBe(30003);
    expect(recorder.lastError?.message).toContain('mark: data: expected');
  });

  test.each(['', 5, null, undefined, 'a\0', 'x'.repeat(1025)])('A bad label is refused (%#)', (label) => {
    expect(setUp().recorder.mark(label as never)).toBe(30003);
  });
});

describe('Without a native plugin', () => {
  afterEach(() => registerBridge(undefined));

  test('isSupported says so, the script warns once, and nothing throws on its own', () => {
    const lines: string[] = [];
    const recorder = new VoiceRecorder({ log: (_level, message) => lines.push(message) });
    expect(recorder.isSupported).toBe(false);
    expect(VoiceRecorder.isSupported).toBe(false);
    expect([recorder.version, VoiceRecorder.version]).toEqual(['', '']);
    for (let i = 0; i < 3; i++) {
      expect(recorder.startAudioRecording('/a.wav')).toBe(39002);
      recorder.tick();
    }
    expect(recorder.lastError?.message).toBe('startAudioRecording: there is no native plugin on this host');
    expect(lines).toEqual(['there is no native plugin on this host: nothing is recorded']);
    expect(recorder.now).toBe(0);
    expect(recorder.stats).toMatchObject({ inRoom: false, taskState: 'idle', peakDbfs: -120, sources: [] });
    expect(errorOf(() => recorder.openSource({ kind: 'local' })).code).toBe(39002);
    expect(errorOf(() => recorder.estimate({ filePath: '/a.wav' })).code).toBe(39002);
    expect(() => recorder.on('onAudioRecording', () => undefined)).not.toThrow();
    recorder.dispose();
  });

  test('The warning reaches a listener of log at the first tick', () => {
    const recorder = new VoiceRecorder({ log: () => undefined });
    const told: unknown[] = [];
    recorder.on('log', (event) => told.push(event));
    recorder.tick();
    recorder.tick();
    expect(told).toEqual([{ level: 2, message: 'there is no native plugin on this host: nothing is recorded' }]);
  });

  test('Bad options are still refused', () => {
    expect(errorOf(() => new VoiceRecorder({ maxSources: 99 })).code).toBe(30003);
  });

  test('logLevel none silences the warning', () => {
    const lines: string[] = [];
    new VoiceRecorder({ logLevel: 'none', log: (_level, message) => lines.push(message) });
    expect(lines).toEqual([]);
  });

  test('A registered bridge is used without being named', () => {
    const bridge = new FakeBridge();
    bridge.capabilities = 1;
    registerBridge(bridge);
    expect(VoiceRecorder.isSupported).toEqual({
      formats: ['wav'],
      durability: ['memory'],
      encryption: false,
      platform: 'fake',
      aacEncoder: 'none (fake)',
    });
    expect(VoiceRecorder.version).toBe('0.0.0-fake');
    const recorder = new VoiceRecorder();
    expect(recorder.isSupported).toEqual(VoiceRecorder.isSupported);
    expect(recorder.version).toBe('0.0.0-fake');
    expect(bridge.recorders).toHaveLength(1);
  });
});

describe('Dispose', () => {
  test('It ends the native recorder once, whatever its name', () => {
    const { recorder, native } = setUp();
    recorder.dispose();
    recorder.dispose();
    recorder.destroy();
    expect(native.calls).toEqual([{ name: 'destroy', args: [] }]);
  });

  test('Promises that wait reject with 30005, and no event comes any more', async () => {
    const { recorder, native } = setUp({ recoveryFolder: '/recovery' });
    native.automatic = false;
    recorder.enterRoom({ roomId: 'r' });
    const start = recorder.start({ filePath: '/a.wav', cycleTime: 10 });
    const stopLess = recorder.dump();
    const stop = recorder.stop();
    const recover = recorder.recover();
    const wipe = recorder.wipe();
    const heard: unknown[] = [];
    recorder.on('log', (event) => heard.push(event));
    recorder.dispose();
    for (const promise of [start, stopLess, stop, recover, wipe]) {
      expect(await rejectionOf(promise)).toMatchObject({ code: 30005, message: 'the recorder is disposed' });
    }
    expect(recorder.tick()).toBe(0);
    expect(heard).toEqual([]);
  });

  test('Afterwards everything answers 30005, and reading is harmless', () => {
    const { recorder } = setUp();
    const source = recorder.openSource({ kind: 'local' });
    const unsubscribe = recorder.on('log', () => undefined);
    recorder.dispose();
    expect(source.closed).toBe(true);
    expect(source.push(new Int16Array(480), { sampleRate: 48000, channels: 1 })).toBe(30005);
    expect([source.setMuted(true), source.close()]).toEqual([30005, 30005]);
    expect(errorOf(() => recorder.on('log', () => undefined)).code).toBe(30005);
    expect(errorOf(() => recorder.once('log', () => undefined)).code).toBe(30005);
    expect(errorOf(() => recorder.bindHotkey('F9')).code).toBe(30005);
    expect(errorOf(() => recorder.openSource({ kind: 'local' })).code).toBe(30005);
    expect(errorOf(() => recorder.estimate({ filePath: '/a.wav' })).code).toBe(30005);
    expect(recorder.keyDown({ key: 'F9' })).toBe(false);
    expect([recorder.now, recorder.stats.taskState]).toEqual([0, 'idle']);
    unsubscribe();
    recorder.off('log');
  });
});
