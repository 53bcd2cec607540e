import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  NativeEventKind,
  SourceStatsField,
  STATS_LENGTH,
  StatsField,
} from '../../../assets/scripts/bridge/NativeBridge';
import type { NativeRecorder } from '../../../assets/scripts/bridge/NativeBridge';
import { nodePuertsBridge as bridge } from '../../../assets/scripts/bridge/nodePuerts';
import { registeredBridge } from '../../../assets/scripts/bridge/registry';
import { create, drain, options, playTone, RATE, request, task, temporaryFolder, until } from './support';

const folder = temporaryFolder();

describe('the bridge of Node', () => {
  it('registers itself and says what the plugin can do', () => {
    expect(registeredBridge()).toBe(bridge);
    expect(bridge.host).toBe('puerts-node');
    expect(bridge.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(bridge.capabilities & 1).toBe(1);
    expect((bridge.capabilities & 2) !== 0).toBe(bridge.aacEncoder !== 'none');
    expect(bridge.capabilities & 4).toBe(4);
    expect(bridge.defaultCapturesFolder).toBe(join(process.cwd(), 'captures'));
  });

  it('refuses options that the plugin does not allow, with the reason', () => {
    const refused = bridge.create(options(folder, { mixDelayMs: 5000 }));
    expect(refused).toMatchObject({ status: 30003 });
    expect((refused as { message: string }).message).not.toBe('');
    expect(bridge.create(options(folder, { maxSources: 1.5 }))).toMatchObject({ status: 30003 });
  });
});

describe('a recorder', () => {
  let recorder: NativeRecorder;
  let mic: number;

  beforeEach(() => {
    recorder = create(bridge, options(folder));
    expect(recorder.enterRoom('房间 😀', 'me')).toBe(0);
    mic = recorder.openSource(0, 'me', 'microphone').source;
    expect(mic).toBeGreaterThan(0);
  });
  afterEach(() => recorder.destroy());

  it('has a virtual clock that moves in advance only', () => {
    expect(recorder.nowMs()).toBe(0);
    expect(recorder.advance(1234.5)).toBe(0);
    expect(recorder.nowMs()).toBe(1234.5);
    expect(recorder.advance(-1)).toBe(30003);
    expect(recorder.advance(NaN)).toBe(30003);
  });

  it('refuses a virtual step on a real clock', () => {
    const real = create(bridge, options(folder, { virtualClock: false }));
    expect(real.advance(10)).toBe(30005);
    real.destroy();
  });

  it.each(['wav', 'aac'])('dumps the last ten of twenty seconds of a tone as %s', (suffix) => {
    if (suffix === 'aac' && (bridge.capabilities & 2) === 0) return;
    expect(recorder.start(task(join(folder, `cycle.${suffix}`)))).toBe(0);
    playTone(recorder, mic, 20);
    const filePath = join(folder, `dump.${suffix}`);
    const { status, captureId } = recorder.dump(
      request({ lastSeconds: 10, filePath, reason: '按键', overwrite: true }),
    );
    expect(status).toBe(0);
    const events = until(recorder, NativeEventKind.DumpDone);
    const ofDump = events.filter(
      (event) => event.captureId === captureId && event.kind !== NativeEventKind.DumpProgress,
    );
    expect(events[0]).toMatchObject({ kind: NativeEventKind.Task, code: 3, path: join(folder, `cycle.${suffix}`) });
    expect(ofDump.map((event) => event.kind)).toEqual([
      NativeEventKind.DumpAccepted,
      NativeEventKind.DumpCaptured,
      NativeEventKind.DumpDone,
    ]);
    const capture = ofDump[2]?.capture;
    expect(capture).toMatchObject({ filePath, sampleRate: RATE, channels: 1, origin: 1, reason: '按键' });
    expect(capture?.format).toBe(suffix === 'wav' ? 0 : 1);
    expect(capture?.durationSeconds).toBeCloseTo(10, 1);
    expect(capture?.sizeBytes).toBe(statSync(filePath).size);
    expect(capture?.peakDbfs).toBeCloseTo(-6, 0);
    expect(capture?.startedAtUnixMs).toBeGreaterThan(1.6e12);
    expect(JSON.parse(readFileSync(capture?.sidecarPath ?? '', 'utf8'))).toBeInstanceOf(Object);
  });

  it('finishes a task with event 5 and its capture', () => {
    recorder.start(task(join(folder, 'whole.wav'), { cycleTime: 0 }));
    playTone(recorder, mic, 2);
    expect(recorder.stop()).toBe(0);
    const events = drain(recorder);
    for (let i = 0; i < 100; i++) {
      recorder.advance(10);
      events.push(...drain(recorder));
    }
    const finished = events.find((event) => event.code === 5);
    expect(finished?.capture?.durationSeconds).toBeCloseTo(2, 1);
    expect(finished?.taskId).toBe(events.find((event) => event.code === 3)?.taskId);
    expect(recorder.stop()).toBe(30005);
    expect(recorder.lastError()).not.toBe('');
  });

  it('fills the statistics in the order of the script', () => {
    recorder.openSource(1, 'ann', '');
    recorder.start(task(join(folder, 'stats.wav')));
    playTone(recorder, mic, 3);
    const stats = new Float64Array(STATS_LENGTH);
    expect(recorder.readStats(stats)).toBe(0);
    expect(stats[StatsField.InRoom]).toBe(1);
    expect(stats[StatsField.TaskState]).toBe(2);
    expect(stats[StatsField.ClockMs]).toBe(3000);
    expect(stats[StatsField.MixDelayMs]).toBe(200);
    expect(stats[StatsField.BufferedSeconds]).toBeGreaterThan(2.5);
    expect(stats[StatsField.BlocksTaken]).toBe(300);
    expect(stats[StatsField.LimiterGainDb]).toBe(0);
    expect(stats[StatsField.SourceCount]).toBe(2);
    const rows = [0, 1].map((row) => {
      const start = StatsField.SourcesStart + row * SourceStatsField.Length;
      return stats.subarray(start, start + SourceStatsField.Length);
    });
    const ofMic = rows.find((row) => row[SourceStatsField.Source] === mic) ?? [];
    expect(rows.map((row) => row[SourceStatsField.Kind]).sort()).toEqual([0, 1]);
    expect(ofMic[SourceStatsField.Kind]).toBe(0);
    expect(ofMic[SourceStatsField.SampleRate]).toBe(RATE);
    expect(ofMic[SourceStatsField.Channels]).toBe(1);
    expect(ofMic[SourceStatsField.BlocksTaken]).toBe(300);
    expect(ofMic[SourceStatsField.PeakDbfs]).toBeCloseTo(-6, 0);
    expect(ofMic[SourceStatsField.RmsDbfs]).toBeCloseTo(-9, 0);
    expect(recorder.readStats(new Float64Array(STATS_LENGTH - 1))).toBe(30003);
  });

  it('tells in the statistics what is paused and what is on disk', () => {
    const durable = create(bridge, options(folder, { recoveryFolder: folder }));
    durable.enterRoom('room', 'me');
    const source = durable.openSource(0, 'me', '').source;
    const config = task(join(folder, 'ring.wav'), { cycleTime: 10 });
    durable.start(config);
    playTone(durable, source, 3);
    durable.pause();
    durable.advance(100);
    const stats = new Float64Array(STATS_LENGTH);
    durable.readStats(stats);
    expect(stats[StatsField.Paused]).toBe(1);
    expect(stats[StatsField.Degraded]).toBe(0);
    expect(stats[StatsField.DurableSeconds]).toBeGreaterThan(2.5);
    expect(stats[StatsField.DurableSeconds]).toBeLessThanOrEqual(stats[StatsField.RecordedSeconds] ?? 0);
    expect(stats[StatsField.RingBytes]).toBe(durable.estimate(config).ringBytes);
    durable.resume();
    durable.advance(100);
    durable.readStats(stats);
    expect(stats[StatsField.Paused]).toBe(0);
    durable.destroy();
  });

  it('refuses numbers, keys and texts that the plugin does not know', () => {
    expect([-1, 5, 1.5, NaN].map((notice) => recorder.notify(notice, ''))).toEqual(Array(4).fill(30003));
    expect(recorder.exclude('', false)).toBe(30003);
    expect([recorder.setAbout('[]'), recorder.setAbout('{'), recorder.addStatistics('5')]).toEqual(
      Array(3).fill(30003),
    );
    const path = join(folder, 'refused.wav');
    for (const more of [{ durability: 2 }, { durability: -2 }, { tracks: 2 }, { tracks: 0.5 }, { durability: 1 }]) {
      expect(recorder.start(task(path, more))).toBe(30003);
      expect(recorder.lastError()).not.toBe('');
    }
    for (const bytes of [1, 31, 33, 64]) {
      expect(recorder.start(task(path, { encryptionKey: new Uint8Array(bytes) }))).toBe(30003);
      expect(recorder.estimate(task(path, { encryptionKey: new Uint8Array(bytes) })).status).toBe(30003);
      expect(recorder.recover(new Uint8Array(bytes))).toBe(30003);
      expect(recorder.lastError()).toMatch(/32 bytes/);
    }
    expect(recorder.recover(new Uint8Array(0))).toBe(30005);
    expect(recorder.lastError()).toMatch(/recoveryFolder/);
    expect(drain(recorder)).toEqual([]);
  });

  it('takes both sample formats, one and two channels, with and without a time', () => {
    expect(recorder.push(mic, new Int16Array(480), RATE, 1, NaN)).toBe(0);
    expect(recorder.push(mic, new Float32Array(960), RATE, 2, 0)).toBe(0);
    expect(recorder.push(mic, new Int16Array(800), 8000, 1, NaN)).toBe(0);
  });

  it('refuses blocks that are not what they say', () => {
    const resizable = new (ArrayBuffer as unknown as new (bytes: number, options: object) => ArrayBuffer)(4000, {
      maxByteLength: 8000,
    });
    const view = new Int16Array(resizable, 0, 960);
    (resizable as unknown as { resize(bytes: number): void }).resize(100);
    const given = new Int16Array(480);
    structuredClone(given.buffer, { transfer: [given.buffer] });
    expect(recorder.push(mic, new Int16Array(481), RATE, 2, NaN)).toBe(30003);
    expect(recorder.push(mic, new Int16Array(0), RATE, 1, NaN)).toBe(30003);
    expect(recorder.push(mic, new Int16Array(4801), RATE, 1, NaN)).toBe(30003);
    expect(recorder.push(mic, new Float64Array(480) as never, RATE, 1, NaN)).toBe(30003);
    expect(recorder.push(mic, new Int16Array(480), 7999, 1, NaN)).toBe(30003);
    expect(recorder.push(mic, new Int16Array(480), RATE, 3, NaN)).toBe(30003);
    expect(recorder.push(mic, new Int16Array(480), RATE, 1, Infinity)).toBe(30003);
    expect(recorder.push(mic, view, RATE, 1, NaN)).toBe(30003);
    expect(recorder.push(mic, given, RATE, 1, NaN)).toBe(30003);
    expect(recorder.push(mic, new Proxy(new Int16Array(480), {}), RATE, 1, NaN)).toBe(30003);
    expect(recorder.push(2 ** 52, new Int16Array(480), RATE, 1, NaN)).toBe(30005);
  });

  it('refuses a remote mix beside a remote user, and a source that is closed', () => {
    expect(recorder.openSource(1, 'ann', '').status).toBe(0);
    expect(recorder.openSource(2, '', '')).toEqual({ status: 30005, source: 0 });
    expect(recorder.closeSource(mic)).toBe(0);
    expect(recorder.closeSource(mic)).toBe(30005);
    expect(recorder.setMuted(mic, true)).toBe(30005);
  });

  it('keeps markers of a task, with one JSON value', () => {
    expect(recorder.mark('early', '')).toBe(30005);
    recorder.start(task(join(folder, 'marks.wav')));
    recorder.advance(10);
    expect(recorder.mark('goal', '{"team":"红"}')).toBe(0);
    expect(recorder.mark('goal', '{')).toBe(30003);
    expect(recorder.lastError()).toMatch(/JSON/);
  });

  it('refuses text that a file cannot carry', () => {
    for (const text of ['a\0b', '\uD800', 'x\uDC00y', 'x'.repeat(2 ** 20 + 1)]) {
      expect(recorder.enterRoom(text, 'me')).toBe(30003);
      expect(recorder.lastError()).toMatch(/^text /);
    }
    expect(recorder.enterRoom('\uFFFD 😀', 'me')).toBe(0);
    expect(recorder.lastError()).toBe('');
  });

  it('says what a configuration costs', () => {
    const cost = recorder.estimate(task(join(folder, 'cost.wav'), { cycleTime: 10 }));
    expect(cost.status).toBe(0);
    expect(cost.bytesPerSecond).toBe(RATE * 2);
    expect(cost.bufferBytes).toBeGreaterThan(10 * RATE * 2);
    expect(cost.ringBytes).toBe(0);
    expect(recorder.estimate(task(join(folder, 'cost.wav'), { sampleRate: 12345 })).status).toBe(30003);
    const apart = recorder.estimate(task(join(folder, 'cost.wav'), { cycleTime: 10, tracks: 1 }));
    expect(apart.fileBytes).toBeGreaterThan(cost.fileBytes);
    const durable = create(bridge, options(folder, { recoveryFolder: folder }));
    expect(durable.estimate(task(join(folder, 'cost.wav'), { cycleTime: 10 })).ringBytes).toBeGreaterThan(
      10 * RATE * 2,
    );
    expect(durable.estimate(task(join(folder, 'cost.wav'), { cycleTime: 10, durability: 0 })).ringBytes).toBe(0);
    durable.destroy();
  });

  it('answers 30005 when it is destroyed, however often', () => {
    recorder.destroy();
    recorder.destroy();
    expect(recorder.enterRoom('x', 'y')).toBe(30005);
    expect(recorder.push(mic, new Int16Array(480), RATE, 1, NaN)).toBe(30005);
    expect(recorder.dump(request())).toEqual({ status: 30005, captureId: 0 });
    expect(recorder.poll()).toBeUndefined();
    expect(recorder.nowMs()).toBe(0);
    expect(recorder.readStats(new Float64Array(STATS_LENGTH))).toBe(30005);
  });
});
