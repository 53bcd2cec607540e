import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Room from '../../samples/cocos/assets/scripts/VoiceRoom';
import { VoiceRecorderComponent } from '../../assets/scripts/component/VoiceRecorderComponent';
import { wavSamples } from '../scripts/native/wav';
import type * as Stand from './cc';
import { CCClass } from './cc';
import { compressUuid } from './cc/serialized';
import { realPlugin } from './realPlugin';
import { root, SCRIPT_UUID } from './support';

type Entry = Record<string, unknown> & { __type__: string };

const project = join(root, 'samples/cocos');
const assets = join(project, 'assets');
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const uuidIn = (meta: string): string => (json(join(assets, meta)) as { uuid: string }).uuid;

const scene = json(join(assets, 'scenes/main.scene')) as Entry[];
const RECORDER = compressUuid(SCRIPT_UUID);
const ROOM = compressUuid(uuidIn('scripts/VoiceRoom.ts.meta'));
/** In which the scene differs from a component that was just added; the README tells them. */
const SET = { recorderName: 'room', cycleTime: 60, testTone: true };

const entry = (type: string): Entry => scene.find((each) => each.__type__ === type) as Entry;
const at = (place: unknown): Entry => scene[(place as { __id__: number }).__id__] as Entry;
/** What of an entry is a property of its class. */
const propertiesOf = (each: Entry): Record<string, unknown> =>
  Object.fromEntries(Object.entries(each).filter(([key]) => !key.startsWith('_') && key !== 'node'));

/** Every object that a scene writes where it stands, and every place that it names. */
function* within(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const each of Object.values(value)) yield* within(each);
}

