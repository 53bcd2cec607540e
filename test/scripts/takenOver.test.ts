import { VoiceRecorder } from '../../assets/scripts/index';
import { FakeBridge } from '../../assets/scripts/testing/fakes/FakeBridge';

/** A script that is gone: its recorder is left alone, as PuerTS does when its environment ends. */
function leave(bridge: FakeBridge, name: string, cycleTime: number): void {
  const gone = new VoiceRecorder({ bridge, name });
  gone.enterRoom({ roomId: 'lobby' });
  gone.startAudioRecordingWithConfig({ filePath: '/c/session.wav', cycleTime });
  gone.tick();
}

describe('A recorder with a name', () => {
  test('is taken over by the next script, and what runs in it goes on', () => {
    const bridge = new FakeBridge();
    leave(bridge, 'main', 60);
    const recorder = new VoiceRecorder({ bridge, name: 'main' });
    expect(bridge.recorders).toHaveLength(1);
    expect(recorder.stats).toMatchObject({ inRoom: true, taskState: 'cycle', taskId: 1 });
  });

  test('stops the task that another script has started', async () => {
    const bridge = new FakeBridge();
    leave(bridge, 'main', 0);
    const recorder = new VoiceRecorder({ bridge, name: 'main' });
    const stopped = recorder.stop();
    recorder.tick();
    await expect(stopped).resolves.toMatchObject({ filePath: '/c/session.wav' });
  });

  test.each([
    ['of a cycle task', 60, 1],
    ['of a task in real time', 0, 0],
  ])('knows by a key whether there is a buffer to dump: %s', (_, cycleTime, dumps) => {
    const bridge = new FakeBridge();
    leave(bridge, 'main', cycleTime);
    const recorder = new VoiceRecorder({ bridge, name: 'main', logLevel: 'none' });
    recorder.bindHotkey('F9');
    recorder.keyDown({ key: 'F9' });
    expect(bridge.recorder.calls.filter((call) => call.name === 'dump')).toHaveLength(dumps);
  });

  test('hears of the start of a task that another one asked for, and knows its buffer', () => {
    const bridge = new FakeBridge();
    const gone = new VoiceRecorder({ bridge, name: 'main' });
    gone.enterRoom({ roomId: 'lobby' });
    gone.startAudioRecordingWithConfig({ filePath: '/c/session.wav', cycleTime: 60 });
    const recorder = new VoiceRecorder({ bridge, name: 'main', logLevel: 'none' });
    const codes: number[] = [];
    recorder.on('onAudioRecording', (code) => codes.push(code));
    recorder.bindHotkey('F9');
    recorder.tick();
    recorder.keyDown({ key: 'F9' });
    expect(codes).toEqual([3]);
    expect(bridge.recorder.calls.map((call) => call.name)).toContain('dump');
  });

  test('keeps the options it was made with, what it says of the game among them', () => {
    const bridge = new FakeBridge();
    leave(bridge, 'main', 60);
    bridge.recorder.failNext('setAbout', 30003);
    const recorder = new VoiceRecorder({ bridge, name: 'main', about: { build: 7 }, maxSources: 1 });
    expect(recorder.stats.taskState).toBe('cycle');
    expect(bridge.recorder.options.maxSources).toBe(8);
  });

  test('of another name, or without one, is a new one', () => {
    const bridge = new FakeBridge();
    leave(bridge, 'main', 60);
    void new VoiceRecorder({ bridge, name: 'other' });
    void new VoiceRecorder({ bridge });
    void new VoiceRecorder({ bridge });
    expect(bridge.recorders).toHaveLength(4);
  });

  test('that was disposed is not found again', () => {
    const bridge = new FakeBridge();
    new VoiceRecorder({ bridge, name: 'main' }).dispose();
    void new VoiceRecorder({ bridge, name: 'main' });
    expect(bridge.recorders).toHaveLength(2);
  });
});
