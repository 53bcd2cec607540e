import { parseHotkey } from '../../assets/scripts/index';
import { Keyboard } from '../../assets/scripts/hotkey/Keyboard';
import { errorOf, rejectionOf, setUp, setUpCycleTask } from './support';

describe('parseHotkey', () => {
  test.each([
    ['F9', 'F9'],
    ['f9', 'F9'],
    [' f9 ', 'F9'],
    ['F24', 'F24'],
    ['Ctrl+Shift+R', 'Ctrl+Shift+R'],
    ['shift+CTRL+r', 'Ctrl+Shift+R'],
    ['Control + Option + Delete', 'Ctrl+Alt+Delete'],
    ['Cmd+Alt+1', 'Alt+Meta+1'],
    ['Win+1', 'Meta+1'],
    ['Command+Esc', 'Meta+Escape'],
    ['Super+Return', 'Meta+Enter'],
    ['Space', 'Space'],
    ['ctrl+spacebar', 'Ctrl+Space'],
    ['ArrowLeft', 'Left'],
    ['PgUp', 'PageUp'],
    ['KeyR', 'R'],
    ['Digit1', '1'],
    ['Numpad5', 'Numpad5'],
    ['Ctrl++', 'Ctrl++'],
    ['+', '+'],
    ['Ctrl+Plus', 'Ctrl++'],
    ['Ctrl+-', 'Ctrl+-'],
    ['Ctrl+Ctrl+R', 'Ctrl+R'],
    ['threefingertap', 'ThreeFingerTap'],
  ])('%p is %s', (text, plain) => {
    expect(parseHotkey(text).text).toBe(plain);
  });

  test.each([
    ['F99', 'unknown key "F99"', 'F9'],
    ['F0', 'unknown key "F0"', undefined],
    ['Ctrl+Spcae', 'unknown key "Spcae"', 'Space'],
    ['Escpe', 'unknown key "Escpe"', 'Escape'],
    ['Ctlr+R', 'unknown modifier "Ctlr"', 'Ctrl'],
    ['Shfit+F9', 'unknown modifier "Shfit"', 'Shift'],
    ['Ctrl', 'holds modifiers only', undefined],
    ['Ctrl+Shift', 'holds modifiers only', undefined],
    ['A+B', 'holds two keys', undefined],
    ['Ctrl+', 'unknown key ""', undefined],
    ['', 'expected a key such as "F9"', undefined],
    ['   ', 'expected a key such as "F9"', undefined],
    ['constructor', 'unknown key "constructor"', undefined],
    ['__proto__+R', 'unknown modifier', undefined],
    ['toString', 'unknown key "toString"', undefined],
    [5, 'got 5 (number)', undefined],
    [undefined, 'got undefined', undefined],
    ['x'.repeat(200), 'expected a key such as', undefined],
  ])('%p is refused', (text, says, close) => {
    const error = errorOf(() => parseHotkey(text));
    expect(error.code).toBe(30003);
    expect(error.message).toContain(says);
    if (close !== undefined) expect(error.message).toContain(`did you mean "${close}"?`);
  });
});

describe('Keyboard', () => {
  test('Modifiers are tracked where the event names none', () => {
    const keyboard = new Keyboard();
    keyboard.keyDown({ key: 'ControlLeft' });
    keyboard.keyDown({ key: 'ControlRight' });
    keyboard.keyUp({ key: 'ControlLeft' });
    expect(keyboard.keyDown({ key: 'r' })).toEqual({
      key: 'R',
      held: { ctrl: true, shift: false, alt: false, meta: false },
    });
    keyboard.keyUp({ key: 'ControlRight' });
    keyboard.keyUp({ key: 'r' });
    expect(keyboard.keyDown({ key: 'r' })?.held.ctrl).toBe(false);
  });

  test('What the event says of modifiers counts more than what was tracked', () => {
    const keyboard = new Keyboard();
    keyboard.keyDown({ key: 'Shift' });
    const press = keyboard.keyDown({ key: 'F9', shift: false, alt: true });
    expect(press?.held).toEqual({ ctrl: false, shift: false, alt: true, meta: false });
  });

  test('A repeat is no press, whether it is marked or not', () => {
    const keyboard = new Keyboard();
    expect(keyboard.keyDown({ key: 'F9', repeat: true })).toBeUndefined();
    expect(keyboard.keyDown({ key: 'F9' })).toBeDefined();
    expect(keyboard.keyDown({ key: 'F9' })).toBeUndefined();
    keyboard.keyUp({ key: 'f9' });
    expect(keyboard.keyDown({ key: 'F9' })).toBeDefined();
  });

  test('Lost key-up events are made good by releaseAll', () => {
    const keyboard = new Keyboard();
    keyboard.keyDown({ key: 'Alt' });
    keyboard.keyDown({ key: 'F9' });
    keyboard.releaseAll();
    expect(keyboard.keyDown({ key: 'F9' })?.held.alt).toBe(false);
  });

  test('An unknown key is nothing', () => {
    expect(new Keyboard().keyDown({ key: 'Dead' })).toBeUndefined();
  });
});

