import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VoiceRecorderComponent } from '../../assets/scripts/component/VoiceRecorderComponent';
import { recordingPath } from '../../assets/scripts/component/scenePaths';
import { recorderOptions, recordingConfig } from '../../assets/scripts/component/settings';
import { checkRecorderOptions, readRecorderOptions } from '../../assets/scripts/config/recorderOptions';
import { checkTaskConfig } from '../../assets/scripts/config/taskConfig';
import { checkDump, checkTestTone } from '../../assets/scripts/config/requests';
import { FakeBridge } from '../../assets/scripts/testing/fakes/FakeBridge';
import { CCClass, EventHandler, Node } from './cc';
import { compressUuid, loadScene, saveScene } from './cc/serialized';
import { root, SCRIPT_UUID, standIn } from './support';

type Values = Record<string, unknown>;

const serialized = [...CCClass.attrs(VoiceRecorderComponent)].filter(([, each]) => each.serializable === true);

/** A value that is not the default, for every property that a scene keeps. */
function otherValues(): Values {
  const values: Values = {};
  for (const [name, { kind, default: initial, enumList = [] }] of serialized) {
    if (kind === 'Enum') values[name] = enumList.find(({ value }) => value !== initial)?.value;
    else if (typeof initial === 'boolean') values[name] = !initial;
    else if (typeof initial === 'number') values[name] = initial + 1;
    else if (typeof initial === 'string') values[name] = `${initial}_录音 "x"`;
  }
  return values;
}

function load(entries: Values[]): VoiceRecorderComponent {
  return loadScene(entries, SCRIPT_UUID, VoiceRecorderComponent as never) as unknown as VoiceRecorderComponent;
}

function save(component: VoiceRecorderComponent): Values[] {
  new Node('voice').attach(standIn(component));
  return saveScene(standIn(component), SCRIPT_UUID);
}

const valuesOf = (component: VoiceRecorderComponent): Values =>
  Object.fromEntries(serialized.map(([name]) => [name, Reflect.get(component, name) as unknown]));

describe('A scene', () => {
  test('keeps every value', () => {
    const values = otherValues();
    expect(Object.keys(values)).toHaveLength(serialized.length - 3); // without the lists of events
    const component = Object.assign(new VoiceRecorderComponent(), values);
    const handler = Object.assign(new EventHandler(), { component: 'Hud', handler: 'show', customEventData: '7' });
    component.dumpDone = [handler as never, new EventHandler() as never];
    const entries = save(component);
    handler.target = null;
    const again = load(JSON.parse(JSON.stringify(entries)) as Values[]);
    expect(valuesOf(again)).toEqual({ ...valuesOf(component) });
    expect(save(again)).toEqual(entries);
  });

  test('names the function of a node that is to be called', () => {
    const component = new VoiceRecorderComponent();
    const handler = Object.assign(new EventHandler(), { component: 'Hud', handler: 'show' });
    component.dumpFailed = [handler as never];
    new Node('voice').attach(standIn(component));
    handler.target = standIn(component).node;
    const again = load(saveScene(standIn(component), SCRIPT_UUID));
    expect(again.dumpFailed[0]?.target).toBe(standIn(again).node);
  });

  test('of an earlier version gets the defaults for what it lacks', () => {
    const entries = save(Object.assign(new VoiceRecorderComponent(), { cycleTime: 60 }));
    const { __type__, node, _enabled } = entries[1] ?? {};
    const again = load([entries[0] ?? {}, { __type__, node, _enabled, cycleTime: 60, filePath: 'old.aac' }]);
    const defaults = valuesOf(new VoiceRecorderComponent());
    expect(valuesOf(again)).toEqual({ ...defaults, cycleTime: 60, filePath: 'old.aac' });
  });

  test('of a later version loads, without what this one does not know', () => {
    const entries = save(Object.assign(new VoiceRecorderComponent(), { cycleTime: 60 }));
    Object.assign(entries[1] ?? {}, { fieldOfTheFuture: { __id__: 0 }, another: [1, 2] });
    const again = load(entries);
    expect(again.cycleTime).toBe(60);
    expect('fieldOfTheFuture' in again).toBe(false);
  });

  test('that was saved by version 0.1.0 still has every value', () => {
    const entries = JSON.parse(readFileSync(join(__dirname, 'scenes/0.1.0.json'), 'utf8')) as Values[];
    const again = load(entries);
    const kept = Object.entries(entries[1] ?? {}).filter(([key]) => !key.startsWith('_') && key !== 'node');
    expect(kept.length).toBe(38);
    for (const [key, value] of kept.filter(([, each]) => !Array.isArray(each))) {
      expect([key, Reflect.get(again, key)]).toEqual([key, value]);
    }
    expect(again.dumpDone).toMatchObject([{ component: 'Hud', handler: 'onDumpDone', customEventData: 'mine' }]);
    const defaults = valuesOf(new VoiceRecorderComponent());
    expect(kept.filter(([key, value]) => value === defaults[key])).toEqual([]);
  });

  test('knows the script by a UUID that never changes', () => {
    expect(SCRIPT_UUID).toBe('66c4eeb4-8599-4fc3-9550-dd14d9c1c09c');
    expect(compressUuid(SCRIPT_UUID)).toBe('66c4e60hZlPw5VQ3RTZwcCc');
    // The pair of the engine's own typings.
    expect(compressUuid('fc991dd7-0033-4b80-9d41-c8a86a702e59')).toBe('fc9913XADNLgJ1ByKhqcC5Z');
    const meta = JSON.parse(
      readFileSync(join(root, 'assets/scripts/component/VoiceRecorderComponent.ts.meta'), 'utf8'),
    ) as object;
    expect(meta).toEqual({
      ...{ ver: '4.0.23', importer: 'typescript', imported: true, uuid: SCRIPT_UUID, files: [], subMetas: {} },
      userData: {},
    });
  });
});

