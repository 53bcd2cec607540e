import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ReturnCode } from '../../assets/scripts/errors/ReturnCode';
import type { VoiceRecorderComponent } from '../../assets/scripts/component/VoiceRecorderComponent';
import { KEY_NAMES } from '../../assets/scripts/hotkey/keyNames';
import { keyName, unknownToEngine } from '../../assets/scripts/component/keyCodes';
import { parseHotkey } from '../../assets/scripts/hotkey/HotkeyBinding';
import { game, input, KeyCode } from './cc';
import { leaveStage, root, setFakeStage, useBridge, watchConsole } from './support';
import type { FakeStage } from './support';

leaveStage();
const printed = watchConsole();

/** A game that keeps the last ten seconds. */
function setCycleStage(configure: (component: VoiceRecorderComponent) => void = () => undefined): FakeStage {
  const stage = setFakeStage((component) => {
    component.cycleTime = 10;
    configure(component);
  });
  stage.component.enterRoom('lobby', 'me');
  stage.frame();
  return stage;
}

interface Asked {
  readonly hotkey: string;
  readonly reason: string;
  readonly lastSeconds: number;
  readonly afterSeconds: number;
}

const dumps = (stage: FakeStage): Asked[] =>
  stage.native.calls.filter(({ name }) => name === 'dump').map(({ args }) => args[0] as Asked);

function type(...codes: KeyCode[]): void {
  input.press(...codes);
  input.release(...[...codes].reverse());
}

/** Fingers that come and go one by one. */
function tap(...ids: number[]): void {
  for (const id of ids) input.touch('TOUCH_START', id);
  for (const id of ids) input.touch('TOUCH_END', id);
}

describe('The hotkey', () => {
  test('saves a dump that says so', () => {
    const stage = setCycleStage((each) => Object.assign(each, { lastSeconds: 5, afterSeconds: 2, reason: 'odd' }));
    type(KeyCode.F9);
    expect(dumps(stage)).toMatchObject([{ hotkey: 'F9', reason: 'odd', lastSeconds: 5, afterSeconds: 2 }]);
    type(KeyCode.F10);
    expect(dumps(stage)).toHaveLength(1);
  });

  test('A held key is one press, and the cool-down is kept', () => {
    const stage = setCycleStage((each) => void (each.cooldownMs = 5000));
    for (let i = 0; i < 10; i++) input.press(KeyCode.F9);
    input.release(KeyCode.F9);
    type(KeyCode.F9);
    expect(dumps(stage)).toHaveLength(1);
    stage.native.advance(4999);
    type(KeyCode.F9);
    expect(dumps(stage)).toHaveLength(1);
    stage.native.advance(1);
    type(KeyCode.F9);
    expect(dumps(stage)).toHaveLength(2);
  });

  test('Exactly the modifiers count, which the events do not have', () => {
    const stage = setCycleStage((each) => void (each.hotkey = 'Ctrl+Shift+R'));
    type(KeyCode.KEY_R);
    type(KeyCode.CTRL_LEFT, KeyCode.KEY_R);
    type(KeyCode.CTRL_LEFT, KeyCode.ALT_LEFT, KeyCode.SHIFT_LEFT, KeyCode.KEY_R);
    expect(dumps(stage)).toEqual([]);
    type(KeyCode.CTRL_RIGHT, KeyCode.SHIFT_LEFT, KeyCode.KEY_R);
    expect(dumps(stage).map(({ hotkey }) => hotkey)).toEqual(['Ctrl+Shift+R']);
  });

  test('A modifier that goes down in the cool-down is known after it', () => {
    const stage = setCycleStage((each) => Object.assign(each, { hotkey: 'Ctrl+R', cooldownMs: 1000 }));
    type(KeyCode.CTRL_LEFT, KeyCode.KEY_R);
    input.press(KeyCode.CTRL_LEFT);
    stage.native.advance(1000);
    type(KeyCode.KEY_R);
    expect(dumps(stage)).toHaveLength(2);
  });

  test('A modifier that was let go in the background counts as up', () => {
    const stage = setCycleStage();
    input.press(KeyCode.CTRL_LEFT);
    game.emit('game_on_hide');
    game.emit('game_on_show');
    type(KeyCode.F9);
    expect(dumps(stage)).toHaveLength(1);
  });

  test('A change holds at once', () => {
    const stage = setCycleStage((each) => void (each.cooldownMs = 0));
    Object.assign(stage.component, { hotkey: 'F10', lastSeconds: 3, reason: 'later' });
    type(KeyCode.F9);
    expect(dumps(stage)).toEqual([]);
    type(KeyCode.F10);
    expect(dumps(stage)).toMatchObject([{ hotkey: 'F10', lastSeconds: 3, reason: 'later' }]);
    stage.component.hotkey = '';
    type(KeyCode.F10);
    expect(dumps(stage)).toHaveLength(1);
  });

  test('Without a cycle task the player is told why nothing was saved', () => {
    const { component, frame, ...stage } = setFakeStage();
    const reasons: string[] = [];
    component.events.on('dumpFailed', (reason: string) => void reasons.push(reason));
    component.enterRoom('lobby');
    frame();
    type(KeyCode.F9);
    expect(reasons).toEqual([expect.stringContaining('no cycle task runs; record with a cycleTime above 0')]);
    expect(stage.calls()).not.toContain('dump');
  });

  test('A dump that is refused at once is told, too', () => {
    const { component, native } = setCycleStage();
    const reasons: string[] = [];
    component.events.on('dumpFailed', (reason: string) => void reasons.push(reason));
    native.failNext('dump', ReturnCode.InvalidParameter, 'the buffer cannot hold it');
    type(KeyCode.F9);
    expect(reasons).toEqual([expect.stringContaining('the buffer cannot hold it')]);
  });

  test.each([
    ['F99', 'unknown key "F99"'],
    ['Ctrl+', 'unknown key'],
    ['F13', 'the engine reports no key "F13"; use another'],
    ['Cmd+R', 'the engine reports no Cmd or Windows key'],
  ])('%s is told once, and the tap still works', (hotkey, text) => {
    const stage = setCycleStage((each) => void (each.hotkey = hotkey));
    expect(printed.warn).toEqual([expect.stringContaining(text)]);
    type(KeyCode.F9);
    tap(1, 2, 3);
    expect(dumps(stage).map((each) => each.hotkey)).toEqual(['ThreeFingerTap']);
    expect(printed.warn).toHaveLength(1);
  });

  test('Without a plugin keys do and say nothing', () => {
    const stage = setFakeStage();
    useBridge(undefined);
    stage.component.enabled = false;
    stage.component.enabled = true;
    printed.warn.length = 0;
    type(KeyCode.F9);
    tap(1, 2, 3);
    expect(printed).toMatchObject({ warn: [], error: [] });
  });
});