describe('Hotkeys of a recorder', () => {
  test('A press dumps, and the hotkey event comes with the capture at the next tick', async () => {
    const { recorder, native } = setUpCycleTask();
    recorder.advance(2500);
    const pressed: { hotkey: string; timeMs: number; capture: Promise<unknown> | undefined }[] = [];
    recorder.on('hotkey', (event) => pressed.push(event));
    recorder.bindHotkey('ctrl+f9', { lastSeconds: 10, clear: true });
    expect(recorder.keyDown({ key: 'F9' })).toBe(false);
    recorder.keyUp({ key: 'F9' });
    expect(recorder.keyDown({ key: 'F9', ctrl: true })).toBe(true);
    expect(native.calls[native.calls.length - 1]).toMatchObject({
      name: 'dump',
      args: [{ lastSeconds: 10, clear: true, reason: 'hotkey', hotkey: 'Ctrl+F9' }],
    });
    expect(pressed).toEqual([]);
    recorder.tick();
    expect(pressed).toMatchObject([{ hotkey: 'Ctrl+F9', timeMs: 2500 }]);
    expect(await pressed[0]?.capture).toMatchObject({ reason: 'hotkey', origin: 'dump' });
  });

  test('A reason of the game is kept', () => {
    const { recorder, native } = setUpCycleTask();
    recorder.bindHotkey('F9', { reason: 'player' });
    recorder.keyDown({ key: 'F9' });
    expect(native.calls[native.calls.length - 1]?.args).toMatchObject([{ reason: 'player' }]);
  });

  test('The modifiers must be exactly those that are bound', () => {
    const { recorder } = setUp();
    let count = 0;
    recorder.bindHotkey('Ctrl+R', () => count++, { cooldownMs: 0 });
    for (const more of [{}, { shift: true }, { ctrl: true, shift: true }, { ctrl: true, meta: true }, { alt: true }]) {
      recorder.keyDown({ key: 'R', ...more });
      recorder.keyUp({ key: 'R' });
    }
    expect(count).toBe(0);
    recorder.keyDown({ key: 'r', ctrl: true });
    expect(count).toBe(1);
  });

  test('Within the cool-down, one second by default, a press does not count', () => {
    const { recorder } = setUp();
    const at: number[] = [];
    recorder.bindHotkey('F9', () => at.push(recorder.now));
    for (let i = 0; i < 25; i++) {
      recorder.keyDown({ key: 'F9' });
      recorder.keyUp({ key: 'F9' });
      recorder.advance(100);
    }
    expect(at).toEqual([0, 1000, 2000]);
  });

  test('A cool-down of the game counts instead; 0 is none', () => {
    const { recorder } = setUp();
    const counts = { none: 0, half: 0 };
    recorder.bindHotkey('F8', () => counts.none++, { cooldownMs: 0 });
    recorder.bindHotkey('F8', () => counts.half++, { cooldownMs: 500 });
    for (let i = 0; i < 10; i++) {
      recorder.keyDown({ key: 'F8' });
      recorder.keyUp({ key: 'F8' });
      recorder.advance(100);
    }
    expect(counts).toEqual({ none: 10, half: 2 });
  });

  test('Without a running cycle task a press saves nothing and is logged', () => {
    const { recorder, native, lines } = setUp();
    recorder.enterRoom({ roomId: 'r' });
    recorder.bindHotkey('F9', {}, { cooldownMs: 0 });
    const press = (): void => {
      recorder.keyDown({ key: 'F9' });
      recorder.keyUp({ key: 'F9' });
    };
    press();
    recorder.startAudioRecording('/a.wav');
    press();
    recorder.tick();
    press();
    expect(native.calls.filter((call) => call.name === 'dump')).toEqual([]);
    expect(lines).toEqual(Array(3).fill('hotkey F9 is ignored: no cycle task runs'));
    recorder.startAudioRecordingWithConfig({ filePath: '/b.wav', cycleTime: 10 });
    press();
    recorder.tick();
    press();
    expect(native.calls.filter((call) => call.name === 'dump')).toHaveLength(2);
    recorder.stopAudioRecording();
    recorder.tick();
    press();
    expect(native.calls.filter((call) => call.name === 'dump')).toHaveLength(2);
  });

  test('A dump by hotkey that fails is logged; nobody need handle it', async () => {
    const { recorder, native, lines } = setUpCycleTask();
    native.failNextDumpFile('disk full');
    let capture: Promise<unknown> = Promise.resolve();
    recorder.on('hotkey', (event) => {
      capture = event.capture ?? capture;
    });
    recorder.bindHotkey('F9');
    recorder.keyDown({ key: 'F9' });
    recorder.tick();
    expect((await rejectionOf(capture)).captureId).toBeGreaterThan(0);
    expect(lines).toEqual(['hotkey F9: dump: disk full']);
  });

  test('A tap of three fingers is fed like a key', () => {
    const { recorder, native } = setUpCycleTask();
    recorder.bindHotkey('ThreeFingerTap', { reason: 'tap' });
    expect(recorder.keyDown({ key: 'ThreeFingerTap' })).toBe(true);
    recorder.keyUp({ key: 'ThreeFingerTap' });
    const dumped = native.calls.find(({ name }) => name === 'dump')?.args[0];
    expect(dumped).toMatchObject({ hotkey: 'ThreeFingerTap', reason: 'tap' });
  });

  test('A function that throws is reported', () => {
    const { recorder, lines } = setUp();
    recorder.bindHotkey('F9', () => {
      throw new Error('bad');
    });
    expect(recorder.keyDown({ key: 'F9' })).toBe(true);
    expect(lines).toEqual(['a listener of hotkey F9 threw: bad']);
  });

  test('A binding is taken back', () => {
    const { recorder } = setUp();
    const unbind = recorder.bindHotkey('F9', () => undefined);
    unbind();
    unbind();
    expect(recorder.keyDown({ key: 'F9' })).toBe(false);
  });

  test('releaseKeys forgets what was held', () => {
    const { recorder } = setUp();
    recorder.bindHotkey('F9', () => undefined, { cooldownMs: 0 });
    recorder.keyDown({ key: 'Alt' });
    recorder.releaseKeys();
    expect(recorder.keyDown({ key: 'F9' })).toBe(true);
  });

  test.each([
    [() => setUp().recorder.bindHotkey('F99'), 'unknown key'],
    [() => setUp().recorder.bindHotkey('F9', { last: 5 } as never), 'did you mean "lastSeconds"?'],
    [() => setUp().recorder.bindHotkey('F9', { lastSeconds: -5 }), 'lastSeconds: expected'],
    [() => setUp().recorder.bindHotkey('F9', {}, { cooldownMs: -1 }), 'cooldownMs: expected'],
    [() => setUp().recorder.bindHotkey('F9', {}, { cooldownMs: 600001 }), 'cooldownMs: expected'],
    [() => setUp().recorder.bindHotkey('F9', {}, { cooldown: 1 } as never), 'did you mean "cooldownMs"?'],
  ])('A bad binding is refused when it is made (%#)', (act, says) => {
    expect(errorOf(act).message).toContain(says);
  });
});
