import { VoiceRecorder } from '../../assets/scripts/index';
import type { VoiceRecorderOptions } from '../../assets/scripts/index';
import { RECORDER_FIELDS } from '../../assets/scripts/config/recorderOptions';
import { FakeBridge } from '../../assets/scripts/testing/fakes/FakeBridge';
import { errorOf, setUp } from './support';

const MIB = 1024 * 1024;

function table(field: string, says: string, values: readonly unknown[]): [string, unknown, string][] {
  return values.map((value) => [field, value, says]);
}

const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;

const WRONG = [
  ...table('name', 'name: expected', [null, 5, '', 'a\0', '\uD800', 'x'.repeat(257), 'é'.repeat(129)]),
  ...table('capturesFolder', 'capturesFolder: expected', [
    null,
    5,
    '',
    'captures',
    './captures',
    '/a\0',
    '/\uD800',
    {},
  ]),
  ...table('recoveryFolder', 'recoveryFolder: expected', [
    null,
    5,
    '',
    'recovery',
    './recovery',
    '/a\0',
    '/\uD800',
    {},
  ]),
  ...table('maxRingBytes', 'maxRingBytes: expected a whole number', [null, -1, 0.5, '0', 2 ** 53, Infinity]),
  ...table('maxTracks', 'maxTracks: expected a whole number from 1 to 32', [null, 0, 33, 1.5, '4']),
  ...table('about', 'about: expected an object', [null, 5, 'a game', [], [1], new Date(0), () => 1, true]),
  ...table('about', 'about: expected a value that JSON can hold', [{ n: 1n }, cyclic]),
  ...table('about', 'about: expected at most 65536 bytes', [{ text: 'x'.repeat(65536) }]),
  ...table('nameTemplate', 'nameTemplate: expected', [
    null,
    5,
    '',
    'a/b',
    'a\\b',
    '{date',
    'date}',
    '{{date}}x}',
    'a\0',
  ]),
  ...table('nameTemplate', 'nameTemplate: unknown field', ['{dte}', '{}', '{Room}', '{toString}']),
  ...table('retention', 'retention: expected an object', [null, 5, 'all', []]),
  ...table('retention', 'count: expected a whole number', [
    { count: -1 },
    { count: 1.5 },
    { count: '3' },
    { count: 2 ** 32 },
  ]),
  ...table('retention', 'bytes: expected a whole number', [{ bytes: -1 }, { bytes: NaN }, { bytes: 2 ** 53 }]),
  ...table('retention', 'ageSeconds: expected a whole number', [{ ageSeconds: null }, { ageSeconds: 0.1 }]),
  ...table('retention', 'did you mean "ageSeconds"?', [{ age: 5 }, { ageSecond: 5 }]),
  ...table('maxBufferBytes', 'maxBufferBytes: expected a whole number', [
    null,
    0,
    -1,
    MIB - 1,
    '256',
    2 ** 53,
    Infinity,
  ]),
  ...table('maxSources', 'maxSources: expected a whole number from 1 to 32', [null, 0, 33, 1.5, '8']),
  ...table('mixDelayMs', 'mixDelayMs: expected a whole number from 50 to 500', [null, 49, 501, 100.5, '200', NaN]),
  ...table('minFreeBytes', 'minFreeBytes: expected a whole number', [null, -1, 0.5, '0', 2 ** 53]),
  ...table('requireConsent', 'requireConsent: expected true or false', [null, 0, 1, 'yes']),
  ...table('log', 'log: expected a function', [null, 5, 'console', {}]),
  ...table('logLevel', 'logLevel: expected one of "none"', [null, 2, 'debug', 'Warning']),
  ...table('virtualClock', 'virtualClock: expected true or false', [null, 0, 'no']),
  ...table('bridge', 'bridge: expected a NativeBridge', [null, 5, {}, { create: 1 }, 'puerts']),
];

