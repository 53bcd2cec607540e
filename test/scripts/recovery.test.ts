import { VoiceRecorder } from '../../assets/scripts/index';
import type { AudioRecordingConfig, VoiceRecorderOptions } from '../../assets/scripts/index';
import { NativeEventKind } from '../../assets/scripts/bridge/NativeBridge';
import { FakeBridge } from '../../assets/scripts/testing/fakes/FakeBridge';
import { rejectionOf, setUp } from './support';

const KEY = new Uint8Array(32).fill(7);

/** A recorder of a process that is killed after 12 s of a task; `more` may act before. */
function liveAndBeKilled(
  bridge: FakeBridge,
  config: AudioRecordingConfig,
  more: (recorder: VoiceRecorder) => void = () => undefined,
  options: VoiceRecorderOptions = {},
): void {
  const recorder = new VoiceRecorder({ bridge, recoveryFolder: '/recovery', virtualClock: true, ...options });
  recorder.enterRoom({ roomId: 'lobby' });
  expect(recorder.startAudioRecordingWithConfig(config)).toBe(0);
  recorder.advance(12000);
  more(recorder);
  bridge.recorder.kill();
}

function nextLife(bridge: FakeBridge, options: VoiceRecorderOptions = {}): VoiceRecorder {
  return new VoiceRecorder({ bridge, recoveryFolder: '/recovery', capturesFolder: '/captures', ...options });
}

