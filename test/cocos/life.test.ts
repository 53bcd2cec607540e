import { VoiceRecorderComponent } from '../../assets/scripts/component/VoiceRecorderComponent';
import { ReturnCode } from '../../assets/scripts/errors/ReturnCode';
import { FakeBridge } from '../../assets/scripts/testing/fakes/FakeBridge';
import { director, EventHandler, game, input, Node } from './cc';
import { CCClass } from './cc/classes';
import { leaveStage, setFakeStage, setStage, standIn, useBridge, watchConsole } from './support';

leaveStage();
const printed = watchConsole();

const listeners = (): number => game.listenerCount + input.listenerCount;

describe('The component and its node', () => {
  test('The constructor does nothing outside', () => {
    const bridge = new FakeBridge();
    useBridge(bridge);
    new VoiceRecorderComponent();
    expect([listeners(), bridge.recorders.length, VoiceRecorderComponent.current]).toEqual([0, 0, undefined]);
  });

  test('There is a recorder while it is enabled, and it is ticked every frame', () => {
    const { bridge, component, native, frame } = setFakeStage();
    expect(bridge.recorders).toHaveLength(1);
    expect(component.recorder?.isSupported).toBeTruthy();
    expect(VoiceRecorderComponent.current).toBe(component);
    const told: string[] = [];
    component.recorder?.on('log', ({ message }) => void told.push(message));
    native.emit({ kind: 9, code: 2, text: 'from the plugin' });
    expect(told).toEqual([]);
    frame();
    expect(told).toEqual(['from the plugin']);
  });

  test.each<[string, (stage: ReturnType<typeof setFakeStage>) => void]>([
    ['disabled', ({ component }) => void (component.enabled = false)],
    ['on a node that is switched off', ({ node }) => void (node.active = false)],
    ['destroyed', ({ component }) => standIn(component).destroy()],
    ['destroyed with its node', ({ node }) => node.destroy()],
    ['destroyed with the scene', () => director.reset()],
  ])('Nothing is left of it when it is %s', (_, end) => {
    const stage = setFakeStage((component) => void (component.testTone = true));
    const { component, native, frame } = stage;
    component.enterRoom('lobby', 'me');
    frame();
    expect(listeners()).toBeGreaterThan(5);
    end(stage);
    expect(listeners()).toBe(0);
    expect(native.destroyed).toBe(true);
    expect(VoiceRecorderComponent.current).toBeUndefined();
    expect(component.recorder).toBeUndefined();
    const calls = stage.calls();
    game.emit('game_on_hide');
    input.press(120);
    frame();
    expect(stage.calls()).toEqual(calls);
    expect(stage.bridge.recorders).toHaveLength(1);
  });

  test('Listeners are there once, however often it is switched on and off', () => {
    const { component } = setFakeStage();
    const before = listeners();
    for (let i = 0; i < 5; i++) {
      component.enabled = false;
      component.enabled = true;
    }
    expect(listeners()).toBe(before);
  });

  test('What uses the recorder before onEnable gets the one that stays', () => {
    const bridge = new FakeBridge();
    useBridge(bridge);
    const node = new Node();
    const component = new VoiceRecorderComponent();
    let early: unknown;
    class Early extends (Object.getPrototypeOf(VoiceRecorderComponent) as new () => object) {
      onLoad(): void {
        early = component.recorder;
      }
    }
    node.attach(standIn(component));
    node.attach(new Early() as never);
    director.add(node);
    expect(early).toBeDefined();
    expect(component.recorder).toBe(early);
    expect(bridge.recorders).toHaveLength(1);
  });

  test('In the editor nothing runs', () => {
    director.isEditor = true;
    const { bridge, component } = setFakeStage();
    expect([bridge.recorders.length, listeners()]).toEqual([0, 0]);
    expect(component.estimatedMemoryMiB).toBeGreaterThan(0);
  });

  test('Switched on again it makes a new recorder and enters the room again', () => {
    const { bridge, component, frame } = setFakeStage();
    component.enterRoom('lobby', 'me');
    frame();
    expect(component.isRecording).toBe(true);
    component.enabled = false;
    expect(component.isRecording).toBe(false);
    component.enabled = true;
    frame();
    expect(bridge.recorders).toHaveLength(2);
    expect(bridge.recorder.calls.find(({ name }) => name === 'enterRoom')?.args).toEqual(['lobby', 'me']);
    expect(component.isRecording).toBe(true);
  });

  test('A node has one of it', () => {
    const { node } = setFakeStage();
    expect(node.addComponent(VoiceRecorderComponent as unknown as new () => object)).toBeUndefined();
  });
});

