import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ABI_VERSION } from '../../assets/scripts/bridge/abiVersion';
import { checkedCocos, COCOS_SIGNATURES } from '../../assets/scripts/bridge/checkedCocos';
import type { CocosNative } from '../../assets/scripts/bridge/cocosNative';
import type { NativeBridge, NativeRecorder } from '../../assets/scripts/bridge/NativeBridge';
import type * as Api from '../../assets/scripts/cocos';
import type { VoiceRecorderOptions } from '../../assets/scripts/index';

type Call = [name: string, ...args: unknown[]];
type Globals = { VoiceRecorderNative?: unknown; jsb?: unknown };

const root = join(__dirname, '../..');
const bridgeFolder = join(root, 'assets/scripts/bridge');
const NAMES = Object.keys(COCOS_SIGNATURES) as (keyof CocosNative)[];

/** A class as the native plugin installs it; every call is recorded and answers 0, or what the test says. */
function plugin(answers: Partial<Record<keyof CocosNative, unknown>> = {}, calls: Call[] = []): CocosNative {
  const standard = {
    ...{ AbiVersion: ABI_VERSION, Version: '1.2.3', Capabilities: 15, AacEncoderName: 'aac', LastError: '', LastId: 7 },
    ...{ Adopt: 30005, Poll: false, EventText: '', NowMs: 5, DefaultMaxBufferBytes: 64 << 20 },
    DefaultCapturesFolder: '/data/captures',
  };
  const all: Record<string, unknown> = { ...standard, ...answers };
  const functions = NAMES.map((name) => [
    name,
    (...args: unknown[]) => {
      calls.push([name, ...args]);
      const answer = all[name] ?? 0;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  ]);
  return Object.fromEntries(functions) as CocosNative;
}

function without(native: CocosNative, ...names: (keyof CocosNative)[]): object {
  return Object.fromEntries(Object.entries(native).filter(([name]) => !names.includes(name as keyof CocosNative)));
}

/** The scripts as a fresh script engine with these globals loads them. */
function load(globals: Globals): typeof Api & { bridge: NativeBridge | undefined } {
  Object.assign(globalThis, globals);
  let loaded: unknown;
  jest.isolateModules(() => {
    const { cocosBridge } = jest.requireActual<{ cocosBridge: NativeBridge | undefined }>(
      '../../assets/scripts/bridge/cocosJsb',
    );
    loaded = { ...jest.requireActual<typeof Api>('../../assets/scripts/cocos'), bridge: cocosBridge };
  });
  return loaded as typeof Api & { bridge: NativeBridge | undefined };
}

afterEach(() => {
  for (const name of ['VoiceRecorderNative', 'jsb']) Reflect.deleteProperty(globalThis, name);
});

function lines(api: typeof Api, options: VoiceRecorderOptions = {}): { level: number; text: string }[] {
  const said: { level: number; text: string }[] = [];
  new api.VoiceRecorder({ ...options, log: (level, text) => void said.push({ level, text }) });
  return said;
}

describe('The plugin behind its checks', () => {
  const KINDS: Record<string, unknown> = {
    ...{ n: 1, s: 'text', b: true, v: new Int16Array(2) },
    ...{ k: new Uint8Array(32), f: new Float64Array(4) },
  };
  const right = (name: keyof CocosNative): unknown[] => [...COCOS_SIGNATURES[name]].map((kind) => KINDS[kind]);
  const invoke = (face: CocosNative, name: keyof CocosNative, args: unknown[]): unknown =>
    (face[name] as (...given: unknown[]) => unknown)(...args);

  test.each(NAMES)('%s passes the right arguments on, as they are', (name) => {
    const calls: Call[] = [];
    invoke(checkedCocos(plugin({}, calls)), name, right(name));
    expect(calls).toEqual([[name, ...right(name)]]);
    calls[0]?.slice(1).forEach((value, i) => expect(value).toBe(right(name)[i]));
  });

  test.each(NAMES)(
    '%s throws a TypeError for every wrong type, and for an argument too few, before the plugin',
    (name) => {
      const calls: Call[] = [];
      const face = checkedCocos(plugin({}, calls));
      const wrong = ['x', 1, true, null, undefined, {}, [], 1n, Symbol('s'), () => 1, new Uint16Array(2), new Date()];
      wrong.push(
        new Number(1),
        new String('x'),
        new Boolean(true),
        new ArrayBuffer(8),
        new DataView(new ArrayBuffer(8)),
      );
      let tried = 0;
      [...COCOS_SIGNATURES[name]].forEach((kind, i) => {
        for (const value of wrong.filter((each) => typeof each !== typeof KINDS[kind] || typeof each === 'object')) {
          const args = right(name);
          args[i] = value;
          tried++;
          expect(() => invoke(face, name, args)).toThrow(TypeError);
        }
        expect(() => invoke(face, name, right(name).slice(0, i))).toThrow(TypeError);
      });
      expect(tried).toBeGreaterThanOrEqual(COCOS_SIGNATURES[name].length * 10);
      expect(calls).toEqual([]);
    },
  );

  test.each(NAMES.filter((name) => name !== 'Push'))('%s throws a TypeError for an argument too many', (name) => {
    const calls: Call[] = [];
    expect(() => invoke(checkedCocos(plugin({}, calls)), name, [...right(name), 1])).toThrow(TypeError);
    expect(calls).toEqual([]);
  });

  test('says which argument is wrong, and of a key not its content', () => {
    const face = checkedCocos(plugin());
    expect(() => invoke(face, 'EnterRoom', [1, 2, 'me'])).toThrow(
      'VoiceRecorderNative.EnterRoom: argument 2: expected a string, got 2 (number)',
    );
    expect(() => invoke(face, 'Stop', [])).toThrow('VoiceRecorderNative.Stop: expected 1 arguments, got 0');
    expect(() => invoke(face, 'Recover', [1, 'secret'])).toThrow(
      'VoiceRecorderNative.Recover: argument 2: expected a Uint8Array, got a value of type string',
    );
  });

  test('names a function that is missing', () => {
    expect(() => checkedCocos(without(plugin(), 'OpenTestTone'))).toThrow(
      /VoiceRecorderNative.OpenTestTone is missing in the native plugin.*build/,
    );
  });

  test('The signatures are those of the typings', () => {
    const letters: Record<string, string> = {
      ...{ number: 'n', string: 's', boolean: 'b', Uint8Array: 'k', Float64Array: 'f' },
      'Int16Array | Float32Array': 'v',
    };
    const found: Record<string, string> = {};
    for (const [file, name] of [
      ['FlatNative.ts', 'FlatNative'],
      ['cocosNative.d.ts', 'CocosNative'],
    ] as const) {
      const source = ts.createSourceFile(file, readFileSync(join(bridgeFolder, file), 'utf8'), ts.ScriptTarget.ES2022);
      for (const statement of source.statements) {
        if (!ts.isInterfaceDeclaration(statement) || statement.name.text !== name) continue;
        for (const member of statement.members.filter(ts.isMethodSignature)) {
          const kinds = member.parameters.map((each) => letters[each.type?.getText(source) ?? ''] ?? '?');
          found[member.name.getText(source)] = kinds.join('');
        }
      }
    }
    expect(COCOS_SIGNATURES).toEqual(found);
  });

  test('The interface is that of the header', () => {
    const header = readFileSync(join(root, 'native/plugins/voice-recorder/include/voice_recorder.h'), 'utf8');
    expect(Number(/#define VR_ABI_VERSION (\d+)/.exec(header)?.[1])).toBe(ABI_VERSION);
  });
});

describe('A build with the plugin', () => {
  test.each([
    ['on the global object', (native: CocosNative) => ({ VoiceRecorderNative: native, jsb: {} })],
    ['below jsb', (native: CocosNative) => ({ jsb: { VoiceRecorderNative: native } })],
  ])('finds it %s', (_, globals) => {
    const api = load(globals(plugin()));
    expect(api.VoiceRecorder.version).toBe('1.2.3');
    expect(api.bridge).toMatchObject({
      ...{ host: 'cocos', aacEncoder: 'aac', capabilities: 15 },
      ...{ defaultCapturesFolder: '/data/captures', defaultMaxBufferBytes: 64 << 20 },
    });
    expect(lines(api)).toEqual([]);
  });

  test('The host says where captures go and how large a buffer may be', () => {
    const calls: Call[] = [];
    const { VoiceRecorder } = load({ VoiceRecorderNative: plugin({}, calls) });
    const recorder = new VoiceRecorder();
    const made = calls.find(([name]) => name === 'Create');
    expect([made?.[1], made?.[7]]).toEqual(['/data/captures', 64 << 20]);
    recorder.dump().catch(() => undefined);
    const names = calls.map(([name]) => name);
    expect(names.indexOf('PrepareFolder')).toBeGreaterThan(0);
    expect(names.indexOf('PrepareFolder')).toBeLessThan(names.indexOf('Dump'));
    recorder.dispose();
    expect(calls[calls.length - 1]).toEqual(['Destroy', 7]);
  });

  test('A recorder with a name is taken over, or made and named', () => {
    const calls: Call[] = [];
    const first = load({ VoiceRecorderNative: plugin({}, calls) });
    new first.VoiceRecorder({ name: 'main' });
    expect(calls).toContainEqual(['SetName', 7, 'main']);
    expect(() => new first.VoiceRecorder({ name: 'main' })).toThrow('is in use by another recorder of this script');
    const later: Call[] = [];
    const second = load({ VoiceRecorderNative: plugin({ Adopt: 0, LastId: 9 }, later) });
    const recorder = new second.VoiceRecorder({ name: 'main' });
    recorder.leaveRoom();
    expect(later.filter(([name]) => name === 'Create' || name === 'SetName')).toEqual([]);
    expect(later).toContainEqual(['LeaveRoom', 9]);
  });

  test('A test tone is a source until it is closed', () => {
    const calls: Call[] = [];
    const { VoiceRecorder } = load({ VoiceRecorderNative: plugin({ LastId: 11 }, calls) });
    const recorder = new VoiceRecorder();
    const close = recorder.openTestTone({ frequencyHz: 1000, userId: 'me' });
    expect(calls).toContainEqual(['OpenTestTone', 11, 0, 'me', 'test tone', 1000, -12]);
    close();
    expect(calls).toContainEqual(['CloseSource', 11]);
    expect(() => recorder.openTestTone({ frequencyHz: 20 })).toThrow('frequencyHz: expected a number from 50 to 8000');
  });

  test('A plugin of a host without a tone is 39002', () => {
    const { VoiceRecorder } = load({});
    const bridge = { create: () => ({ lastError: () => '', readStats: () => 0 }) };
    const recorder = new VoiceRecorder({ bridge: bridge as unknown as NativeBridge });
    expect(() => recorder.openTestTone()).toThrow('openTestTone: the native plugin of this host makes no test tone');
    expect(recorder.lastError?.code).toBe(39002);
  });

  test.each<[string, (recorder: Api.VoiceRecorder) => unknown]>([
    ['enterRoom', (recorder) => recorder.enterRoom({ roomId: 5 as unknown as string })],
    ['startAudioRecording', (recorder) => recorder.startAudioRecording({} as string)],
    ['setConsent', (recorder) => recorder.setConsent('yes' as unknown as boolean)],
    ['mark', (recorder) => recorder.mark(undefined as unknown as string)],
    ['notify', (recorder) => recorder.notify('sleep' as 'background')],
  ])('%s with a wrong type is 30003, and does not reach the plugin', (_, act) => {
    const calls: Call[] = [];
    const { VoiceRecorder } = load({ VoiceRecorderNative: plugin({}, calls) });
    const recorder = new VoiceRecorder();
    const before = calls.length;
    expect(act(recorder)).toBe(30003);
    expect(calls.length).toBe(before);
  });

  test('What the bridge below the face gets wrong is 30003, says why, and does not reach the plugin', () => {
    const calls: Call[] = [];
    const { bridge, VoiceRecorder } = load({ VoiceRecorderNative: plugin({}, calls) });
    let native: NativeRecorder | undefined;
    const spy = {
      create: (options: never) => (native = (bridge as NativeBridge).create(options) as NativeRecorder),
    };
    new VoiceRecorder({ bridge: spy as unknown as NativeBridge });
    const before = calls.length;
    expect(native?.enterRoom(1 as unknown as string, 'me')).toBe(30003);
    expect(native?.lastError()).toContain('EnterRoom: argument 2: expected a string, got 1 (number)');
    expect(native?.push(1, [0, 0] as unknown as Int16Array, 48000, 1, NaN)).toBe(30003);
    expect(native?.lastError()).toContain('expected an Int16Array or a Float32Array');
    expect(calls.length).toBe(before);
  });

  test('What the plugin throws becomes a status', () => {
    const { VoiceRecorder } = load({ VoiceRecorderNative: plugin({ LeaveRoom: new Error('the glue refuses') }) });
    const recorder = new VoiceRecorder();
    expect(recorder.leaveRoom()).toBe(30003);
    expect(recorder.lastError?.message).toBe('leaveRoom: the glue refuses');
  });
});

describe('A build without a plugin that fits', () => {
  const every = (recorder: Api.VoiceRecorder): number[] => [
    ...[recorder.enterRoom({ roomId: 'r' }), recorder.startAudioRecording('/a.wav'), recorder.stopAudioRecording()],
    ...[recorder.leaveRoom(), recorder.pause(), recorder.mark('here'), recorder.setConsent(true)],
  ];

  test.each<[string, Globals, number, RegExp]>([
    ['a web or mini-game build', {}, 2, /^nothing is recorded: not supported here: a web or mini-game build has no/],
    ['a native build without it', { jsb: {} }, 1, /^nothing is recorded: the native plugin is missing.*"native"/],
    [
      ...(['an older plugin', { jsb: {}, VoiceRecorderNative: plugin({ AbiVersion: 1 }) }, 1] as const),
      /^nothing is recorded: the native plugin has interface 1, expected 2: .*build the native project again$/,
    ],
    [
      ...(['one of the far past', { jsb: {}, VoiceRecorderNative: { Version: () => '0' } }, 1] as const),
      /has interface of an unknown version, expected 2/,
    ],
    [
      ...(['one that throws', { VoiceRecorderNative: plugin({ AbiVersion: new Error('no library') }) }, 1] as const),
      /^nothing is recorded: no library$/,
    ],
  ])('%s says so once, every call answers 39002, and nothing throws', async (_, globals, level, text) => {
    const api = load(globals);
    expect(api.bridge).toBeUndefined();
    expect(api.VoiceRecorder.isSupported).toBe(false);
    expect(lines(api)).toEqual([{ level, text: expect.stringMatching(text) }]);
    expect(lines(api)).toEqual([]);
    const recorder = new api.VoiceRecorder();
    expect(new Set(every(recorder))).toEqual(new Set([39002]));
    expect(`nothing is recorded: ${recorder.lastError?.message}`).toMatch(
      new RegExp(text.source.replace('recorded: ', 'recorded: setConsent: ')),
    );
    await expect(recorder.dump()).rejects.toMatchObject({ code: 39002 });
    expect(recorder.tick()).toBe(0);
    recorder.dispose();
  });

  test('An older plugin is asked for its version before it is looked at', () => {
    const old = without(plugin({ AbiVersion: 1 }), 'Adopt', 'OpenTestTone');
    expect(lines(load({ VoiceRecorderNative: old }))[0]?.text).toContain('interface 1, expected 2');
  });
});
