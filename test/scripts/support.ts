import { VoiceRecorder, VoiceRecorderError } from '../../assets/scripts/index';
import type { RecorderEventName, VoiceRecorderOptions } from '../../assets/scripts/index';
import { describe as describeValue } from '../../assets/scripts/errors/describe';
import { FakeBridge } from '../../assets/scripts/testing/fakes/FakeBridge';
import type { FakeRecorder } from '../../assets/scripts/testing/fakes/FakeRecorder';

export interface Setup {
  bridge: FakeBridge;
  native: FakeRecorder;
  recorder: VoiceRecorder;
  /** Log lines that reached the sink. */
  lines: string[];
}

export function setUp(options: VoiceRecorderOptions = {}): Setup {
  const bridge = new FakeBridge();
  const lines: string[] = [];
  const log = (_level: number, message: string): void => void lines.push(message);
  const recorder = new VoiceRecorder({ bridge, log, virtualClock: true, ...options });
  return { bridge, native: bridge.recorder, recorder, lines };
}

/** A recorder in a room with a cycle task whose events have been handled. */
export function setUpCycleTask(options: VoiceRecorderOptions = {}): Setup {
  const setup = setUp(options);
  expect(setup.recorder.enterRoom({ roomId: 'lobby', userId: 'me' })).toBe(0);
  expect(setup.recorder.startAudioRecordingWithConfig({ filePath: '/c/session.aac', cycleTime: 60 })).toBe(0);
  setup.recorder.tick();
  return setup;
}

/** A value as a short name of a test. */
export function show(value: unknown): string {
  return describeValue(value);
}

/** The error that `act` throws. */
export function errorOf(act: () => unknown): VoiceRecorderError {
  try {
    act();
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(VoiceRecorderError);
    return thrown as VoiceRecorderError;
  }
  throw new Error('nothing was thrown');
}

/** The error that a promise rejects with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<VoiceRecorderError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(VoiceRecorderError);
  return error as VoiceRecorderError;
}

/** Names of the events in the order of their arrival. */
export function recordOrder(recorder: VoiceRecorder, names: readonly RecorderEventName[]): string[] {
  const order: string[] = [];
  for (const name of names) recorder.on(name, () => void order.push(name));
  return order;
}