describe('The defaults', () => {
  const bridge = new FakeBridge();
  const component = new VoiceRecorderComponent();

  test('of a recording are those of the API', () => {
    const path = '/captures/a.wav';
    expect(checkTaskConfig(recordingConfig(component, path, undefined))).toEqual(checkTaskConfig({ filePath: path }));
  });

  test('of the recorder are those of the API on this host', () => {
    const host = { capturesFolder: bridge.defaultCapturesFolder, maxBufferBytes: 64 << 20 };
    const check = (options: object) => checkRecorderOptions(readRecorderOptions(options), host);
    expect(check(recorderOptions(component, bridge))).toEqual(check({}));
  });

  test('of the hotkey are those of the API', () => {
    const { lastSeconds, afterSeconds, reason } = component;
    expect(checkDump({ lastSeconds, afterSeconds, reason }, 'hotkey')).toEqual(checkDump({}, 'hotkey'));
    expect([component.hotkey, component.cooldownMs]).toEqual(['F9', 1000]);
  });

  test('of the test tone are those of the API', () => {
    const { testToneHz: frequencyHz, testToneDbfs: levelDbfs } = component;
    expect(checkTestTone({ frequencyHz, levelDbfs })).toEqual(checkTestTone({}));
  });

  test('are known to the engine', () => {
    for (const [name, { default: initial }] of serialized) {
      expect([name, initial]).toEqual([name, Reflect.get(component, name)]);
    }
  });
});

describe('Paths of a scene', () => {
  test.each<[string, string, string[]]>([
    ['captures', '/fake/captures', ['/fake/captures']],
    ['my/own', '/fake/my/own', ['/fake/my/own']],
    ['/somewhere', '/somewhere', []],
    ['D:\\voice', 'D:\\voice', []],
  ])('The captures folder %s is %s', (given, path, made) => {
    const bridge = new FakeBridge();
    const component = Object.assign(new VoiceRecorderComponent(), { capturesFolder: given });
    expect(recorderOptions(component, bridge).capturesFolder).toBe(path);
    expect(bridge.folders).toEqual(made);
  });

  test('A recovery folder is made, too', () => {
    const bridge = new FakeBridge();
    const component = Object.assign(new VoiceRecorderComponent(), { recoveryFolder: 'VoiceRecovery' });
    expect(recorderOptions(component, bridge).recoveryFolder).toBe('/fake/VoiceRecovery');
    expect(bridge.folders).toContain('/fake/VoiceRecovery');
  });

  test('Without a folder of the host relative ones are left out', () => {
    const { capturesFolder, recoveryFolder } = recorderOptions(
      Object.assign(new VoiceRecorderComponent(), { recoveryFolder: 'VoiceRecovery' }),
      undefined,
    );
    expect([capturesFolder, recoveryFolder]).toEqual([undefined, undefined]);
  });

  test.each<[string, string, string]>([
    ['voice_{date}_{time}.wav', 'lobby', '/c/voice_2026-01-05_07-08-09-004.wav'],
    ['{room}/{room}.aac', '../a:b', '/c/_a_b/_a_b.aac'],
    ['{room}.wav', ' . ', '/c/room.wav'],
    ['/there/{date}.wav', 'lobby', '/there/2026-01-05.wav'],
    ['', 'lobby', ''],
  ])('The file path %s in the room %s is %s', (template, room, path) => {
    expect(recordingPath(template, '/c', room, new Date(2026, 0, 5, 7, 8, 9, 4))).toBe(path);
  });
});