describe('The room', () => {
  test('Entering it starts a recording by the fields, leaving it ends it', () => {
    const { component, native, frame, calls } = setFakeStage((each) => {
      each.cycleTime = 60;
      each.filePath = 'session_{room}.aac';
    });
    expect(component.enterRoom('lob/by', 'me')).toBe(0);
    frame();
    const start = native.calls.find(({ name }) => name === 'start')?.args[0];
    expect(start).toMatchObject({ filePath: '/fake/captures/session_lob_by.aac', cycleTime: 60, sampleRate: 32000 });
    expect(component.leaveRoom()).toBe(0);
    frame();
    expect(component.isRecording).toBe(false);
    expect(calls().filter((name) => name === 'start')).toHaveLength(1);
  });

  test('Without startOnRoomEnter the game starts and stops', () => {
    const { component, calls, frame } = setFakeStage((each) => void (each.startOnRoomEnter = false));
    component.enterRoom('lobby');
    expect(calls()).toEqual(['setAbout', 'enterRoom']);
    expect(component.startRecording()).toBe(0);
    frame();
    expect(component.isRecording).toBe(true);
    expect(component.stopRecording()).toBe(0);
    frame();
    expect(component.isRecording).toBe(false);
  });

  test('A second room while a start is under way does not start twice', () => {
    const { component, native, calls, frame } = setFakeStage();
    native.automatic = false;
    component.enterRoom('a');
    component.enterRoom('b');
    expect(calls().filter((name) => name === 'start')).toHaveLength(1);
    native.automatic = true;
    frame();
  });

  test('Consent starts what was to start on entering the room', () => {
    const { component, frame } = setFakeStage((each) => void (each.requireConsent = true));
    expect(component.enterRoom('lobby')).toBe(0);
    frame();
    expect(component.isRecording).toBe(false);
    expect(printed.warn.join()).toContain('not recording');
    expect(component.setConsent(true)).toBe(0);
    frame();
    expect(component.isRecording).toBe(true);
    component.setConsent(false);
    frame();
    expect(component.isRecording).toBe(false);
  });

  test('reconnecting is still in the room', () => {
    const { component, calls } = setFakeStage();
    component.enterRoom('lobby');
    expect(component.reconnecting()).toBe(0);
    expect(calls()).toContain('reconnecting');
  });

  test.each<[string, (component: VoiceRecorderComponent) => number]>([
    ['enterRoom', (component) => component.enterRoom('lobby')],
    ['startRecording', (component) => component.startRecording()],
    ['dump', (component) => component.dump()],
  ])('%s of a component that is disabled is 30005 and says so', (_, act) => {
    const { component } = setFakeStage();
    component.enabled = false;
    expect(act(component)).toBe(ReturnCode.InvalidState);
    expect(component.problem).toContain('the VoiceRecorder component is disabled');
  });

  test.each<[string, (component: VoiceRecorderComponent) => number]>([
    ['a room that is no text', (component) => component.enterRoom(5 as unknown as string)],
    ['a user that is no text', (component) => component.enterRoom('lobby', {} as string)],
    ['a consent that is no flag', (component) => component.setConsent(1 as unknown as boolean)],
    ['a reason that is no text', (component) => component.dump(7 as unknown as string)],
    ['seconds that are no number', (component) => component.dump('dump', '5' as unknown as number)],
  ])('%s is 30003, with what was expected, and reaches no plugin', (_, act) => {
    const { component, calls } = setFakeStage();
    const before = calls();
    expect(act(component)).toBe(ReturnCode.InvalidParameter);
    expect(component.problem).toContain('expected');
    expect(calls()).toEqual(before);
  });

  test('A recorder with a name that a script before has left goes on', () => {
    const bridge = new FakeBridge();
    useBridge(bridge);
    const before = bridge.create({ ...emptyOptions(), name: 'main' });
    if ('status' in before) throw new Error(before.message);
    before.enterRoom('lobby', 'me');
    before.start({ ...startConfig(), filePath: '/fake/captures/before.wav' });
    const { component, frame } = setStage((each) => void (each.recorderName = 'main'));
    component.enterRoom('lobby', 'me');
    frame();
    expect(bridge.recorders).toHaveLength(1);
    expect(bridge.recorder.calls.filter(({ name }) => name === 'start')).toHaveLength(1);
    expect(component.isRecording).toBe(true);
  });
});

