import { EVENTS_PER_TICK, VoiceRecorder } from '../../assets/scripts/index';
import type { RecorderEventName } from '../../assets/scripts/index';
import { NativeEventKind } from '../../assets/scripts/bridge/NativeBridge';
import { DEGRADED_REASONS } from '../../assets/scripts/config/enums';
import { RECORDER_EVENTS } from '../../assets/scripts/events/RecorderEvents';
import { errorOf, recordOrder, setUp, setUpCycleTask } from './support';

describe('Events', () => {
  test('Both known names bring code and path, and may be subscribed before a room is entered', () => {
    const { recorder } = setUp();
    const heard: unknown[] = [];
    recorder.on('onAudioRecording', (code, filePath) => heard.push(['onAudioRecording', code, filePath]));
    recorder.on('onNERtcEngineAudioRecording', (code, filePath) => heard.push(['iOS', code, filePath]));
    recorder.enterRoom({ roomId: 'lobby' });
    recorder.startAudioRecording('/a.wav', 32000, 1);
    expect(heard).toEqual([]);
    recorder.tick();
    expect(heard).toEqual([
      ['onAudioRecording', 3, '/a.wav'],
      ['iOS', 3, '/a.wav'],
    ]);
  });

  test('Events come only in tick, in their order', () => {
    const { recorder } = setUp();
    const codes: number[] = [];
    recorder.on('onAudioRecording', (code) => codes.push(code));
    recorder.enterRoom({ roomId: 'lobby' });
    recorder.startAudioRecording('/a.mp3');
    recorder.startAudioRecording('/a.wav');
    recorder.startAudioRecording('/b.wav');
    recorder.leaveRoom();
    expect(codes).toEqual([]);
    expect(recorder.tick()).toBe(7);
    expect(codes).toEqual([1, 3, 5, 3, 5]);
    expect(recorder.tick()).toBe(0);
  });

  test('The task event tells the task, the message and the capture', () => {
    const { recorder, native } = setUp();
    const events: unknown[] = [];
    recorder.on('audioRecording', (event) => events.push(event));
    native.emit({ kind: NativeEventKind.Task, code: 4, taskId: 7, captureId: 9, path: '/a.wav', text: 'disk full' });
    recorder.tick();
    expect(events).toEqual([
      { code: 4, filePath: '/a.wav', taskId: 7, capture: undefined, captureId: 9, message: 'disk full' },
    ]);
  });

  test('A finished file is described in full', () => {
    const { recorder, native } = setUp();
    const events: unknown[] = [];
    recorder.on('dumpDone', (event) => events.push(event));
    const capture = {
      ...{ filePath: '/d.aac', sidecarPath: '/d.aac.json', format: 1, sampleRate: 44100, channels: 2 },
      ...{
        durationSeconds: 9.5,
        startedAtUnixMs: 1700000000123,
        reason: 'lag',
        origin: 1,
        sizeBytes: 77,
        peakDbfs: -3,
      },
      trackPaths: ['/d.local.aac', '/d.remote-ann.aac'],
    };
    native.emit({ kind: NativeEventKind.DumpDone, captureId: 4, taskId: 2, path: '/d.aac', timeMs: 12, capture });
    recorder.tick();
    expect(events).toEqual([
      {
        ...{ captureId: 4, taskId: 2, filePath: '/d.aac', timeMs: 12 },
        capture: {
          ...{ captureId: 4, filePath: '/d.aac', sidecarPath: '/d.aac.json', format: 'aac', sampleRate: 44100 },
          ...{ channels: 2, durationSeconds: 9.5, startedAt: new Date(1700000000123), reason: 'lag', origin: 'dump' },
          ...{ sizeBytes: 77, peakDbfs: -3, trackPaths: ['/d.local.aac', '/d.remote-ann.aac'] },
        },
      },
    ]);
  });

  test('A dump is told step by step', () => {
    const { recorder, native } = setUpCycleTask();
    native.automatic = false;
    const order = recordOrder(recorder, RECORDER_EVENTS);
    const progress: number[] = [];
    recorder.on('dumpProgress', (event) => progress.push(event.progress));
    native.emit({ kind: NativeEventKind.DumpAccepted, captureId: 5 });
    native.emit({ kind: NativeEventKind.DumpCaptured, captureId: 5 });
    native.emit({ kind: NativeEventKind.DumpProgress, captureId: 5, progress: 0.25 });
    native.emit({ kind: NativeEventKind.DumpFailed, captureId: 5, text: 'disk full' });
    recorder.tick();
    expect(order).toEqual(['dumpAccepted', 'dumpCaptured', 'dumpProgress', 'dumpFailed']);
    expect(progress).toEqual([0.25]);
  });

  test('A recovery tells how far it is', () => {
    const { recorder, native } = setUp();
    const heard: unknown[] = [];
    recorder.on('recoveryProgress', (event) => heard.push(event));
    native.emit({ kind: NativeEventKind.RecoveryProgress, progress: 0.5, timeMs: 9 });
    recorder.tick();
    expect(heard).toEqual([{ progress: 0.5, timeMs: 9 }]);
  });

  test('Degraded, removed captures and native log lines have events of their own', () => {
    const { recorder, native, lines } = setUp();
    const heard: unknown[] = [];
    recorder.on('degraded', (event) => heard.push(event));
    recorder.on('captureRemoved', (event) => heard.push(event));
    recorder.on('log', (event) => heard.push(event));
    recorder.on('restored', (event) => heard.push(['restored', event.reason]));
    native.emit({ kind: NativeEventKind.Degraded, code: 1, text: 'dumps hold all', taskId: 3, timeMs: 8 });
    native.emit({ kind: NativeEventKind.Restored, code: 2, text: 'the disk works again' });
    native.emit({ kind: NativeEventKind.CaptureRemoved, path: '/old.wav' });
    native.emit({ kind: NativeEventKind.Log, code: 2, text: 'slow disk' });
    recorder.tick();
    expect(heard).toEqual([
      { reason: 'pinned', message: 'dumps hold all', taskId: 3, timeMs: 8 },
      ['restored', 'disk'],
      { filePath: '/old.wav' },
      { level: 2, message: 'slow disk' },
    ]);
    expect(lines).toEqual(['slow disk']);
  });

  test.each(DEGRADED_REASONS)('Degraded (%s) shows in the statistics until it is restored', (reason) => {
    const { recorder, native } = setUpCycleTask();
    const heard: unknown[] = [];
    recorder.on('degraded', (event) => heard.push([event.reason, event.message, recorder.stats.degraded]));
    recorder.on('restored', (event) => heard.push([event.reason, event.message, recorder.stats.degraded]));
    native.degrade(reason, 'less');
    recorder.tick();
    native.restore('whole');
    recorder.tick();
    expect(heard).toEqual([
      [reason, 'less', reason],
      [reason, 'whole', undefined],
    ]);
  });

  test('The players can be shown whether they are recorded', () => {
    const { recorder } = setUp();
    const states: string[] = [];
    recorder.on('onRecordingStateChanged', (state) => states.push(state));
    recorder.enterRoom({ roomId: 'lobby' });
    recorder.startAudioRecording('/a.wav');
    recorder.startAudioRecording('/b.wav');
    recorder.pause();
    recorder.pause();
    recorder.resume();
    recorder.resume();
    recorder.pause();
    recorder.stopAudioRecording();
    expect(states).toEqual([]);
    recorder.tick();
    expect(states).toEqual(['recording', 'paused', 'recording', 'paused', 'idle']);
  });

  test('An event of a later kind is passed over', () => {
    const { recorder, native } = setUp();
    native.emit({ kind: 99 as NativeEventKind });
    expect(recorder.tick()).toBe(1);
  });

  test('One tick handles a bounded number of events and leaves the rest to the next', () => {
    const { recorder, native } = setUp();
    for (let i = 0; i < EVENTS_PER_TICK + 5; i++) native.emit({ kind: NativeEventKind.CaptureRemoved, path: `/${i}` });
    const paths: string[] = [];
    recorder.on('captureRemoved', (event) => paths.push(event.filePath));
    expect(recorder.tick()).toBe(EVENTS_PER_TICK);
    expect(recorder.tick()).toBe(5);
    expect(paths).toEqual(Array.from({ length: EVENTS_PER_TICK + 5 }, (_, i) => `/${i}`));
  });

  test('A listener that throws stops neither the others nor the tick, and is reported', () => {
    const { recorder, native, lines } = setUp();
    const paths: string[] = [];
    recorder.on('captureRemoved', () => {
      throw new Error('bad listener');
    });
    recorder.on('captureRemoved', (event) => paths.push(event.filePath));
    native.emit({ kind: NativeEventKind.CaptureRemoved, path: '/1' });
    native.emit({ kind: NativeEventKind.CaptureRemoved, path: '/2' });
    expect(recorder.tick()).toBe(2);
    expect(paths).toEqual(['/1', '/2']);
    expect(lines).toEqual(Array(2).fill('a listener of captureRemoved threw: bad listener'));
    const told: string[] = [];
    recorder.on('log', (event) => told.push(event.message));
    recorder.tick();
    expect(told).toHaveLength(2);
  });

  test('A listener that rejects is reported', async () => {
    const { recorder, native, lines } = setUp();
    recorder.on('captureRemoved', async () => {
      await Promise.resolve();
      throw new Error('late');
    });
    native.emit({ kind: NativeEventKind.CaptureRemoved });
    recorder.tick();
    await new Promise((resolve) => setImmediate(resolve));
    expect(lines).toEqual(['a listener of captureRemoved threw: late']);
  });

  test('A throwing log listener is reported to the log function only, so that it ends', () => {
    const { recorder, native, lines } = setUp();
    recorder.on('log', () => {
      throw new Error('log listener');
    });
    native.emit({ kind: NativeEventKind.Log, code: 2, text: 'x' });
    recorder.tick();
    recorder.tick();
    expect(lines).toEqual(['x', 'a listener of log threw: log listener']);
  });

  test('A log function that throws harms nothing', () => {
    const { recorder, native } = setUp({
      log: () => {
        throw new Error('sink');
      },
    });
    native.emit({ kind: NativeEventKind.Log, code: 1, text: 'x' });
    expect(recorder.tick()).toBe(1);
  });

  test.each([null, undefined, 5, Symbol('x'), { message: 1 }])('A listener may throw %p', (thrown) => {
    const { recorder, native, lines } = setUp();
    recorder.on('captureRemoved', () => {
      throw thrown;
    });
    native.emit({ kind: NativeEventKind.CaptureRemoved });
    recorder.tick();
    expect(lines).toHaveLength(1);
  });

  test('on returns what takes the subscription back, harmless twice', () => {
    const { recorder, native } = setUp();
    let count = 0;
    const unsubscribe = recorder.on('captureRemoved', () => count++);
    unsubscribe();
    unsubscribe();
    native.emit({ kind: NativeEventKind.CaptureRemoved });
    recorder.tick();
    expect(count).toBe(0);
  });

  test('once hears one event, off removes one listener or all', () => {
    const { recorder, native } = setUp();
    const heard: string[] = [];
    const second = (): void => void heard.push('second');
    recorder.once('captureRemoved', () => heard.push('once'));
    recorder.on('captureRemoved', second);
    recorder.on('captureRemoved', () => heard.push('third'));
    const next = (): void => {
      native.emit({ kind: NativeEventKind.CaptureRemoved });
      recorder.tick();
      heard.push('|');
    };
    next();
    next();
    recorder.off('captureRemoved', second);
    next();
    recorder.off('captureRemoved');
    next();
    expect(heard.join(' ')).toBe('once second third | second third | third | |');
  });

  test('A listener that is removed during the event is not called, one that is added waits for the next', () => {
    const { recorder, native } = setUp();
    const heard: string[] = [];
    let drop: () => void = () => undefined;
    recorder.once('captureRemoved', () => {
      heard.push('first');
      drop();
      recorder.on('captureRemoved', () => heard.push('added'));
    });
    drop = recorder.on('captureRemoved', () => heard.push('dropped'));
    native.emit({ kind: NativeEventKind.CaptureRemoved });
    recorder.tick();
    expect(heard).toEqual(['first']);
    native.emit({ kind: NativeEventKind.CaptureRemoved });
    recorder.tick();
    expect(heard).toEqual(['first', 'added']);
  });

  test('A tick within a tick does nothing', () => {
    const { recorder, native } = setUp();
    const inner: number[] = [];
    recorder.on('captureRemoved', () => inner.push(recorder.tick()));
    native.emit({ kind: NativeEventKind.CaptureRemoved });
    native.emit({ kind: NativeEventKind.CaptureRemoved });
    expect(recorder.tick()).toBe(2);
    expect(inner).toEqual([0, 0]);
  });

  test('A listener may dispose the recorder; no event follows', () => {
    const { recorder, native } = setUp();
    let count = 0;
    recorder.on('captureRemoved', () => {
      count++;
      recorder.dispose();
    });
    recorder.on('captureRemoved', () => count++);
    native.emit({ kind: NativeEventKind.CaptureRemoved });
    native.emit({ kind: NativeEventKind.CaptureRemoved });
    expect(recorder.tick()).toBe(1);
    expect(count).toBe(1);
  });

  test.each([
    ['audiorecording', 'audioRecording'],
    ['onAudioRecord', 'onAudioRecording'],
    ['dumpFinished', 'dumpDone'],
    ['hotKey', 'hotkey'],
    ['onDegraded', 'degraded'],
    ['onRecovered', 'recovered'],
    ['recordingStateChanged', 'onRecordingStateChanged'],
  ])('The unknown event %s is refused', (name, close) => {
    const { recorder } = setUp();
    const error = errorOf(() => recorder.on(name as RecorderEventName, () => undefined));
    expect(error.code).toBe(30003);
    if (close !== 'dumpDone') expect(error.message).toContain(`did you mean "${close}"?`);
  });

  test('A listener that is no function is refused', () => {
    const { recorder } = setUp();
    expect(errorOf(() => recorder.on('log', undefined as never)).message).toContain('listener: expected a function');
    expect(errorOf(() => recorder.off('log', 5 as never)).code).toBe(30003);
  });

  test('Without a log function the lines go to the console', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    new VoiceRecorder();
    expect(warn.mock.calls).toEqual([['[voice-recorder] there is no native plugin on this host: nothing is recorded']]);
    warn.mockRestore();
  });
});