describe('RecorderOptions', () => {
  test.each(WRONG)('%s %p is refused with 30003', (field, value, says) => {
    const options = { bridge: new FakeBridge(), [field]: value } as VoiceRecorderOptions;
    const error = errorOf(() => new VoiceRecorder(options));
    expect(error.code).toBe(30003);
    expect(error.message).toContain(says);
  });

  test('Every option is in the table of wrong values', () => {
    expect([...new Set(WRONG.map(([field]) => field))].sort()).toEqual([...RECORDER_FIELDS].sort());
  });

  test.each([
    ['captureFolder', 'capturesFolder'],
    ['captures_folder', 'capturesFolder'],
    ['template', 'nameTemplate'],
    ['retain', 'retention'],
    ['maxBuffer', 'maxBufferBytes'],
    ['maxsources', 'maxSources'],
    ['recovery', 'recoveryFolder'],
    ['recovery_folder', 'recoveryFolder'],
    ['maxRing', 'maxRingBytes'],
    ['tracks', 'maxTracks'],
    ['abuot', 'about'],
    ['mixDelay', 'mixDelayMs'],
    ['minFree', 'minFreeBytes'],
    ['consentRequired', 'requireConsent'],
    ['loglevel', 'logLevel'],
    ['clock', 'virtualClock'],
    ['brigde', 'bridge'],
  ])('The unknown option %s is refused', (key, wanted) => {
    const error = errorOf(() => new VoiceRecorder({ [key]: 1 } as VoiceRecorderOptions));
    expect(error.code).toBe(30003);
    expect(error.message).toContain(`unknown key "${key}"`);
    if (key !== 'consentRequired') expect(error.message).toContain(`did you mean "${wanted}"?`);
  });

  test.each([null, 5, 'x', [], true])('Options of %p are refused', (options) => {
    expect(errorOf(() => new VoiceRecorder(options as VoiceRecorderOptions)).code).toBe(30003);
  });

  test('Every option reaches the native side', () => {
    const { native } = setUp({
      name: 'main',
      capturesFolder: '/captures',
      nameTemplate: '{room}-{user}-{count}',
      retention: { count: 3, bytes: 5 * MIB, ageSeconds: 60 },
      maxBufferBytes: 8 * MIB,
      recoveryFolder: '/recovery',
      maxRingBytes: 9 * MIB,
      maxSources: 4,
      maxTracks: 6,
      mixDelayMs: 120,
      minFreeBytes: 0,
      about: { game: '游戏', build: 7 },
      requireConsent: true,
      logLevel: 'info',
      virtualClock: false,
    });
    expect(native.options).toEqual({
      name: 'main',
      capturesFolder: '/captures',
      nameTemplate: '{room}-{user}-{count}',
      retentionCount: 3,
      retentionBytes: 5 * MIB,
      retentionAgeSeconds: 60,
      maxBufferBytes: 8 * MIB,
      recoveryFolder: '/recovery',
      maxRingBytes: 9 * MIB,
      maxSources: 4,
      maxTracks: 6,
      mixDelayMs: 120,
      minFreeBytes: 0,
      requireConsent: true,
      logLevel: 3,
      virtualClock: false,
    });
    expect(native.calls).toEqual([{ name: 'setAbout', args: ['{"game":"游戏","build":7}'] }]);
  });

  test('The host names the captures folder and the bound of the buffer when the game does not', () => {
    const bridge = new FakeBridge();
    bridge.defaultCapturesFolder = '/host/captures';
    bridge.defaultMaxBufferBytes = 64 * MIB;
    new VoiceRecorder({ bridge });
    expect(bridge.recorder.options).toMatchObject({ capturesFolder: '/host/captures', maxBufferBytes: 64 * MIB });
    bridge.defaultCapturesFolder = undefined;
    new VoiceRecorder({ bridge });
    expect(bridge.recorder.options.capturesFolder).toBe('');
  });

  test('What the game says of itself that is refused ends the native recorder again', () => {
    const bridge = new FakeBridge();
    const create = bridge.create.bind(bridge);
    bridge.create = (options) => {
      const made = create(options);
      bridge.recorder.failNext('setAbout', 39003, 'no memory');
      return made;
    };
    const error = errorOf(() => new VoiceRecorder({ bridge, about: { build: 7 } }));
    expect([error.code, error.message]).toEqual([39003, 'about: no memory']);
    expect(bridge.recorder.destroyed).toBe(true);
  });

  test('A native refusal is thrown with its status and reason', () => {
    const bridge = new FakeBridge();
    bridge.refuseCreate(39004, 'there are 32 recorders already');
    const error = errorOf(() => new VoiceRecorder({ bridge }));
    expect([error.code, error.message]).toEqual([39004, 'there are 32 recorders already']);
  });
});
