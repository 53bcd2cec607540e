import { VoiceRecorder, VoiceRecorderError } from '../../assets/scripts/index';
import { FakeBridge } from '../../assets/scripts/testing/fakes/FakeBridge';
import { setUp, setUpCycleTask } from './support';
import type { Setup } from './support';

const HUGE = '/'.padEnd(5_000_000, 'a');

const boom = (): never => {
  throw new Error('boom');
};

function revoked(target: object): unknown {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

const EVERY_TRAP: ProxyHandler<object> = {
  ...{ get: boom, has: boom, ownKeys: boom, getOwnPropertyDescriptor: boom, getPrototypeOf: boom, set: boom },
  ...{ apply: boom, construct: boom, defineProperty: boom, isExtensible: boom },
};

const throwing = (name: string): object => Object.defineProperty({}, name, { get: boom, enumerable: true });

const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;

function detached(): Int16Array {
  const samples = new Int16Array(480);
  structuredClone(samples.buffer, { transfer: [samples.buffer] });
  return samples;
}

/** Makes each value afresh, so that no case depends on another. */
const HOSTILE: readonly [name: string, make: () => unknown][] = [
  ['undefined', () => undefined],
  ['null', () => null],
  ['true', () => true],
  ['NaN', () => NaN],
  ['-0', () => -0],
  ['Infinity', () => Infinity],
  ['2**53', () => 2 ** 53],
  ['-1.5', () => -1.5],
  ['a bigint', () => 2n ** 64n],
  ['a symbol', () => Symbol('s')],
  ['an empty string', () => ''],
  ['a string with NUL', () => '/a\0.wav'],
  ['a lone surrogate', () => '/\uD800.wav'],
  ['a huge string', () => HUGE],
  ['a function', () => boom],
  ['an array', () => [1, 2, 3]],
  ['a sparse array', () => new Array(1000)],
  ['an object without a prototype', () => Object.create(null) as unknown],
  ['a cyclic object', () => cyclic],
  ['a date', () => new Date(NaN)],
  ['an error', () => new RangeError('x')],
  ['a throwing toString', () => ({ toString: boom, valueOf: boom, [Symbol.toPrimitive]: boom })],
  ['a throwing toJSON', () => ({ toJSON: boom })],
  ['a throwing toStringTag', () => Object.defineProperty({}, Symbol.toStringTag, { get: boom })],
  ...['filePath', 'kind', 'roomId', 'key', 'hotkey', 'sampleRate', 'lastSeconds', 'signal', 'retention', 'message'].map(
    (name): [string, () => unknown] => [`a throwing ${name}`, () => throwing(name)],
  ),
  ['an aborted that throws', () => ({ signal: throwing('aborted') })],
  ['a proxy that throws', () => new Proxy({}, EVERY_TRAP)],
  ['a function proxy that throws', () => new Proxy(boom, EVERY_TRAP)],
  ['an array proxy that throws', () => new Proxy([], EVERY_TRAP)],
  ['a revoked proxy', () => revoked({})],
  ['a revoked array proxy', () => revoked([])],
  ['an endless ownKeys', () => new Proxy({}, { ownKeys: () => Array.from({ length: 5000 }, (_, i) => `k${i}`) })],
  ['a nested proxy', () => ({ filePath: new Proxy({}, EVERY_TRAP), roomId: revoked({}), kind: revoked([]) })],
  ['a frozen good config', () => Object.freeze({ filePath: '/a.wav' })],
  ['a detached array', detached],
  ['a DataView', () => new DataView(new ArrayBuffer(4))],
  ['an ArrayBuffer', () => new ArrayBuffer(4)],
  ['a promise', () => Promise.resolve(1)],
  ['globalThis', () => globalThis],
];

type Call = (setup: Setup, a: never, b: never) => unknown;

const RETURNING_A_NUMBER: Record<string, Call> = {
  startAudioRecording: ({ recorder }, a, b) => recorder.startAudioRecording(a, b, a),
  'startAudioRecording (rate)': ({ recorder }, a, b) => recorder.startAudioRecording('/a.wav', a, b),
  startAudioRecordingWithConfig: ({ recorder }, a) => recorder.startAudioRecordingWithConfig(a),
  'config.filePath': ({ recorder }, a) => recorder.startAudioRecordingWithConfig({ filePath: a }),
  'config.cycleTime': ({ recorder }, a, b) =>
    recorder.startAudioRecordingWithConfig({ filePath: '/a.wav', cycleTime: a, layout: b }),
  stopAudioRecording: ({ recorder }, a) => (recorder.stopAudioRecording as (x: unknown) => number).call(recorder, a),
  enterRoom: ({ recorder }, a) => recorder.enterRoom(a),
  'enterRoom.roomId': ({ recorder }, a, b) => recorder.enterRoom({ roomId: a, userId: b }),
  reconnecting: ({ recorder }, a) => (recorder.reconnecting as (x: unknown) => number).call(recorder, a),
  leaveRoom: ({ recorder }, a) => (recorder.leaveRoom as (x: unknown) => number).call(recorder, a),
  setConsent: ({ recorder }, a) => recorder.setConsent(a),
  mark: ({ recorder }, a, b) => recorder.mark(a, b),
  'mark.data': ({ recorder }, a) => recorder.mark('label', a),
  discard: ({ recorder }, a) => recorder.discard(a),
  advance: ({ recorder }, a) => recorder.advance(a),
  'config.durability': ({ recorder }, a, b) =>
    recorder.startAudioRecordingWithConfig({ filePath: '/a.wav', durability: a, tracks: b }),
  'config.encryptionKey': ({ recorder }, a) =>
    recorder.startAudioRecordingWithConfig({ filePath: '/a.wav', encryptionKey: a }),
  pause: ({ recorder }, a) => (recorder.pause as (x: unknown) => number).call(recorder, a),
  resume: ({ recorder }, a) => (recorder.resume as (x: unknown) => number).call(recorder, a),
  setAbout: ({ recorder }, a) => recorder.setAbout(a),
  addStatistics: ({ recorder }, a) => recorder.addStatistics(a),
  notify: ({ recorder }, a, b) => recorder.notify(a, b),
  'notify.text': ({ recorder }, a) => recorder.notify('background', a),
  'setMuted of all': ({ recorder }, a) => recorder.setMuted(a),
  exclude: ({ recorder }, a, b) => recorder.exclude(a, b),
  'exclude.options': ({ recorder }, a) => recorder.exclude('ann', a),
  'exclude.forget': ({ recorder }, a) => recorder.exclude('ann', { forget: a }),
  include: ({ recorder }, a) => recorder.include(a),
};

const OF_A_SOURCE: Record<string, Call> = {
  push: ({ recorder }, a, b) => recorder.openSource({ kind: 'local' }).push(a, b),
  'push.format': ({ recorder }, a) => recorder.openSource({ kind: 'local' }).push(new Int16Array(480), a),
  'push.rate': ({ recorder }, a, b) =>
    recorder.openSource({ kind: 'local' }).push(new Int16Array(480), { sampleRate: a, channels: b, captureTimeMs: a }),
  'push.time': ({ recorder }, a) =>
    recorder
      .openSource({ kind: 'local' })
      .push(new Int16Array(480), { sampleRate: 48000, channels: 1, captureTimeMs: a }),
  setMuted: ({ recorder }, a) => recorder.openSource({ kind: 'local' }).setMuted(a),
};

const IDIOMATIC: Record<string, Call> = {
  start: ({ recorder }, a) => recorder.start(a),
  stop: ({ recorder }) => recorder.stop(),
  dump: ({ recorder }, a) => recorder.dump(a),
  'dump.lastSeconds': ({ recorder }, a, b) => recorder.dump({ lastSeconds: a, reason: b }),
  'dump.signal': ({ recorder }, a) => recorder.dump({ signal: a }),
  'dump.filePath': ({ recorder }, a, b) => recorder.dump({ filePath: a, clear: b }),
  retry: ({ recorder }, a, b) => recorder.retry(a, b),
  'retry.filePath': ({ recorder }, a) => recorder.retry(1, a),
  openSource: ({ recorder }, a) => recorder.openSource(a),
  'openSource.kind': ({ recorder }, a, b) => recorder.openSource({ kind: a, userId: b }),
  'openSource.label': ({ recorder }, a) => recorder.openSource({ kind: 'local', label: a }),
  wipe: ({ recorder }, a) => (recorder.wipe as (x: unknown) => Promise<void>).call(recorder, a),
  recover: ({ recorder }, a) => recorder.recover(a),
  'recover.encryptionKey': ({ recorder }, a) => recorder.recover({ encryptionKey: a }),
  estimate: ({ recorder }, a) => recorder.estimate(a),
  on: ({ recorder }, a, b) => recorder.on(a, b),
  'on.listener': ({ recorder }, a) => recorder.on('log', a),
  once: ({ recorder }, a, b) => recorder.once(a, b),
  off: ({ recorder }, a, b) => recorder.off(a, b),
  bindHotkey: ({ recorder }, a, b) => recorder.bindHotkey(a, b),
  'bindHotkey.action': ({ recorder }, a, b) => recorder.bindHotkey('F9', a, b),
  'bindHotkey.cooldown': ({ recorder }, a) => recorder.bindHotkey('F9', {}, { cooldownMs: a }),
  'new VoiceRecorder': (_setup, a) => new VoiceRecorder(a),
  'constructor.bridge': (_setup, a) => new VoiceRecorder({ bridge: a }),
  'constructor.options': (_setup, a, b) =>
    new VoiceRecorder({ bridge: new FakeBridge(), capturesFolder: a, retention: b, log: b }),
  'constructor.recoveryFolder': (_setup, a, b) =>
    new VoiceRecorder({ bridge: new FakeBridge(), recoveryFolder: a, maxRingBytes: b, maxTracks: a }),
  'constructor.about': (_setup, a) => new VoiceRecorder({ bridge: new FakeBridge(), about: a }),
  'constructor.retention': (_setup, a) => new VoiceRecorder({ bridge: new FakeBridge(), retention: { count: a } }),
};

const NEVER_FAILING: Record<string, Call> = {
  keyDown: ({ recorder }, a) => recorder.keyDown(a),
  'keyDown.key': ({ recorder }, a, b) => recorder.keyDown({ key: a, ctrl: b }),
  keyUp: ({ recorder }, a) => recorder.keyUp(a),
  tick: ({ recorder }, a) => (recorder.tick as (x: unknown) => number).call(recorder, a),
  dispose: ({ recorder }, a) => (recorder.dispose as (x: unknown) => void).call(recorder, a),
};

const quiet = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
afterAll(() => quiet.mockRestore());

describe.each(HOSTILE)('Given %s', (_name, make) => {
  const partners = [undefined, new Proxy({}, EVERY_TRAP)];

  test.each(Object.entries({ ...RETURNING_A_NUMBER, ...OF_A_SOURCE }))(
    '%s returns a code and never throws',
    (_call, act) => {
      for (const partner of [...partners, make()]) {
        const setup = setUpCycleTask();
        const code = act(setup, make() as never, partner as never);
        expect(typeof code).toBe('number');
        expect([0, 30003, 30005, 30101]).toContain(code);
        if (code !== 0) expect(setup.recorder.lastError).toMatchObject({ code, name: 'VoiceRecorderError' });
        setup.recorder.tick();
      }
    },
  );

  test.each(Object.entries(IDIOMATIC))('%s fails with a VoiceRecorderError or not at all', async (_call, act) => {
    for (const partner of [...partners, make()]) {
      const setup = setUpCycleTask();
      try {
        const result = act(setup, make() as never, partner as never);
        setup.recorder.tick();
        setup.recorder.dispose();
        await result;
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(VoiceRecorderError);
        expect((thrown as VoiceRecorderError).message.length).toBeLessThan(1000);
      }
    }
  });

  test.each(Object.entries(NEVER_FAILING))('%s never fails', (_call, act) => {
    for (const partner of [...partners, make()]) act(setUp(), make() as never, partner as never);
  });
});

describe('A bridge that breaks its promise', () => {
  test('A call during which it throws answers 30005 and says so', async () => {
    const { recorder, native, lines } = setUpCycleTask();
    native.start = boom;
    native.dump = boom;
    native.poll = boom;
    native.destroy = boom;
    expect(recorder.startAudioRecording('/a.wav')).toBe(30005);
    expect(recorder.lastError?.message).toBe('startAudioRecording: the bridge failed: boom');
    await expect(recorder.dump()).rejects.toMatchObject({ code: 30005 });
    expect(recorder.tick()).toBe(0);
    recorder.dispose();
    expect(lines).toEqual(['tick: the bridge failed: boom', 'dispose: the bridge failed: boom']);
  });
});
