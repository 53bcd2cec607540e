import { checkTaskConfig, TASK_ALIASES, TASK_FIELDS } from '../../assets/scripts/config/taskConfig';
import { runInNewContext } from 'node:vm';
import { errorOf, setUp, show } from './support';

const path = '/captures/a.aac';

function givenAway(): Uint8Array {
  const key = new Uint8Array(32);
  structuredClone(key.buffer, { transfer: [key.buffer] });
  return key;
}

/** Every field with values that it refuses, and a part of the message. */
const WRONG: readonly [field: string, value: unknown, says: string][] = [
  ...[undefined, null, 5, true, {}, [], 1n, Symbol('x'), () => path].map((value): [string, unknown, string] => [
    'filePath',
    value,
    'filePath: expected a string',
  ]),
  ['filePath', '', 'an absolute path'],
  ['filePath', 'a.wav', 'an absolute path'],
  ['filePath', './a.wav', 'an absolute path'],
  ['filePath', '~/a.wav', 'an absolute path'],
  ['filePath', 'C:a.wav', 'an absolute path'],
  ['filePath', 'file:///a.wav', 'an absolute path'],
  ['filePath', '/a\0.wav', 'without NUL'],
  ['filePath', '/a\uD800.wav', 'well-formed Unicode'],
  ['filePath', '/a\uDC00.wav', 'well-formed Unicode'],
  ['filePath', '/a.wav\uD83D', 'well-formed Unicode'],
  ['filePath', '/\uDC00\uDC00.wav', 'well-formed Unicode'],
  ['filePath', `/${'a'.repeat(40000)}`, 'at most 32767 characters, got 40001'],
  ...[null, '32000', 0, -1, 8000, 22050, 31999, 32000.5, 96000, NaN, Infinity, true, {}, [], 32000n].map(
    (value): [string, unknown, string] => [
      'sampleRate',
      value,
      'sampleRate: expected one of 16000, 32000, 44100, 48000',
    ],
  ),
  ...[null, 'Medium', -1, 3, 0.5, NaN, {}, 1n, true].map((value): [string, unknown, string] => [
    'quality',
    value,
    'quality: expected one of 0, 1, 2',
  ]),
  ...[null, 'local', -1, 3, 1.5, NaN, [], false].map((value): [string, unknown, string] => [
    'position',
    value,
    'position: expected one of 0, 1, 2',
  ]),
  ...[null, '60', -1, 3601, 0.5, 59.999, NaN, Infinity, -Infinity, {}, 60n, true].map(
    (value): [string, unknown, string] => ['cycleTime', value, 'cycleTime: expected a whole number from 0 to 3600'],
  ),
  ...[null, '1', 0, 3, 1.5, NaN, {}, true].map((value): [string, unknown, string] => [
    'channels',
    value,
    'channels: expected one of 1, 2',
  ]),
  ...[null, 'stereo', 0, 1, 'MIX', '', {}, true].map((value): [string, unknown, string] => [
    'layout',
    value,
    'layout: expected one of "mix", "split"',
  ]),
  ...[null, 0, 1, 'true', {}, []].map((value): [string, unknown, string] => [
    'overwrite',
    value,
    'overwrite: expected true or false',
  ]),
  ...['disk', 'Process', '', null, 4, true, {}].map((value): [string, unknown, string] => [
    'durability',
    value,
    'durability: expected one of "memory", "process"',
  ]),
  ['durability', 'process', 'expected a recorder with a recoveryFolder, got one without'],
  ...['apart', 'Mix', '', null, 1, true, {}].map((value): [string, unknown, string] => [
    'tracks',
    value,
    'tracks: expected one of "mix", "separate"',
  ]),
  ...[null, 5, true, {}, [], 1n, Symbol('x'), new Array(32).fill(0)].map((value): [string, unknown, string] => [
    'encryptionKey',
    value,
    'encryptionKey: expected a Uint8Array of 32 bytes or 64 hexadecimal digits, got ',
  ]),
  ['encryptionKey', '', 'got a string of 0 characters'],
  ['encryptionKey', 'ab'.repeat(16), 'got a string of 32 characters'],
  ['encryptionKey', `0x${'ab'.repeat(31)}`, 'got a string with other characters'],
  ['encryptionKey', `${'ab'.repeat(31)}a\n`, 'got a string with other characters'],
  ['encryptionKey', new Uint8Array(0), 'got 0 bytes'],
  ['encryptionKey', new Uint8Array(31), 'got 31 bytes'],
  ['encryptionKey', new Uint8Array(33), 'got 33 bytes'],
  ['encryptionKey', givenAway(), 'got 0 bytes'],
  ['encryptionKey', new Int8Array(32), 'got Int8Array'],
  ['encryptionKey', new Float64Array(4), 'got Float64Array'],
  ['encryptionKey', new ArrayBuffer(32), 'got object'],
  ['encryptionKey', new Proxy(new Uint8Array(32), {}), 'got object'],
  ['encryptionKey', Object.create(Uint8Array.prototype), 'got object'],
];