describe('A recovery', () => {
  test('makes a capture of what a killed process had buffered, once', async () => {
    const bridge = new FakeBridge();
    liveAndBeKilled(bridge, { filePath: '/c/room.aac', cycleTime: 10, sampleRate: 48000 });
    const recorder = nextLife(bridge);
    const heard: unknown[] = [];
    recorder.on('recovered', ({ capture }) => heard.push(capture.filePath));
    const first = recorder.recover();
    const second = recorder.recover();
    recorder.tick();
    const { captures, problems } = await first;
    expect(captures).toEqual([
      expect.objectContaining({ origin: 'recovered', reason: 'recovered', format: 'aac', sampleRate: 48000 }),
    ]);
    expect(captures[0]).toMatchObject({ durationSeconds: 10, missing: '', captureId: 0, trackPaths: [] });
    expect(captures[0]?.filePath).toMatch(/^\/captures\/.*\.aac$/);
    expect(problems).toEqual([]);
    expect(heard).toEqual(captures.map(({ filePath }) => filePath));
    expect(await second).toEqual({ captures: [], problems: [] });
  });

  test('finishes a recording in real time where it is', async () => {
    const bridge = new FakeBridge();
    liveAndBeKilled(bridge, { filePath: '/c/talk.wav' });
    const recorder = nextLife(bridge);
    const report = recorder.recover();
    recorder.tick();
    expect((await report).captures).toMatchObject([{ filePath: '/c/talk.wav', durationSeconds: 12 }]);
  });

  test('brings a dump that was not written to its own path', async () => {
    const bridge = new FakeBridge();
    liveAndBeKilled(bridge, { filePath: '/c/room.wav', cycleTime: 60 }, (recorder) => {
      bridge.recorder.failNextDumpFile('disk full');
      recorder.dump({ filePath: '/c/lag.wav', lastSeconds: 5, reason: 'lag' }).catch(() => undefined);
    });
    const recorder = nextLife(bridge);
    const report = recorder.recover();
    recorder.tick();
    expect((await report).captures).toMatchObject([
      { filePath: '/c/lag.wav', durationSeconds: 5, reason: 'lag', origin: 'recovered' },
      { durationSeconds: 12, reason: 'recovered' },
    ]);
  });

  test.each([
    ['a task in memory', { durability: 'memory' }, {}],
    ['another folder', {}, { recoveryFolder: '/elsewhere' }],
  ] as const)('finds nothing of %s', async (_, config, options) => {
    const bridge = new FakeBridge();
    liveAndBeKilled(bridge, { filePath: '/c/room.wav', cycleTime: 60, ...config }, undefined, options);
    const recorder = nextLife(bridge);
    const report = recorder.recover();
    recorder.tick();
    expect(await report).toEqual({ captures: [], problems: [] });
  });

  test('finds nothing after a task that ended as it should', async () => {
    const bridge = new FakeBridge();
    liveAndBeKilled(bridge, { filePath: '/c/room.wav', cycleTime: 60 }, (recorder) => recorder.stopAudioRecording());
    const recorder = nextLife(bridge);
    const report = recorder.recover();
    recorder.tick();
    expect((await report).captures).toEqual([]);
  });

  test('leaves what is encrypted for the call that has its key', async () => {
    const bridge = new FakeBridge();
    liveAndBeKilled(bridge, { filePath: '/c/room.wav', cycleTime: 60, encryptionKey: KEY });
    const recorder = nextLife(bridge);
    const told: unknown[] = [];
    recorder.on('recoveryProblem', (problem) => told.push(problem));
    const keys = [undefined, '00'.repeat(32), Buffer.from(KEY).toString('hex'), KEY];
    const reports = keys.map((encryptionKey) =>
      recorder.recover(encryptionKey === undefined ? undefined : { encryptionKey }),
    );
    recorder.tick();
    const [none, wrong, right, late] = await Promise.all(reports);
    for (const report of [none, wrong]) {
      expect(report?.captures).toEqual([]);
      expect(report?.problems).toEqual([
        { path: '/recovery', reason: expect.stringMatching(/encrypted with another/) },
      ]);
    }
    expect(right?.captures).toHaveLength(1);
    expect(right?.problems).toEqual([]);
    expect(late).toEqual({ captures: [], problems: [] });
    expect(told).toHaveLength(2);
  });

  test('tells each call what came between its own beginning and end', async () => {
    const { recorder, native } = setUp({ recoveryFolder: '/recovery' });
    native.automatic = false;
    const reports = [recorder.recover(), recorder.recover()];
    const problem = (path: string): void =>
      native.emit({ kind: NativeEventKind.RecoveryProblem, path, text: 'damaged' });
    problem('/a');
    problem('/b');
    native.emit({ kind: NativeEventKind.RecoveryDone });
    recorder.tick();
    problem('/c');
    native.emit({ kind: NativeEventKind.RecoveryDone });
    recorder.tick();
    const paths = (await Promise.all(reports)).map(({ problems }) => problems.map(({ path }) => path));
    expect(paths).toEqual([['/a', '/b'], ['/c']]);
  });

  test('that nobody asked for is told by its events alone', () => {
    const { recorder, native, lines } = setUp({ recoveryFolder: '/recovery' });
    const heard: unknown[] = [];
    recorder.on('recoveryProblem', (problem) => heard.push(problem));
    native.emit({ kind: NativeEventKind.RecoveryProblem, path: '/ring', text: 'damaged' });
    native.emit({ kind: NativeEventKind.Recovered });
    native.emit({ kind: NativeEventKind.RecoveryDone });
    expect(recorder.tick()).toBe(3);
    expect(heard).toEqual([{ path: '/ring', reason: 'damaged' }]);
    expect(lines).toEqual([]);
  });

  test('says what a capture lacks', async () => {
    const { recorder, native } = setUp({ recoveryFolder: '/recovery' });
    native.automatic = false;
    const report = recorder.recover();
    const capture = {
      ...{ filePath: '/r.wav', sidecarPath: '/r.wav.json', format: 0, sampleRate: 48000, channels: 1, origin: 2 },
      ...{ durationSeconds: 3, startedAtUnixMs: 5, reason: 'recovered', sizeBytes: 9, peakDbfs: -3, trackPaths: [] },
    };
    native.emit({ kind: NativeEventKind.Recovered, path: '/r.wav', text: '0.1 s missing: torn', capture });
    native.emit({ kind: NativeEventKind.RecoveryDone, code: 1 });
    recorder.tick();
    expect((await report).captures).toMatchObject([{ filePath: '/r.wav', missing: '0.1 s missing: torn' }]);
  });

  test('is refused without a recovery folder, and with options that are wrong', async () => {
    expect(await rejectionOf(setUp().recorder.recover())).toMatchObject({
      code: 30005,
      message: 'recover: there is nothing to recover from',
    });
    const { recorder, native } = setUp({ recoveryFolder: '/recovery' });
    expect(await rejectionOf(recorder.recover({ key: KEY } as never))).toMatchObject({
      code: 30003,
      message: expect.stringMatching(/did you mean "encryptionKey"/),
    });
    expect(await rejectionOf(recorder.recover({ encryptionKey: 'short' }))).toMatchObject({ code: 30003 });
    expect(native.calls).toEqual([]);
  });
});

describe('A recorder whose process was killed', () => {
  test('answers 30005 to everything and tells nothing any more', () => {
    const { recorder, native } = setUp({ recoveryFolder: '/recovery' });
    recorder.enterRoom({ roomId: 'lobby' });
    recorder.startAudioRecording('/a.wav');
    native.kill();
    expect(recorder.tick()).toBe(0);
    expect([recorder.stopAudioRecording(), recorder.leaveRoom()]).toEqual([30005, 30005]);
    expect(recorder.lastError?.message).toBe('leaveRoom: the process was killed');
  });
});
