import { runInNewContext } from 'node:vm';
import { SourceStatsField, STATS_LENGTH, StatsField } from '../../assets/scripts/bridge/NativeBridge';
import { errorOf, setUp } from './support';
import type { VoiceSource } from '../../assets/scripts/index';

const MONO = { sampleRate: 48000, channels: 1 };

function open(): { source: VoiceSource } & ReturnType<typeof setUp> {
  const setup = setUp();
  return { ...setup, source: setup.recorder.openSource({ kind: 'remote', userId: 'u1', label: 'Ann' }) };
}

describe('VoiceSource', () => {
  test('It knows what it was opened with', () => {
    const { source, native } = open();
    expect(source).toMatchObject({ kind: 'remote', userId: 'u1', label: 'Ann', closed: false });
    expect(source.id).toBeGreaterThan(0);
    expect(native.calls).toEqual([{ name: 'openSource', args: [1, 'u1', 'Ann'] }]);
  });

  test.each([
    [{}, 'kind: expected one of "local", "remote", "remoteMix"'],
    [{ kind: 'mic' }, 'kind: expected one of'],
    [{ kind: 0 }, 'kind: expected one of'],
    [{ kind: 'local', userId: 5 }, 'userId: expected a string'],
    [{ kind: 'local', label: null }, 'label: expected a string'],
    [{ kind: 'local', label: 'a\0' }, 'without NUL'],
    [{ kind: 'local', userId: '名'.repeat(86) }, 'userId: expected at most 256 bytes of UTF-8, got 258'],
    [{ kind: 'local', label: 'x'.repeat(257) }, 'label: expected at most 256 bytes of UTF-8, got 257'],
    [{ kind: 'local', user: 'x' }, 'did you mean "userId"?'],
    [null, 'source: expected an object'],
  ])('%p is refused', (options, says) => {
    const error = errorOf(() => setUp().recorder.openSource(options as never));
    expect(error.code).toBe(30003);
    expect(error.message).toContain(says);
  });

  test('A remote mix beside a remote user is refused with 30005', () => {
    const { recorder } = open();
    const error = errorOf(() => recorder.openSource({ kind: 'remoteMix' }));
    expect(error).toMatchObject({ code: 30005, message: expect.stringContaining('counts voices twice') as string });
  });

  test.each([
    ['1 frame', new Int16Array(1), MONO],
    ['10 ms', new Int16Array(480), MONO],
    ['100 ms', new Int16Array(4800), MONO],
    ['100 ms stereo', new Float32Array(9600), { sampleRate: 48000, channels: 2 }],
    ['8 kHz', new Int16Array(800), { sampleRate: 8000, channels: 1 }],
    ['1024 frames of float', new Float32Array(2048), { sampleRate: 44100, channels: 2 }],
    ['a view into a larger array', new Int16Array(new ArrayBuffer(2000), 100, 480), MONO],
    ['a shared array', new Int16Array(new SharedArrayBuffer(960)), MONO],
    ['an array of another realm', runInNewContext('new Int16Array(480)') as Int16Array, MONO],
    ['a capture time', new Int16Array(480), { ...MONO, captureTimeMs: 12.5 }],
    ['a capture time before the clock began', new Int16Array(480), { ...MONO, captureTimeMs: -12.5 }],
  ])('A block with %s is taken as it is', (_name, samples, format) => {
    const { source, native } = open();
    expect(source.push(samples, format)).toBe(0);
    const args = native.calls[1]?.args ?? [];
    expect(args[1]).toBe(samples);
    const time = 'captureTimeMs' in format ? format.captureTimeMs : NaN;
    expect([args[0], args[2], args[3], args[4]]).toEqual([source.id, format.sampleRate, format.channels, time]);
  });

  const good = new Int16Array(480);
  const liar = Object.defineProperty(new Int16Array(48000), 'length', { value: 480 });
  const forged = { [Symbol.toStringTag]: 'Int16Array', length: 480, buffer: new ArrayBuffer(960) };
  const given = new Int16Array(480);
  structuredClone(given.buffer, { transfer: [given.buffer] });

  test.each<[string, unknown, unknown, string]>([
    ['a Uint8Array', new Uint8Array(960), MONO, 'expected an Int16Array or a Float32Array, got Uint8Array'],
    ['a Uint16Array', new Uint16Array(480), MONO, 'got Uint16Array'],
    ['a Float64Array', new Float64Array(480), MONO, 'got Float64Array'],
    ['a DataView', new DataView(new ArrayBuffer(960)), MONO, 'got object'],
    ['an ArrayBuffer', new ArrayBuffer(960), MONO, 'got object'],
    ['a Node buffer', Buffer.alloc(960), MONO, 'got Uint8Array'],
    ['numbers', Array(480).fill(0), MONO, 'got array'],
    ['a forgery', forged, MONO, 'got object'],
    ['a proxy', new Proxy(new Int16Array(480), {}), MONO, 'got object'],
    ['nothing', undefined, MONO, 'got undefined'],
    ['a length that lies', liar, MONO, 'at most 100 ms (4800 frames), got 48000 frames'],
    ['no frames', new Int16Array(0), MONO, 'got none'],
    ['memory that was given away', given, MONO, 'its memory was given away'],
    ['101 ms', new Int16Array(4801), MONO, 'at most 100 ms (4800 frames), got 4801 frames'],
    ['half a frame', new Int16Array(481), { sampleRate: 48000, channels: 2 }, 'a multiple of 2 channels, got 481'],
    ['no channels', good, { sampleRate: 48000, channels: 0 }, 'channels: expected 1 or 2, got 0'],
    ['three channels', good, { sampleRate: 48000, channels: 3 }, 'channels: expected 1 or 2, got 3'],
    ['channels as text', good, { sampleRate: 48000, channels: '1' }, 'got "1" (string)'],
    ['7999 Hz', good, { sampleRate: 7999, channels: 1 }, 'a whole number from 8000 to 48000, got 7999'],
    ['48001 Hz', good, { sampleRate: 48001, channels: 1 }, 'got 48001'],
    ['half a Hz', good, { sampleRate: 44100.5, channels: 1 }, 'got 44100.5'],
    ['a rate as text', good, { sampleRate: '48000', channels: 1 }, 'got "48000" (string)'],
    ['a rate of NaN', good, { sampleRate: NaN, channels: 1 }, 'got NaN'],
    ['a capture time of NaN', good, { ...MONO, captureTimeMs: NaN }, 'captureTimeMs: expected a number'],
    ['an endless capture time', good, { ...MONO, captureTimeMs: Infinity }, 'captureTimeMs: expected a number'],
    ['a capture time as text', good, { ...MONO, captureTimeMs: '5' }, 'captureTimeMs: expected a number'],
    ['a capture time of null', good, { ...MONO, captureTimeMs: null }, 'captureTimeMs: expected a number'],
    ['a capture time as bigint', good, { ...MONO, captureTimeMs: 5n }, 'captureTimeMs: expected a number'],
    ['no format', good, undefined, 'the format cannot be read'],
    ['an empty format', good, {}, 'sampleRate: expected a whole number'],
  ])('A block with %s is refused with 30003', (_name, samples, format, says) => {
    const { source, recorder, native } = open();
    expect(source.push(samples as Int16Array, format as typeof MONO)).toBe(30003);
    expect(recorder.lastError?.message).toContain(says);
    expect(native.calls).toHaveLength(1);
  });

  test('A full queue answers 39001 and says so', () => {
    const { source, recorder, native } = open();
    native.failNext('push', 39001);
    expect(source.push(good, MONO)).toBe(39001);
    expect(recorder.lastError?.message).toContain('queue of the source is full');
    expect(source.push(good, MONO)).toBe(0);
    expect(native.blocks.get(source.id)).toBe(1);
  });

  test('Muting is handed on; anything but true and false is refused', () => {
    const { source, recorder, native } = open();
    expect([source.setMuted(true), source.setMuted(false)]).toEqual([0, 0]);
    expect(source.setMuted(1 as never)).toBe(30003);
    expect(recorder.lastError?.message).toBe('muted: expected true or false, got 1 (number)');
    expect(native.calls.slice(1).map((call) => call.args[1])).toEqual([true, false]);
  });

  test('A closed source answers 30005 to everything and reaches native code no more', () => {
    const { source, native } = open();
    expect(source.close()).toBe(0);
    expect(source.closed).toBe(true);
    const calls = native.calls.length;
    expect([source.push(good, MONO), source.setMuted(true), source.close()]).toEqual([30005, 30005, 30005]);
    expect(native.calls).toHaveLength(calls);
  });

  test('A method that lost its source fails by a code or a TypeError of the language, not in native code', () => {
    const { source, native } = open();
    const { push } = source;
    expect(() => push(good, MONO)).toThrow(TypeError);
    expect(native.calls).toHaveLength(1);
  });
});