describe('The tap', () => {
  test.each<[string, () => void]>([
    ['one by one', () => tap(1, 2, 3)],
    [
      'all at once',
      () => {
        input.touch('TOUCH_START', 4, 5, 6);
        input.touch('TOUCH_END', 4, 5, 6);
      },
    ],
    [
      'that move a little',
      () => {
        input.touch('TOUCH_START', 1, 2, 3);
        input.touch('TOUCH_MOVE', 1, 2);
        input.touch('TOUCH_END', 3);
        input.touch('TOUCH_END', 1, 2);
      },
    ],
  ])('of three fingers %s saves one dump', (_, fingers) => {
    const stage = setCycleStage();
    fingers();
    expect(dumps(stage)).toMatchObject([{ hotkey: 'ThreeFingerTap', reason: 'hotkey' }]);
  });

  test.each<[string, (stage: FakeStage) => void]>([
    ['two fingers', () => tap(1, 2)],
    ['four fingers', () => tap(1, 2, 3, 4)],
    [
      'fingers that stay',
      ({ native }) => {
        input.touch('TOUCH_START', 1, 2, 3);
        native.advance(501);
        input.touch('TOUCH_END', 1, 2, 3);
      },
    ],
    [
      'fingers that the system takes',
      () => {
        input.touch('TOUCH_START', 1, 2, 3);
        input.touch('TOUCH_CANCEL', 1, 2, 3);
        input.touch('TOUCH_END', 1, 2, 3);
      },
    ],
    [
      'fingers that were down when the game was hidden',
      () => {
        input.touch('TOUCH_START', 1, 2, 3);
        game.emit('game_on_hide');
        input.touch('TOUCH_END', 1, 2, 3);
      },
    ],
  ])('%s are none', (_, fingers) => {
    const stage = setCycleStage();
    fingers(stage);
    expect(dumps(stage)).toEqual([]);
    tap(1, 2, 3);
    expect(dumps(stage)).toHaveLength(1);
  });

  test.each<[string, () => void]>([
    [
      'A finger on a button that comes with one beside it',
      () => {
        input.claim(1);
        input.touch('TOUCH_START', 1, 2);
        input.touch('TOUCH_END', 1);
        input.touch('TOUCH_END', 2);
      },
    ],
    [
      'A finger on a button that goes with one beside it',
      () => {
        input.touch('TOUCH_START', 2);
        input.claim(1);
        input.touch('TOUCH_START', 1);
        input.touch('TOUCH_END', 1, 2);
      },
    ],
    [
      'A finger whose end nobody was told',
      () => {
        input.touch('TOUCH_START', 1);
        input.claim(1);
        input.touch('TOUCH_END', 1);
      },
    ],
    [
      'A finger whose end nobody was told, and one that follows it',
      () => {
        input.touch('TOUCH_START', 1);
        input.claim(1);
        input.touch('TOUCH_END', 1);
        tap(2);
      },
    ],
  ])('%s spoils no later tap', (_, touches) => {
    const stage = setCycleStage();
    touches();
    expect(dumps(stage)).toEqual([]);
    tap(4, 5, 6);
    expect(dumps(stage)).toHaveLength(1);
  });

  test('does not count fingers that a button has, nor those that are gone', () => {
    const stage = setCycleStage();
    input.claim(1);
    tap(1, 2, 3);
    input.touch('TOUCH_START', 1, 2);
    input.claim(1);
    input.touch('TOUCH_END', 1);
    input.touch('TOUCH_START', 3);
    input.touch('TOUCH_END', 2, 3);
    expect(dumps(stage)).toEqual([]);
    input.claim(7);
    tap(4, 5, 6, 7);
    expect(dumps(stage)).toHaveLength(1);
  });

  test('has one cool-down with the key, and can be switched off', () => {
    const stage = setCycleStage();
    type(KeyCode.F9);
    tap(1, 2, 3);
    expect(dumps(stage)).toHaveLength(1);
    stage.native.advance(1000);
    stage.component.threeFingerTap = false;
    tap(1, 2, 3);
    expect(dumps(stage)).toHaveLength(1);
  });
});

