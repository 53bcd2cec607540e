import { registerBridge } from '../../assets/scripts/bridge/registry';
import { NativeEventKind } from '../../assets/scripts/bridge/NativeBridge';
import { FakeBridge } from '../../assets/scripts/testing/fakes/FakeBridge';
import { Game } from '../../samples/webrtc-room/game';
import type { Plan, PlannedTask } from '../../samples/webrtc-room/plan';
import { Screen } from '../../samples/webrtc-room/Screen';
import { Session } from '../../samples/webrtc-room/Session';

const room = { roomId: 'lobby', localUserId: 'me', remoteUserIds: ['ann'], onAudio: () => undefined };

const task = (kind: PlannedTask['kind'], seconds: number | undefined): PlannedTask => ({
  kind,
  filePath: `/fake/${kind}.${kind === 'cycle' ? 'aac' : 'wav'}`,
  seconds,
  sampleRate: 48000,
  channels: 1,
  description: '',
});

/** A session on a fake recorder whose clock is the machine's. */
function setUp() {
  const bridge = new FakeBridge();
  registerBridge(bridge);
  const game = new Game(room, { capturesFolder: '/fake', recoveryFolder: '/fake/recovery', lastSeconds: 10 });
  jest.spyOn(bridge.recorder, 'nowMs').mockImplementation(() => performance.now());
  const written: string[] = [];
  const session = new Session(game, new Screen({ write: (text) => written.push(text) }), false, 10);
  return { session, fake: bridge.recorder, output: () => written.join('') };
}

describe('Session', () => {
  afterEach(() => registerBridge(undefined));

  test('RecordsOneTaskAfterTheOtherAndDumpsInBetween', async () => {
    const { session, output } = setUp();
    const plan: Plan = {
      tasks: [task('cycle', 0.3), task('mix', 0.2), task('split', 0.1)],
      dump: { at: 0.1, last: 5 },
    };
    await session.run(plan);
    const { tasks, dumps } = session.log;
    expect(tasks.map(({ task: { kind } }) => kind)).toEqual(['cycle', 'mix', 'split']);
    tasks.forEach(({ codes, recordedSeconds, task: { seconds }, capture }) => {
      expect(codes).toEqual([3, 5]);
      expect(recordedSeconds).toBeGreaterThanOrEqual(seconds ?? NaN);
      expect(capture).toBeDefined();
    });
    expect(dumps).toMatchObject([{ reason: 'planned', failure: '', isWholeBuffer: true, recordingWentOn: true }]);
    expect(session.cutShort).toBe(false);
    expect(output()).toMatch(/\[3\] started: .*cycle\.aac\n[^]*saved: [^]*\[5\] finished: .*split\.wav/);
  });

  test.each([
    { askedMs: 1500, expectedSeconds: 1.5, isWholeBuffer: true },
    { askedMs: 2000.4, expectedSeconds: 2, isWholeBuffer: true },
    { askedMs: 2100, expectedSeconds: 2, isWholeBuffer: false },
  ])('ADumpIsExactOnlyWhereThereWasMoreForSure: $askedMs ms', async ({ askedMs, ...expected }) => {
    const { session, fake } = setUp();
    jest.spyOn(fake, 'nowMs').mockImplementation(() => 0);
    session.log.begin(task('cycle', 3));
    const dump = await session.log.dump('planned', 2, askedMs, Promise.reject(new Error('no file')));
    expect(dump).toMatchObject(expected);
  });

  test('TellsWhatAnEarlierRunHasLeft', async () => {
    const { session, fake, output } = setUp();
    fake.automatic = false;
    const capture = {
      ...{ filePath: '/fake/recovered.aac', sidecarPath: '', format: 1, sampleRate: 32000, channels: 1, origin: 2 },
      ...{ durationSeconds: 12.5, startedAtUnixMs: 0, reason: 'recovered', sizeBytes: 0, peakDbfs: -3, trackPaths: [] },
    };
    fake.emit({ kind: NativeEventKind.Recovered, text: 'the end is torn', capture });
    fake.emit({ kind: NativeEventKind.RecoveryProblem, path: '/fake/recovery/x', text: 'it is damaged' });
    fake.emit({ kind: NativeEventKind.RecoveryDone, code: 1 });
    await session.run({ tasks: [], dump: undefined });
    expect(session.recovered).toMatchObject({ captures: [{ durationSeconds: 12.5 }], problems: [{}] });
    expect(output()).toMatch(/recovered: .*recovered\.aac, 12\.500 s \(the end is torn\)\n/);
    expect(output()).toMatch(/not recovered: .*x: it is damaged\n/);
  });

  test('AnEarlyEndFinishesTheRunningTaskAndLeavesOutTheRest', async () => {
    const { session } = setUp();
    const running = session.run({ tasks: [task('cycle', 60), task('mix', 60)], dump: { at: 50, last: 5 } });
    setTimeout(() => session.key('Ctrl+C'), 200);
    await running;
    expect(session.cutShort).toBe(true);
    expect(session.log.tasks.map(({ codes }) => codes)).toEqual([[3, 5]]);
    expect(session.log.dumps).toEqual([]);
  });

  test('AtATerminalTheFirstQGoesOnToTheShortTasks', async () => {
    const { session, fake } = setUp();
    const running = session.run({ tasks: [task('cycle', undefined), task('mix', 0.1)], dump: undefined });
    setTimeout(() => session.key('F9'), 100);
    setTimeout(() => session.key('Q'), 200);
    await running;
    expect(session.cutShort).toBe(false);
    expect(session.log.tasks.length).toBe(2);
    expect(session.log.dumps).toMatchObject([{ reason: 'hotkey', failure: '' }]);
    expect(fake.calls.filter(({ name }) => name === 'dump').length).toBe(1);
  });

  test('ADumpThatFailsIsKeptWithItsReasonAndStopsNothing', async () => {
    const { session, fake, output } = setUp();
    fake.failNextDumpFile('the disk is full');
    await session.run({ tasks: [task('cycle', 0.2)], dump: { at: 0.1, last: 5 } });
    expect(session.log.dumps).toMatchObject([{ capture: undefined, failure: expect.stringMatching(/disk is full/) }]);
    expect(session.log.tasks[0]?.codes).toEqual([3, 5]);
    expect(output()).toMatch(/not saved: .*the disk is full/);
  });

  test('AStartThatIsRefusedEndsTheRunWithTheReason', async () => {
    const { session, fake } = setUp();
    fake.failNext('start', 30005, 'as the test wants it');
    await expect(session.run({ tasks: [task('mix', 1)], dump: undefined })).rejects.toThrow(/as the test wants it/);
  });
});