describe('Stats', () => {
  test('Every number stands at its place', () => {
    const { recorder, native, source } = open();
    native.readStats = (into) => {
      expect(into).toHaveLength(STATS_LENGTH);
      for (let i = 0; i < StatsField.SourcesStart; i++) into[i] = 100 + i;
      into[StatsField.InRoom] = 1;
      into[StatsField.TaskState] = 2;
      into[StatsField.SourceCount] = 2;
      into[StatsField.Degraded] = 2;
      for (let i = 0; i < SourceStatsField.Length; i++) {
        into[StatsField.SourcesStart + i] = 200 + i;
        into[StatsField.SourcesStart + SourceStatsField.Length + i] = 300 + i;
      }
      into[StatsField.SourcesStart + SourceStatsField.Source] = source.id;
      into[StatsField.SourcesStart + SourceStatsField.Kind] = 1;
      into[StatsField.SourcesStart + SourceStatsField.Length + SourceStatsField.Kind] = 2;
      into[StatsField.SourcesStart + SourceStatsField.Length + SourceStatsField.Muted] = 0;
      return 0;
    };
    const { sources, ...stats } = recorder.stats;
    expect(stats).toEqual({
      ...{ inRoom: true, taskState: 'cycle', taskId: 102, clockMs: 103, mixDelayMs: 104, recordedSeconds: 105 },
      ...{ bufferedSeconds: 106, bufferBytes: 107, bufferCapacityBytes: 108, fileBytes: 109, blocksTaken: 110 },
      ...{ blocksDropped: 111, eventsLost: 112, dumpsPending: 113, capturesFailed: 114, peakDbfs: 115, rmsDbfs: 116 },
      ...{ limiterGainDb: 117, sourceCount: 2, paused: true, degraded: 'disk', durableSeconds: 121, ringBytes: 122 },
    });
    expect(sources[0]).toEqual({
      ...{ id: source.id, kind: 'remote', userId: 'u1', label: 'Ann', muted: true, sampleRate: 203, channels: 204 },
      ...{ blocksTaken: 205, blocksDropped: 206, blocksLate: 207, gaps: 208, gapMs: 209, driftPpm: 210, offsetMs: 211 },
      ...{ peakDbfs: 212, rmsDbfs: 213 },
    });
    expect(sources[1]).toMatchObject({ id: 300, kind: 'remoteMix', userId: '', label: '', muted: false });
  });

  test('More sources than fit are counted, not listed', () => {
    const { recorder, native } = open();
    native.readStats = (into) => {
      into[StatsField.SourceCount] = 40;
      return 0;
    };
    expect(recorder.stats.sourceCount).toBe(40);
    expect(recorder.stats.sources).toHaveLength(32);
  });

  test('A refused reading is an empty snapshot', () => {
    const { recorder, native } = open();
    native.readStats = (into) => {
      into.fill(7);
      return 30005;
    };
    expect(recorder.stats).toMatchObject({ inRoom: false, taskState: 'idle', clockMs: 0, rmsDbfs: -120 });
  });

  test('A snapshot stays what it was', () => {
    const { recorder } = open();
    const before = recorder.stats;
    recorder.advance(500);
    expect([before.clockMs, recorder.stats.clockMs, recorder.now]).toEqual([0, 500, 500]);
  });
});