const TITLED = WRONG.map(([field, value, says]): [string, string, unknown, string] => [
  field,
  show(value),
  value,
  says,
]);

describe('TaskConfig', () => {
  test.each(TITLED)('%s %s is refused with 30003', (field, _shown, value, says) => {
    const error = errorOf(() => checkTaskConfig({ filePath: path, [field]: value }));
    expect(error.code).toBe(30003);
    expect(error.message).toContain(says);
    expect(error.message.length).toBeLessThan(400);
  });

  test.each(TITLED)('The known call answers 30003 to %s %s and touches nothing', (field, _shown, value) => {
    const { recorder, native } = setUp();
    recorder.enterRoom({ roomId: 'r' });
    expect(recorder.startAudioRecordingWithConfig({ filePath: path, [field]: value })).toBe(30003);
    expect(native.calls.map((call) => call.name)).toEqual(['enterRoom']);
    expect(recorder.lastError?.message).toContain('startAudioRecordingWithConfig: ');
  });

  test('Every field is in the table of wrong values', () => {
    expect([...new Set(WRONG.map(([field]) => field))].sort()).toEqual([...TASK_FIELDS].sort());
  });

  test.each([undefined, null, 5, 'x', true, [], 1n, Symbol('x'), () => ({ filePath: path })])(
    'A configuration of %p is refused',
    (config) => {
      expect(errorOf(() => checkTaskConfig(config)).message).toContain('config: expected an object');
    },
  );

  test.each([
    ['filepath', 'filePath'],
    ['FilePath', 'filePath'],
    ['path', 'filePath'],
    ['samplerate', 'sampleRate'],
    ['sampleRte', 'sampleRate'],
    ['sample-rate', 'sampleRate'],
    ['Quality', 'quality'],
    ['quailty', 'quality'],
    ['pos', 'position'],
    ['cycle', 'cycleTime'],
    ['cycletime', 'cycleTime'],
    ['cycle_tme', 'cycleTime'],
    ['channel', 'channels'],
    ['lay_out', 'layout'],
    ['overWrite', 'overwrite'],
    ['durable', 'durability'],
    ['track', 'tracks'],
    ['encryptKey', 'encryptionKey'],
  ])('The unknown key %s is answered with %s', (key, wanted) => {
    const error = errorOf(() => checkTaskConfig({ filePath: path, [key]: 1 }));
    expect(error.code).toBe(30003);
    expect(error.message).toContain(`unknown key "${key}"`);
    expect(error.message).toContain(`did you mean "${wanted}"?`);
  });

  test('A key that resembles nothing is answered with the list', () => {
    const error = errorOf(() => checkTaskConfig({ filePath: path, xyzzyplugh: 1 }));
    expect(error.message).toContain('known are filePath, sampleRate');
  });

  test.each(['__proto__x', 'constructor', 'toString', 'hasOwnProperty'])('The key %s is unknown', (key) => {
    expect(errorOf(() => checkTaskConfig({ filePath: path, [key]: 1 })).message).toContain('unknown key');
  });

  test('A symbol as key is refused', () => {
    expect(errorOf(() => checkTaskConfig({ filePath: path, [Symbol('s')]: 1 })).message).toContain('type symbol');
  });

  const SAMPLES: Record<string, unknown> = {
    filePath: '/b.wav',
    sampleRate: 48000,
    quality: 2,
    position: 1,
    cycleTime: 7,
  };

  test.each(Object.entries(TASK_ALIASES))('%s is another spelling of %s', (alias, field) => {
    const value = SAMPLES[field];
    const base = field === 'filePath' ? {} : { filePath: path };
    expect(checkTaskConfig({ ...base, [alias]: value })).toEqual(checkTaskConfig({ ...base, [field]: value }));
    expect(checkTaskConfig({ ...base, [alias]: value })).toMatchObject({ [field]: value });
  });

  test.each(Object.entries(TASK_ALIASES))(
    '%s beside %s is fine when they agree and refused when not',
    (alias, field) => {
      const value = SAMPLES[field];
      const other = field === 'filePath' ? '/c.wav' : field === 'sampleRate' ? 16000 : 0;
      expect(() => checkTaskConfig({ filePath: path, ...SAMPLES, [alias]: value })).not.toThrow();
      const error = errorOf(() => checkTaskConfig({ ...SAMPLES, [alias]: other }));
      expect(error.message).toContain(`${field} and ${alias} name the same field and differ`);
    },
  );

  test.each([0, 1, 10, 60, 61, 360, 900, 3600])('A cycle time of %i s is accepted', (cycleTime) => {
    expect(checkTaskConfig({ filePath: path, cycleTime }).cycleTime).toBe(cycleTime);
  });

  test.each([
    '/a.wav',
    'C:\\a b.wav',
    'c:/a.wav',
    '\\\\server\\share\\a.wav',
    '/录音/语音 🎤.aac',
    '/a.mp3',
    '/no-suffix',
  ])('The path %s is accepted here; what is wrong with its suffix comes as event 1', (filePath) => {
    expect(checkTaskConfig({ filePath }).filePath).toBe(filePath);
  });

  test('Split implies two channels and position 0', () => {
    expect(checkTaskConfig({ filePath: path, layout: 'split' })).toMatchObject({ layout: 1, channels: 2, position: 0 });
    expect(() => checkTaskConfig({ filePath: path, layout: 'split', channels: 2, position: 0 })).not.toThrow();
  });

  test.each([{ channels: 1 }, { position: 1 }, { position: 2 }])('Split beside %p is refused', (more) => {
    const error = errorOf(() => checkTaskConfig({ filePath: path, layout: 'split', ...more }));
    expect(error.code).toBe(30003);
    expect(error.message).toContain('with layout "split"');
  });

  test('The disk is asked for where the recorder has a recovery folder, and only there', () => {
    const around = { recoveryFolder: '/recovery' };
    expect(checkTaskConfig({ filePath: path, durability: 'process' }, around).durability).toBe(1);
    expect(checkTaskConfig({ filePath: path, durability: 'memory' }, around).durability).toBe(0);
    expect(checkTaskConfig({ filePath: path, durability: 'memory' }).durability).toBe(0);
    const { recorder, native } = setUp({ recoveryFolder: '/recovery' });
    recorder.enterRoom({ roomId: 'r' });
    expect(recorder.startAudioRecordingWithConfig({ filePath: path, durability: 'process' })).toBe(0);
    expect(recorder.startAudioRecording(path)).toBe(0);
    expect(native.calls.slice(1)).toMatchObject([{ args: [{ durability: 1 }] }, { args: [{ durability: -1 }] }]);
  });

  test('A key may be bytes or digits, of any letter case and any realm, and is copied', () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, i) => 7 * i + 3);
    const digits = Buffer.from(bytes).toString('hex');
    const foreign: unknown = runInNewContext('Uint8Array.from({ length: 32 }, (_, i) => 7 * i + 3)');
    for (const key of [bytes, Buffer.from(bytes), foreign, digits, digits.toUpperCase()]) {
      const { encryptionKey } = checkTaskConfig({ filePath: path, encryptionKey: key });
      expect([...encryptionKey]).toEqual([...bytes]);
      expect(encryptionKey).not.toBe(key);
    }
  });

  test.each(['a', 'zz', 'ab'.repeat(40)])('A wrong key is never shown (%s)', (part) => {
    const error = errorOf(() => checkTaskConfig({ filePath: path, encryptionKey: `secret-${part}` }));
    expect(error.message).not.toContain('secret');
    expect(error.message).not.toContain(part.repeat(2));
  });

  test('Undefined values count as absent, in another spelling too', () => {
    expect(() => checkTaskConfig({ filePath: path, file_path: undefined })).not.toThrow();
    const config = { filePath: path, sampleRate: undefined, quality: undefined, layout: undefined };
    expect(checkTaskConfig(config)).toEqual(checkTaskConfig({ filePath: path }));
  });

  test('A negative zero becomes zero', () => {
    const { cycleTime } = checkTaskConfig({ filePath: path, cycleTime: -0 });
    expect(Object.is(cycleTime, 0)).toBe(true);
  });

  test('Each key is read once, so that a value cannot change between check and use', () => {
    let reads = 0;
    const config = {
      get filePath(): string {
        reads++;
        return reads === 1 ? path : '';
      },
    };
    expect(checkTaskConfig(config).filePath).toBe(path);
    expect(reads).toBe(1);
  });

  test('The older call takes its three values and the defaults', () => {
    const { recorder, native } = setUp();
    recorder.enterRoom({ roomId: 'r' });
    expect(recorder.startAudioRecording('/a.wav', 16000, 2)).toBe(0);
    expect(recorder.startAudioRecording('/a.wav')).toBe(0);
    const configs = native.calls.filter((call) => call.name === 'start').map((call) => call.args[0]);
    expect(configs[0]).toEqual({ ...checkTaskConfig({ filePath: '/a.wav' }), sampleRate: 16000, quality: 2 });
    expect(configs[1]).toEqual(checkTaskConfig({ filePath: '/a.wav' }));
    expect(recorder.startAudioRecording('/a.wav', 11025)).toBe(30003);
    expect(recorder.startAudioRecording('/a.wav', 16000, 9 as 0)).toBe(30003);
  });
});