describe('The keys of the engine', () => {
  const typings = readFileSync(join(root, 'node_modules/@cocos/creator-types/engine/cc.d.ts'), 'utf8');
  const body = /export enum KeyCode \{([^]*?)\n {4}\}/.exec(typings)?.[1] ?? '';
  const ofEngine = [...body.matchAll(/^\s+([A-Z_0-9]+) = (\d+)/gm)].map(([, name, value]) => [name, Number(value)]);

  test('The stand-in has those of the typings', () => {
    expect(ofEngine.length).toBe(102);
    expect(Object.entries(KeyCode).filter(([, value]) => typeof value === 'number')).toEqual(ofEngine);
  });

  test('Every key has one name that a hotkey knows, but for those that no hotkey has', () => {
    const names = ofEngine.map(([code, value]) => [code, keyName(Number(value))] as const);
    const unnamed = names.filter(([, name]) => name === undefined).map(([code]) => code);
    expect(unnamed).toEqual([
      ...['NONE', 'MOBILE_BACK', 'NUM_MULTIPLY', 'NUM_SUBTRACT', 'NUM_DECIMAL', 'NUM_DIVIDE', 'NUM_ENTER'],
    ]);
    const bound = names.map(([, name]) => name).filter((name) => name !== undefined && KEY_NAMES.includes(name));
    expect(new Set(bound).size).toBe(bound.length);
    expect(names.length - unnamed.length - bound.length).toBe(6); // left and right Ctrl, Shift and Alt
  });

  test('What the engine lacks is known', () => {
    const lacking = KEY_NAMES.filter((name) => unknownToEngine(parseHotkey(name)) !== '');
    const late = Array.from({ length: 12 }, (_, i) => `F${i + 13}`);
    expect(lacking).toEqual([...late, 'PrintScreen', 'ContextMenu']);
  });
});
