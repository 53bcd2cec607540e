import type { Capture } from '../../assets/scripts/index';
import { NativeEventKind } from '../../assets/scripts/bridge/NativeBridge';
import type { NativeCapture } from '../../assets/scripts/bridge/NativeBridge';
import { rejectionOf, setUp, setUpCycleTask } from './support';
import type { Setup } from './support';

/** How each promise stands, by its name. */
function watch(promises: Record<string, Promise<unknown>>): Record<string, string> {
  const state: Record<string, string> = {};
  for (const [name, promise] of Object.entries(promises)) {
    state[name] = 'waits';
    promise.then(
      (value) => (state[name] = `ok ${(value as Capture | undefined)?.filePath ?? ''}`.trim()),
      (reason: { code: number }) => (state[name] = `fails ${reason.code}`),
    );
  }
  return state;
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function inRoom(): Setup {
  const setup = setUp();
  setup.recorder.enterRoom({ roomId: 'lobby' });
  return setup;
}

describe('Promises of tasks', () => {
  test('start resolves on code 3 and not before the tick', async () => {
    const { recorder } = inRoom();
    const state = watch({ start: recorder.start({ filePath: '/a.wav' }) });
    await settled();
    expect(state).toEqual({ start: 'waits' });
    recorder.tick();
    await settled();
    expect(state).toEqual({ start: 'ok' });
  });

  test('start rejects with 1 for a wrong suffix and with 2 for a file that cannot be opened', async () => {
    const { recorder, native } = inRoom();
    const suffix = recorder.start({ filePath: '/a.mp3' });
    recorder.tick();
    const error = await rejectionOf(suffix);
    expect([error.code, error.message]).toEqual([1, '/a.mp3: the path must end in .wav or .aac']);
    native.automatic = false;
    const open = recorder.start({ filePath: '/no/a.wav' });
    native.emit({ kind: NativeEventKind.Task, code: 2, path: '/no/a.wav', text: 'the folder is missing' });
    recorder.tick();
    expect(await rejectionOf(open)).toMatchObject({ code: 2, message: 'the folder is missing' });
  });

  test('start and stop reject at once with what the call would return', async () => {
    const { recorder } = setUp();
    expect(await rejectionOf(recorder.start({ filePath: '/a.wav' }))).toMatchObject({ code: 30101 });
    expect(await rejectionOf(recorder.start({ filePath: 'a.wav' }))).toMatchObject({ code: 30003 });
    expect(await rejectionOf(recorder.stop())).toMatchObject({ code: 30005 });
  });

  test('stop resolves with the file of the task', async () => {
    const { recorder } = inRoom();
    recorder.startAudioRecording('/a.wav', 16000);
    recorder.tick();
    const stop = recorder.stop();
    recorder.tick();
    expect(await stop).toMatchObject({ filePath: '/a.wav', format: 'wav', origin: 'task', sampleRate: 16000 });
  });

  test('stop rejects with 4 and the number of the capture that is kept', async () => {
    const { recorder, native } = inRoom();
    native.automatic = false;
    recorder.startAudioRecordingWithConfig({ filePath: '/a.aac', cycleTime: 10 });
    native.emit({ kind: NativeEventKind.Task, code: 3, taskId: 1, path: '/a.aac' });
    recorder.tick();
    const stop = recorder.stop().catch((reason: unknown) => reason);
    recorder.stop().catch(() => undefined);
    native.emit({ kind: NativeEventKind.Task, code: 4, taskId: 1, captureId: 6, path: '/a.aac', text: 'disk full' });
    recorder.tick();
    expect(await stop).toMatchObject({ code: 4, message: 'disk full', captureId: 6 });
  });

  test('Ten starts in one tick settle each by its own event', async () => {
    const { recorder } = inRoom();
    const codes: number[] = [];
    recorder.on('onAudioRecording', (code) => codes.push(code));
    const starts: Record<string, Promise<unknown>> = {};
    for (let i = 0; i < 10; i++) {
      const filePath = i % 3 === 2 ? `/${i}.mp3` : `/${i}.wav`;
      if (i % 4 === 1) recorder.startAudioRecording(filePath);
      else starts[i] = recorder.start({ filePath });
    }
    const state = watch({ ...starts, stop: recorder.stop() });
    recorder.tick();
    await settled();
    expect(codes).toEqual([3, 5, 3, 1, 5, 3, 5, 3, 1, 5, 3, 5, 3, 1, 5, 3, 5]);
    const ok = 'ok';
    expect(state).toEqual({ 0: ok, 2: 'fails 1', 3: ok, 4: ok, 6: ok, 7: ok, 8: 'fails 1', stop: 'ok /9.wav' });
  });

  test('A stop belongs to the task that runs when the starts before it are answered', async () => {
    const { recorder } = inRoom();
    recorder.start({ filePath: '/a.wav' });
    recorder.start({ filePath: '/b.wav' });
    recorder.start({ filePath: '/c.mp3' }).catch(() => undefined);
    const first = recorder.stop();
    recorder.start({ filePath: '/d.wav' });
    const second = recorder.stop();
    recorder.tick();
    expect((await first).filePath).toBe('/b.wav');
    expect((await second).filePath).toBe('/d.wav');
  });

  test('A stop whose end comes after the next start still gets its own file', async () => {
    const { recorder, native } = inRoom();
    native.automatic = false;
    const task = (code: number, taskId: number): void => {
      const path = `/${taskId}.wav`;
      native.emit({ kind: NativeEventKind.Task, code, taskId, path, ...(code === 5 && { capture: captureOf(path) }) });
    };
    recorder.startAudioRecording('/1.wav');
    task(3, 1);
    recorder.tick();
    native.start = () => 0;
    native.stop = () => 0;
    const stop = recorder.stop();
    recorder.startAudioRecording('/2.wav');
    task(3, 2);
    task(5, 1);
    task(5, 2);
    recorder.tick();
    expect((await stop).filePath).toBe('/1.wav');
  });

  test('A stop accepted while every start has failed rejects', async () => {
    const { recorder, native } = inRoom();
    native.stop = () => 0;
    recorder.start({ filePath: '/a.mp3' }).catch(() => undefined);
    const stop = recorder.stop();
    recorder.tick();
    expect(await rejectionOf(stop)).toMatchObject({ code: 30005 });
  });

  test('A stop without a capture rejects rather than invents one', async () => {
    const { recorder, native } = inRoom();
    native.automatic = false;
    recorder.startAudioRecording('/a.wav');
    native.emit({ kind: NativeEventKind.Task, code: 3, taskId: 1 });
    const stop = recorder.stop();
    native.emit({ kind: NativeEventKind.Task, code: 5, taskId: 1, path: '/a.wav' });
    recorder.tick();
    expect(await rejectionOf(stop)).toMatchObject({ code: 4 });
  });
});

describe('Promises of dumps', () => {
  test('dump hands its request on and resolves with the capture in tick', async () => {
    const { recorder, native } = setUpCycleTask();
    const request = { lastSeconds: 10, afterSeconds: 2, reason: 'lag', clear: true, overwrite: true };
    const dump = recorder.dump({ ...request, filePath: '/d.aac' });
    expect(native.calls[native.calls.length - 1]).toEqual({
      name: 'dump',
      args: [{ ...request, filePath: '/d.aac', hotkey: '' }],
    });
    const state = watch({ dump });
    await settled();
    expect(state).toEqual({ dump: 'waits' });
    recorder.tick();
    expect(await dump).toMatchObject({ filePath: '/d.aac', origin: 'dump', reason: 'lag' });
  });

  test('Several dumps resolve each with its own file', async () => {
    const { recorder } = setUpCycleTask();
    const dumps = ['/1.aac', '/2.aac', '/3.aac'].map((filePath) => recorder.dump({ filePath }));
    recorder.tick();
    expect((await Promise.all(dumps)).map((capture) => capture.filePath)).toEqual(['/1.aac', '/2.aac', '/3.aac']);
  });

  test('dump rejects with 30005 without a cycle task', async () => {
    const { recorder } = inRoom();
    expect(await rejectionOf(recorder.dump())).toMatchObject({ code: 30005, captureId: undefined });
    recorder.startAudioRecording('/a.wav');
    expect(await rejectionOf(recorder.dump())).toMatchObject({ code: 30005, message: 'dump: no cycle task runs' });
  });

  test('A dump that fails carries captureId, with which it is retried or discarded', async () => {
    const { recorder, native } = setUpCycleTask();
    native.failNextDumpFile('disk full');
    const dump = recorder.dump();
    recorder.tick();
    const error = await rejectionOf(dump);
    expect(error).toMatchObject({ code: 30005, message: 'dump: disk full' });
    const captureId = error.captureId ?? 0;
    expect(captureId).toBeGreaterThan(0);
    expect(recorder.stats.capturesFailed).toBe(1);
    const retry = recorder.retry(captureId, '/elsewhere/d.aac');
    recorder.tick();
    expect(await retry).toMatchObject({ captureId, filePath: '/elsewhere/d.aac' });
    expect(await rejectionOf(recorder.retry(captureId))).toMatchObject({ code: 30005 });
    native.failNextDumpFile('disk full');
    const again = recorder.dump();
    recorder.tick();
    const second = (await rejectionOf(again)).captureId ?? 0;
    expect(recorder.discard(second)).toBe(0);
    expect(recorder.discard(second)).toBe(30005);
  });

  test('A done event without a capture fails the dump', async () => {
    const { recorder, native } = setUpCycleTask();
    native.dump = () => ({ status: 0, captureId: 50 });
    const dump = recorder.dump();
    native.emit({ kind: NativeEventKind.DumpDone, captureId: 50 });
    recorder.tick();
    expect(await rejectionOf(dump)).toMatchObject({ code: 30005, captureId: undefined });
  });

  test('A dump of which nothing was kept carries no captureId', async () => {
    const { recorder, native } = setUpCycleTask();
    native.automatic = false;
    const kept: boolean[] = [];
    recorder.on('dumpFailed', (event) => kept.push(event.kept));
    const dump = recorder.dump();
    const captureId = 3;
    native.emit({ kind: NativeEventKind.DumpFailed, captureId: 2, code: 30005, text: 'nothing to dump' });
    native.emit({ kind: NativeEventKind.DumpFailed, captureId, text: 'disk full' });
    recorder.tick();
    expect(await rejectionOf(dump)).toMatchObject({ message: 'dump: nothing to dump', captureId: undefined });
    expect(kept).toEqual([false, true]);
  });

  test('A capture that is still being written cannot be retried', async () => {
    const { recorder, native } = setUpCycleTask();
    const dump = recorder.dump({ filePath: '/d.aac' });
    const { captureId } = native.dump(native.calls[2]?.args[0] as never);
    expect(await rejectionOf(recorder.retry(captureId - 1))).toMatchObject({
      code: 30005,
      message: 'retry: this capture is still being written',
    });
    recorder.tick();
    expect((await dump).filePath).toBe('/d.aac');
  });

  test.each([0, -1, 1.5, NaN, '1', null, undefined, 2 ** 53, 1n])('%p is no number of a capture', async (id) => {
    const { recorder } = setUpCycleTask();
    expect(recorder.discard(id as number)).toBe(30003);
    expect(await rejectionOf(recorder.retry(id as number))).toMatchObject({ code: 30003 });
  });

  test('A signal ends the waiting in tick, and the dump goes on', async () => {
    const { recorder, native } = setUpCycleTask();
    native.automatic = false;
    const signal = { aborted: false };
    const dump = recorder.dump({ signal });
    const state = watch({ dump });
    signal.aborted = true;
    await settled();
    expect(state).toEqual({ dump: 'waits' });
    recorder.tick();
    await settled();
    expect(state).toEqual({ dump: 'fails 30005' });
    expect((await rejectionOf(dump)).captureId).toBeGreaterThan(0);
    expect(await rejectionOf(recorder.dump({ signal }))).toMatchObject({ code: 30005 });
    expect(native.calls.filter((call) => call.name === 'dump')).toHaveLength(1);
  });

  test('A real AbortSignal fits', async () => {
    const { recorder, native } = setUpCycleTask();
    native.automatic = false;
    const controller = new AbortController();
    const dump = recorder.dump({ signal: controller.signal });
    controller.abort();
    recorder.tick();
    expect(await rejectionOf(dump)).toMatchObject({ code: 30005 });
  });
});

function captureOf(filePath: string): NativeCapture {
  return {
    ...{ filePath, sidecarPath: '', format: 0, sampleRate: 32000, channels: 1, durationSeconds: 1, startedAtUnixMs: 0 },
    ...{ reason: 'task', origin: 0, sizeBytes: 0, peakDbfs: -120, trackPaths: [] },
  };
}