describe('Events of the scene', () => {
  test('reach components that the scene names, and listeners', () => {
    const heard: unknown[][] = [];
    class Hud extends (Object.getPrototypeOf(VoiceRecorderComponent) as new () => object) {
      onDump(...args: unknown[]): void {
        heard.push(['scene', ...args]);
      }
    }
    CCClass.attrs(Hud);
    const { component, node, frame } = setFakeStage((each) => {
      each.cycleTime = 10;
      const handler = new EventHandler();
      Object.assign(handler, { component: Hud as never, handler: 'onDump', customEventData: 'mine' });
      each.dumpDone = [handler as never];
    });
    node.attach(new Hud() as never);
    (component.dumpDone[0] as unknown as EventHandler).target = node;
    component.events.on('dumpDone', (path: string) => void heard.push(['listener', path]));
    component.events.on('recordingChanged', (is: boolean) => void heard.push(['recording', is]));
    component.enterRoom('lobby');
    frame();
    expect(component.dump('wrong', 5)).toBe(0);
    frame();
    const path = '/fake/captures/fake-2.wav';
    expect(heard).toEqual([
      ['recording', true],
      ['scene', path, 'mine'],
      ['listener', path],
    ]);
    component.enabled = false;
    expect(heard).toHaveLength(4);
    expect(heard[3]).toEqual(['recording', false]);
  });

  test('A dump that cannot be written is told with its reason', () => {
    const { component, native, frame } = setFakeStage((each) => void (each.cycleTime = 10));
    const reasons: string[] = [];
    component.events.on('dumpFailed', (reason: string) => void reasons.push(reason));
    component.enterRoom('lobby');
    frame();
    native.failNextDumpFile('the disk is full');
    component.dump();
    frame();
    expect(reasons).toEqual(['the disk is full']);
  });

  test('The game has the last word over the options', () => {
    const { bridge } = setFakeStage((each) => {
      each.events.on('configuring', (options: { maxSources?: number; about?: object }) => {
        options.maxSources = 3;
        options.about = { ...options.about, build: 7 };
      });
    });
    expect(bridge.recorder.options.maxSources).toBe(3);
    const about = String(bridge.recorder.calls.find(({ name }) => name === 'setAbout')?.args[0]);
    expect(JSON.parse(about)).toMatchObject({ engine: 'Cocos Creator 3.8.8', build: 7, system: 'Linux 6.1' });
  });

  test('What a listener throws stops neither the others nor the recorder', () => {
    const { component, frame } = setFakeStage((each) => void (each.cycleTime = 10));
    component.events.on('dumpDone', () => {
      throw new Error('the game is wrong');
    });
    component.enterRoom('lobby');
    frame();
    component.dump();
    expect(frame).not.toThrow();
    expect(printed.error.join()).toContain('the game is wrong');
    expect(component.dump()).toBe(0);
  });

  test('nor what it throws while the component is switched off, or its recorder is made', () => {
    const { component, native, frame } = setFakeStage();
    component.enterRoom('lobby');
    frame();
    component.events.on('recordingChanged', () => {
      throw new Error('the game is wrong');
    });
    expect(() => void (component.enabled = false)).not.toThrow();
    expect([native.destroyed, component.isRecording]).toEqual([true, false]);
    expect(() => void (component.enabled = true)).not.toThrow();
    frame();
    expect(component.isRecording).toBe(true);
    expect(printed.error.filter((line) => line.includes('a listener of recordingChanged threw'))).toHaveLength(2);
  });

  test('A component that is switched off by a listener is off', () => {
    const { component, native, frame } = setFakeStage((each) => void (each.cycleTime = 10));
    component.events.on('dumpDone', () => void (component.enabled = false));
    component.enterRoom('lobby');
    frame();
    component.dump();
    frame();
    expect([native.destroyed, component.recorder, listeners()]).toEqual([true, undefined, 0]);
    expect(printed.error).toEqual([]);
  });

  test('A recorder is not made again by a listener of its end', () => {
    const { component, bridge, frame } = setFakeStage();
    component.events.on('recordingChanged', (is: boolean) => void (is || component.startRecording()));
    component.enterRoom('lobby');
    frame();
    component.enabled = false;
    expect([bridge.recorders.length, component.problem]).toEqual([1, expect.stringContaining('is disabled')]);
  });
});

