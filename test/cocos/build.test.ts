import type * as Component from '../../assets/scripts/component/VoiceRecorderComponent';
import type * as Stand from './cc';

interface World {
  readonly VoiceRecorderComponent: typeof Component.VoiceRecorderComponent;
  readonly cc: typeof Stand;
}

/** A fresh build of the game whose script environment has these globals. */
function load(globals: object): World {
  Object.assign(globalThis, globals);
  let world: World | undefined;
  jest.isolateModules(() => {
    const cc = jest.requireActual<typeof Stand>('./cc');
    const { VoiceRecorderComponent } = jest.requireActual<typeof Component>(
      '../../assets/scripts/component/VoiceRecorderComponent',
    );
    world = { cc, VoiceRecorderComponent };
  });
  return world as World;
}

const printed: [level: string, text: string][] = [];
beforeEach(() => {
  printed.length = 0;
  for (const level of ['error', 'warn', 'log'] as const) {
    jest.spyOn(console, level).mockImplementation((...args: unknown[]) => void printed.push([level, String(args[0])]));
  }
});
afterEach(() => {
  jest.restoreAllMocks();
  for (const name of ['jsb', 'VoiceRecorderNative']) Reflect.deleteProperty(globalThis, name);
});

describe.each<[string, object, string, string]>([
  ['A web or mini-game build', {}, 'warn', 'not supported here: a web or mini-game build has no native plugin'],
  ['A native build without the plugin', { jsb: {} }, 'error', 'the native plugin is missing in this build'],
  [
    ...(['A build with an older plugin', { jsb: {}, VoiceRecorderNative: { AbiVersion: () => 1 } }, 'error'] as const),
    'the native plugin has interface 1, expected 2',
  ],
])('%s', (_, globals, level, text) => {
  test('says so once, however many components there are, and not before there is one', () => {
    const { VoiceRecorderComponent, cc } = load(globals);
    expect(printed).toEqual([]);
    for (let i = 0; i < 3; i++) {
      const node = new cc.Node();
      node.attach(new VoiceRecorderComponent() as never);
      cc.director.add(node);
    }
    cc.director.tick();
    cc.director.reset();
    expect(printed).toEqual([[level, expect.stringContaining(`[voice-recorder] nothing is recorded: ${text}`)]]);
  });

  test('Every call answers 39002 and says why, and nothing throws', () => {
    const { VoiceRecorderComponent, cc } = load(globals);
    const node = new cc.Node();
    const component = new VoiceRecorderComponent();
    component.testTone = true;
    node.attach(component as never);
    cc.director.add(node);
    expect(component.problem).toContain(text);
    const codes = [
      ...[component.enterRoom('lobby', 'me'), component.reconnecting(), component.setConsent(true)],
      ...[component.startRecording(), component.dump(), component.stopRecording(), component.leaveRoom()],
    ];
    expect(codes).toEqual([39002, 39002, 39002, 39002, 39002, 39002, 39002]);
    expect(component.problem).toContain(text);
    cc.director.tick();
    cc.input.press(cc.KeyCode.F9);
    cc.game.emit('game_on_hide');
    cc.game.emit('game_on_show');
    expect(component.recorder?.isSupported).toBe(false);
    expect(component.isRecording).toBe(false);
    cc.director.reset();
    expect(printed).toHaveLength(1);
  });
});