describe('samples/cocos', () => {
  test('Every file and folder has a meta, and every UUID is its own', () => {
    const all = readdirSync(assets, { recursive: true }).map(String);
    const metas = all.filter((path) => path.endsWith('.meta'));
    expect(metas.sort()).toEqual(
      all
        .filter((path) => !path.endsWith('.meta'))
        .map((path) => `${path}.meta`)
        .sort(),
    );
    const uuids = [...metas.map(uuidIn), SCRIPT_UUID];
    expect(new Set(uuids).size).toBe(uuids.length);
    for (const uuid of uuids) expect(uuid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  test('It has no copy of the component, and git leaves the extension out', () => {
    const ignored = (path: string): boolean => {
      try {
        execFileSync('git', ['check-ignore', '-q', '--no-index', path], { cwd: project });
        return true;
      } catch {
        return false;
      }
    };
    const isRepository = existsSync(join(root, '.git'));
    for (const name of isRepository ? ['extensions/voice-recorder/package.json', 'library/x', 'build/x'] : []) {
      expect([name, ignored(name)]).toEqual([name, true]);
    }
    expect(isRepository && ignored('assets/scripts/VoiceRoom.ts')).toBe(false);
    expect(readdirSync(join(assets, 'scripts')).sort()).toEqual(['VoiceRoom.ts', 'VoiceRoom.ts.meta']);
  });

  test('It is for a Creator that the extension is for', () => {
    const { creator } = json(join(project, 'package.json')) as { creator: { version: string } };
    const { editor } = json(join(root, 'editor-extension/package.json')) as { editor: string };
    expect(editor).toBe(`>=${creator.version}`);
  });
});

describe('Its scene', () => {
  test('has only classes of the engine and scripts that are there', () => {
    const typings = readFileSync(join(root, 'node_modules/@cocos/creator-types/engine/cc.d.ts'), 'utf8');
    const types = [...within(scene)].flatMap(({ __type__ }) => (typeof __type__ === 'string' ? [__type__] : []));
    const known = (type: string): boolean => new RegExp(`^ *export class ${type.slice(3)} `, 'm').test(typings);
    const unknown = [...new Set(types)].filter((type) => !(type.startsWith('cc.') && known(type)));
    expect(unknown.sort()).toEqual([RECORDER, ROOM].sort());
  });

  test('names places in itself alone, and ids once', () => {
    const places = [...within(scene)].flatMap(({ __id__ }) => (typeof __id__ === 'number' ? [__id__] : []));
    for (const place of places) expect(scene[place]).toBeDefined();
    // The first is the asset, which nobody names.
    expect([...new Set(places)].sort((a, b) => a - b)).toEqual(scene.map((_, place) => place).slice(1));
    const ids = scene.flatMap(({ _id }) => (typeof _id === 'string' ? [_id] : []));
    expect(new Set(ids).size).toBe(ids.length);
    expect(entry('cc.Scene')._id).toBe(uuidIn('scenes/main.scene.meta'));
  });

  test('has nodes and components that know each other', () => {
    scene.forEach((each, place) => {
      const here = { __id__: place };
      for (const child of (each._children ?? []) as unknown[]) expect(at(child)._parent).toEqual(here);
      for (const component of (each._components ?? []) as unknown[]) expect(at(component).node).toEqual(here);
      if (each.node !== undefined) expect(at(each.node)._components).toContainEqual(here);
    });
  });

  test('keeps every property of the component, and the values that are told', () => {
    const defaults = [...CCClass.attrs(VoiceRecorderComponent)]
      .filter(([, attributes]) => attributes.serializable === true)
      .map(([name, attributes]) => [name, attributes.default]);
    expect(propertiesOf(entry(RECORDER))).toEqual({ ...Object.fromEntries(defaults), ...SET });
    const english = readFileSync(join(project, 'README.md'), 'utf8');
    for (const row of ['| **Name** | `room` |', '| **Cycle time** | `60` |', '| **Test tone** | on |']) {
      expect(english).toContain(row);
    }
  });

  test('gives its script what it wants, on one node', () => {
    const { recorder, status, ...others } = propertiesOf(entry(ROOM));
    expect(others).toEqual({});
    expect(at(recorder)).toBe(entry(RECORDER));
    expect(at(status).__type__).toBe('cc.Label');
    expect(entry(ROOM).node).toEqual(entry(RECORDER).node);
  });
});

describe('Its game', () => {
  let folder = '';
  let log: jest.SpyInstance;
  const said = (): string[] =>
    log.mock.calls.map(([text]) => String(text)).filter((text) => text.startsWith('VoiceRoom:'));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vr-cocos-sample-'));
    jest.spyOn(console, 'warn').mockImplementation();
    log = jest.spyOn(console, 'log').mockImplementation();
  });
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'VoiceRecorderNative');
    rmSync(folder, { recursive: true, force: true });
    jest.restoreAllMocks();
  });

  interface Game {
    readonly cc: typeof Stand;
    readonly label: { string: string };
    readonly room: Room.VoiceRoom;
    readonly recorder: VoiceRecorderComponent;
  }

  /** The node of the scene with both components and their values, in a script engine of its own. */
  function start(fields: object = {}): Game {
    let game: Game | undefined;
    jest.isolateModules(() => {
      const cc = jest.requireActual<typeof Stand>('./cc');
      const { VoiceRoom } = jest.requireActual<typeof Room>('../../samples/cocos/assets/scripts/VoiceRoom');
      const recorder = new (cc.CCClass.byName('VoiceRecorder') as unknown as typeof VoiceRecorderComponent)();
      Object.assign(recorder, propertiesOf(entry(RECORDER)), { minFreeBytes: 0, ...fields });
      recorder.events.on('configuring', (options: { virtualClock?: boolean }) => void (options.virtualClock = true));
      const label = new cc.Label();
      const room = Object.assign(new VoiceRoom(), { recorder, status: label });
      const node = new cc.Node('Voice');
      for (const each of [recorder, room]) node.attach(each as never);
      cc.director.add(node);
      cc.director.tick();
      game = { cc, label, room, recorder } as unknown as Game;
    });
    return game as Game;
  }

  test('records the test tone, and F9 saves it', () => {
    const plugin = realPlugin(folder);
    Object.assign(globalThis, { VoiceRecorderNative: plugin });
    const { cc, label, recorder, room } = start();
    const play = (frames: number): void => {
      for (let i = 0; i < frames; i++) {
        recorder.recorder?.advance(10);
        plugin.sound();
        cc.director.tick();
      }
    };
    play(300);
    expect(label.string).toBe('Recording');
    cc.input.press(cc.KeyCode.F9);
    cc.input.release(cc.KeyCode.F9);
    for (let i = 0; i < 500 && label.string === 'Recording'; i++) play(10);
    expect(label.string).toMatch(/^Saved .*captures\/[^/]*_hotkey\.wav$/);
    const samples = wavSamples(label.string.slice('Saved '.length));
    expect(samples.length).toBeGreaterThan(32000);
    expect(Math.max(...samples)).toBeGreaterThan(4000);
    room.left();
    play(50);
    expect([label.string, recorder.isRecording]).toEqual(['Not recording', false]);
    expect(said()).toEqual([
      ...[
        'VoiceRoom: Recording',
        expect.stringMatching(/^VoiceRoom: Saved .*_hotkey\.wav$/),
        'VoiceRoom: Not recording',
      ],
    ]);
    cc.director.reset();
    plugin.end();
  });

  test('says why nothing is recorded in a web build', () => {
    const { cc, label } = start();
    expect(label.string).toMatch(/not supported here: a web or mini-game build/);
    expect(said()).toEqual([`VoiceRoom: ${label.string}`]);
    cc.director.reset();
  });

  test.each([0, 60])('that is closed loses nothing of what it records: cycle time %d', (cycleTime) => {
    const plugin = realPlugin(folder);
    Object.assign(globalThis, { VoiceRecorderNative: plugin });
    const { cc, recorder } = start({ cycleTime, filePath: 'closed.wav' });
    for (let i = 0; i < 300; i++) {
      recorder.recorder?.advance(10);
      plugin.sound();
      cc.director.tick();
    }
    cc.game.emit(cc.Game.EVENT_CLOSE);
    const files = ['closed.wav', 'closed.wav.features', 'closed.wav.json'];
    expect(readdirSync(join(folder, 'captures')).sort()).toEqual(files);
    expect(wavSamples(join(folder, 'captures/closed.wav'))).toHaveLength(3 * 32000);
    cc.director.reset();
    plugin.end();
  });
});
