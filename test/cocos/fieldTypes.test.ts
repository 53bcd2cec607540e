import { VoiceRecorderComponent } from '../../assets/scripts/component/VoiceRecorderComponent';
import { ReturnCode } from '../../assets/scripts/errors/ReturnCode';
import { input } from './cc';
import { CCClass } from './cc/classes';
import { leaveStage, setFakeStage, setStage, useBridge, watchConsole } from './support';

leaveStage();
const printed = watchConsole();

describe('A field of another type, by a script or in a damaged scene,', () => {
  // The read-only ones and the scene's events are no settings.
  const settings = Object.entries(new VoiceRecorderComponent()).filter(
    ([name, value]) => CCClass.attrs(VoiceRecorderComponent).has(name) && !Array.isArray(value),
  ) as [keyof VoiceRecorderComponent, unknown][];
  const wrong = (value: unknown): unknown[] => [
    ...[undefined, null, {}, [], Symbol('x'), () => 1, new Proxy({}, { get: () => 5 })],
    ...(typeof value === 'string' ? [5, true] : typeof value === 'number' ? ['5', false, NaN] : ['true', 1]),
  ];
  const of = (names: string[]): [string, unknown][] =>
    settings.flatMap(([name, value]) =>
      names.includes(name) ? wrong(value).map((each): [string, unknown] => [name, each]) : [],
    );
  const TASK = [
    ...['filePath', 'cycleTime', 'sampleRate', 'quality', 'position', 'layout', 'channels', 'tracks', 'overwrite'],
    'durability',
  ];
  const INPUT = ['hotkey', 'threeFingerTap', 'cooldownMs', 'lastSeconds', 'afterSeconds', 'reason'];
  const TONE = ['testTone', 'testToneHz', 'testToneDbfs'];
  const AT_ROOM = ['startOnRoomEnter'];
  const OPTIONS = settings
    .map(([name]): string => name)
    .filter((name) => ![...TASK, ...INPUT, ...TONE, ...AT_ROOM].includes(name));

  test('is one of these', () => {
    expect([settings.length, OPTIONS.length]).toEqual([35, 15]);
  });

  test.each(of(OPTIONS))('of the recorder is 30003 by name: %s', (name, value) => {
    const { component, bridge } = setFakeStage((each) => Object.assign(each, { [name]: value }));
    for (const act of [() => component.enterRoom('lobby'), () => component.startRecording(), () => component.dump()]) {
      expect(act()).toBe(ReturnCode.InvalidParameter);
      expect(component.problem).toContain(`${name}: expected`);
    }
    expect([bridge.recorders.length, printed.error.length]).toEqual([0, 1]);
    component.enabled = false;
    Object.assign(component, { [name]: new VoiceRecorderComponent()[name as 'hotkey'] });
    component.enabled = true;
    expect(component.enterRoom('lobby')).toBe(0);
  });

  test.each(of(TASK))('of a recording is 30003 by name, and the next one starts: %s', (name, value) => {
    const { component, calls, frame } = setFakeStage();
    Object.assign(component, { [name]: value });
    expect(component.startRecording()).toBe(ReturnCode.InvalidParameter);
    expect(component.problem).toContain(`${name}: expected`);
    expect(component.enterRoom('lobby')).toBe(0);
    expect(component.problem).toContain(`${name}: expected`);
    component.enabled = false;
    component.enabled = true;
    expect(component.problem).toContain(`${name}: expected`);
    expect(calls()).not.toContain('start');
    expect(printed.warn).toHaveLength(2);
    Object.assign(component, { [name]: new VoiceRecorderComponent()[name as 'hotkey'] });
    expect(component.startRecording()).toBe(0);
    frame();
    expect(component.isRecording).toBe(true);
  });

  test.each(of(AT_ROOM))('of the room is 30003 by name: %s', (name, value) => {
    const { component, calls } = setFakeStage((each) => Object.assign(each, { [name]: value }));
    const before = calls();
    expect(component.enterRoom('lobby')).toBe(ReturnCode.InvalidParameter);
    expect(component.problem).toContain(`${name}: expected`);
    expect(calls()).toEqual(before);
    expect(component.setConsent(true)).toBe(ReturnCode.InvalidParameter);
    expect(component.setConsent(false)).toBe(0);
  });

  test('is 30003, too, where a folder of the recorder is changed later', () => {
    const { component, calls } = setFakeStage();
    Object.assign(component, { capturesFolder: 5 });
    expect(component.startRecording()).toBe(ReturnCode.InvalidParameter);
    expect([component.problem, calls()]).toEqual([expect.stringContaining('capturesFolder: expected'), ['setAbout']]);
  });

  test('is 39002 where there is no plugin', () => {
    useBridge(undefined);
    const { component } = setStage();
    Object.assign(component, { filePath: 5, startOnRoomEnter: 5, hotkey: 5, testTone: 5 });
    const codes = [component.enterRoom('lobby'), component.startRecording(), component.setConsent(true)];
    expect(codes).toEqual([ReturnCode.NotSupported, ReturnCode.NotSupported, ReturnCode.NotSupported]);
  });

  test.each(of(INPUT))('of the hotkey is a warning by name, and no press throws: %s', (name, value) => {
    const { component, calls } = setFakeStage((each) => Object.assign(each, { cycleTime: 9, [name]: value }));
    expect(printed.warn).toEqual([expect.stringContaining(`${name}: expected`)]);
    expect(component.enterRoom('lobby')).toBe(0);
    input.press(120);
    input.touch('TOUCH_START', 1, 2, 3);
    input.touch('TOUCH_END', 1, 2, 3);
    expect(calls()).not.toContain('dump');
    expect([printed.warn.length, component.leaveRoom()]).toEqual([1, 0]);
  });

  test.each(of(TONE))('of the test tone is a warning by name, once: %s', (name, value) => {
    const { component, calls, frame } = setFakeStage((each) => Object.assign(each, { testTone: true, [name]: value }));
    frame();
    expect(printed.warn).toEqual([expect.stringContaining(`${name}: expected`)]);
    expect(calls()).not.toContain('openTestTone');
    expect(component.enterRoom('lobby')).toBe(0);
  });

  test.each(of([...TASK, ...OPTIONS]))('throws nothing in the inspector: %s', (name, value) => {
    const component = Object.assign(new VoiceRecorderComponent(), { [name]: value });
    expect(component.estimatedMemoryMiB).toBeGreaterThanOrEqual(0);
    expect(component.estimatedFileMiB).toBeGreaterThanOrEqual(0);
  });
});