describe('The background', () => {
  test('Hide and show are told once each, and no recording ends', () => {
    const { component, native, frame } = setFakeStage();
    component.enterRoom('lobby');
    frame();
    for (const event of ['game_on_show', 'game_on_hide', 'game_on_hide', 'game_on_show', 'game_on_show']) {
      game.emit(event);
    }
    const notices = native.calls.filter(({ name }) => name === 'notify').map(({ args }) => args[0]);
    expect(notices).toEqual([0, 1]);
    expect(component.isRecording).toBe(true);
  });
});

describe('The end of the game', () => {
  test('finishes the recording before the engine leaves, of a recorder with a name, too', () => {
    const stage = setFakeStage((each) => Object.assign(each, { recorderName: 'room', testTone: true }));
    const { component, native, frame } = stage;
    component.enterRoom('lobby');
    frame();
    const heard: boolean[] = [];
    component.events.on('recordingChanged', (is: boolean) => void heard.push(is));
    game.emit('game_on_close');
    expect([native.destroyed, listeners(), component.recorder]).toEqual([true, 0, undefined]);
    expect([heard, component.isRecording]).toEqual([[false], false]);
    expect(component.enterRoom('another')).toBe(ReturnCode.InvalidState);
    const calls = stage.calls();
    frame();
    game.emit('game_on_close');
    standIn(component).destroy();
    expect([stage.calls(), stage.bridge.recorders.length]).toEqual([calls, 1]);
  });

  test('is nothing to one that is disabled', () => {
    const { component, native, calls } = setFakeStage();
    component.enabled = false;
    const before = calls();
    game.emit('game_on_close');
    expect([native.destroyed, calls()]).toEqual([true, before]);
  });
});

describe('The test tone', () => {
  const tones = (names: string[]): string[] =>
    names.filter((name) => name === 'openTestTone' || name === 'closeSource');

  test('sounds while its field is set', () => {
    const { component, native, calls, frame } = setFakeStage((each) => {
      Object.assign(each, { testTone: true, testToneHz: 1000, testToneDbfs: -20 });
    });
    frame();
    frame();
    expect(native.calls.find(({ name }) => name === 'openTestTone')?.args).toEqual([
      ...[0, 'test-tone', 'test tone', 1000, -20],
    ]);
    expect(tones(calls())).toEqual(['openTestTone']);
    component.testTone = false;
    frame();
    expect(tones(calls())).toEqual(['openTestTone', 'closeSource']);
    component.testTone = true;
    frame();
    component.enabled = false;
    component.enabled = true;
    frame();
    expect(tones(calls()).filter((name) => name === 'openTestTone')).toHaveLength(3);
  });

  test('that is refused says so once', () => {
    const { frame } = setFakeStage((each) => Object.assign(each, { testTone: true, testToneHz: 1 }));
    frame();
    frame();
    expect(printed.warn.filter((line) => line.includes('test tone'))).toEqual([
      expect.stringContaining('frequencyHz: expected a number from 50 to 8000'),
    ]);
  });
});