describe('Estimate and clock', () => {
  test('A configuration is checked as a start would', () => {
    const { recorder } = setUp();
    expect(recorder.estimate({ filePath: '/a.wav', sampleRate: 16000, cycleTime: 10 })).toEqual({
      ...{ bytesPerSecond: 32000, bufferBytes: 320000, fileBytes: 320000, ringBytes: 0 },
    });
    const durable = setUp({ recoveryFolder: '/recovery' }).recorder;
    expect(durable.estimate({ filePath: '/a.wav', sampleRate: 16000, cycleTime: 10 }).ringBytes).toBeGreaterThan(
      320000,
    );
    expect(durable.estimate({ filePath: '/a.wav', cycleTime: 10, durability: 'memory' }).ringBytes).toBe(0);
    expect(errorOf(() => recorder.estimate({ sampleRate: 16000 })).code).toBe(30003);
  });

  test('A native refusal of an estimate is thrown', () => {
    const { recorder, native } = setUp();
    native.estimate = () => ({ status: 30003, bufferBytes: 0, fileBytes: 0, bytesPerSecond: 0, ringBytes: 0 });
    native.lastError = () => 'more than maxBufferBytes';
    const error = errorOf(() => recorder.estimate({ filePath: '/a.wav' }));
    expect([error.code, error.message]).toEqual([30003, 'estimate: more than maxBufferBytes']);
  });

  test('Only a virtual clock can be moved', () => {
    expect(setUp({ virtualClock: false }).recorder.advance(5)).toBe(30005);
    for (const bad of [-1, NaN, Infinity, '5', undefined, null]) {
      expect(setUp().recorder.advance(bad as number)).toBe(30003);
    }
  });
});