describe('The fields', () => {
  test('reach the plugin, every one', () => {
    const { component, native } = setFakeStage((each) => {
      Object.assign(each, {
        ...{ filePath: '/x/a.aac', sampleRate: 48000, quality: 2, position: 0, cycleTime: 99, channels: 2, layout: 1 },
        ...{ overwrite: false, durability: 2, tracks: 1, encryptionKey: new Uint8Array(32).fill(7) },
        ...{ recorderName: 'main', capturesFolder: '/x', recoveryFolder: '/r', nameTemplate: '{room}' },
        ...{ retentionCount: 1, retentionBytes: 2, retentionAgeSeconds: 3, minFreeBytes: 4, maxBufferBytes: 5 << 20 },
        ...{ maxRingBytes: 6, maxSources: 7, maxTracks: 9, mixDelayMs: 100, requireConsent: true, logLevel: 3 },
      });
    });
    component.setConsent(true);
    component.enterRoom('lobby', 'me');
    expect(native.options).toEqual({
      ...{ name: 'main', capturesFolder: '/x', recoveryFolder: '/r', nameTemplate: '{room}', retentionCount: 1 },
      ...{ retentionBytes: 2, retentionAgeSeconds: 3, minFreeBytes: 4, maxBufferBytes: 5 << 20, maxRingBytes: 6 },
      ...{ maxSources: 7, maxTracks: 9, mixDelayMs: 100, requireConsent: true, logLevel: 3, virtualClock: true },
    });
    expect(native.calls.find(({ name }) => name === 'start')?.args).toEqual([
      {
        ...{ filePath: '/x/a.aac', sampleRate: 48000, quality: 2, position: 0, cycleTime: 99, channels: 2, layout: 1 },
        ...{ overwrite: false, durability: 1, tracks: 1, encryptionKey: new Uint8Array(32).fill(7) },
      },
    ]);
  });

  test.each<[string, number, number]>([
    ['durability', 1, 0],
    ['layout', 0, 0],
    ['position', 2, 2],
    ['tracks', 0, 0],
    ['channels', 1, 1],
  ])('%s %d is %d for the plugin', (name, value, native) => {
    const stage = setFakeStage((each) => Object.assign(each, { [name]: value }));
    stage.component.enterRoom('lobby');
    expect(stage.native.calls.find((call) => call.name === 'start')?.args).toMatchObject([{ [name]: native }]);
  });

  test.each(['sampleRate', 'quality', 'position', 'channels', 'layout', 'durability', 'tracks'])(
    'A %s that no list has, as in a damaged scene, is refused by name',
    (name) => {
      const { component, calls } = setFakeStage((each) => Object.assign(each, { [name]: 77 }));
      component.enterRoom('lobby');
      expect(component.problem).toContain(`${name}: expected`);
      expect(calls()).not.toContain('start');
    },
  );

  test('So is such a log level', () => {
    const { component } = setFakeStage((each) => Object.assign(each, { logLevel: 77 }));
    expect(component.problem).toContain('logLevel: expected');
  });
});

describe('What is wrong with the fields', () => {
  test('is said once, and every call says it again', () => {
    const { component, bridge, frame } = setFakeStage((each) => void (each.mixDelayMs = 5));
    expect(printed.error).toEqual([expect.stringMatching(/nothing can be recorded: .*mixDelayMs: expected/)]);
    expect(component.recorder).toBeUndefined();
    expect(component.enterRoom('lobby')).toBe(ReturnCode.InvalidParameter);
    expect(component.problem).toContain('mixDelayMs');
    frame();
    expect([printed.error.length, bridge.recorders.length]).toEqual([1, 0]);
    component.mixDelayMs = 200;
    component.enabled = false;
    component.enabled = true;
    expect(component.enterRoom('lobby')).toBe(0);
  });

  test('A recorder that the plugin refuses is told in its words', () => {
    const bridge = new FakeBridge();
    bridge.refuseCreate(30003, 'recoveryFolder: the folder cannot be written: /x');
    useBridge(bridge);
    const { component } = setStage();
    expect(component.problem).toContain('recoveryFolder: the folder cannot be written: /x');
    expect(printed.error.join()).toContain('recoveryFolder: the folder cannot be written: /x');
  });

  test('A start that fails is told: folder, suffix, disk', () => {
    const { component, native, frame } = setFakeStage();
    native.automatic = false;
    const failures: string[] = [];
    component.events.on('recordingFailed', (reason: string) => void failures.push(reason));
    component.enterRoom('lobby');
    native.emit({ kind: 1, code: 2, taskId: 1, path: '/x/a.wav', text: 'permission denied' });
    frame();
    const text =
      'not recording: the file cannot be written; its folder must exist and be writable: /x/a.wav (permission denied)';
    expect([failures, component.problem]).toEqual([[text], text]);
    expect(printed.error).toEqual([expect.stringContaining(text)]);
  });
});

function emptyOptions() {
  return {
    ...{ name: '', capturesFolder: '', recoveryFolder: '', nameTemplate: '', retentionCount: 0, retentionBytes: 0 },
    ...{ retentionAgeSeconds: 0, minFreeBytes: 0, maxBufferBytes: 1 << 26, maxRingBytes: 0, maxSources: 8 },
    ...{ maxTracks: 4, mixDelayMs: 200, requireConsent: false, virtualClock: false, logLevel: 2 },
  };
}

function startConfig() {
  return {
    ...{ sampleRate: 48000, quality: 1, position: 0, cycleTime: 0, channels: 1, layout: 0, overwrite: true },
    ...{ durability: -1, tracks: 0, encryptionKey: new Uint8Array(0) },
  };
}
