import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Component from '../../assets/scripts/component/VoiceRecorderComponent';
import { costOf, recorderOptions, recordingConfig } from '../../assets/scripts/component/settings';
import { wavSamples } from '../scripts/native/wav';
import type * as Stand from './cc';
import { realPlugin } from './realPlugin';
import type { RealPlugin } from './realPlugin';

type VoiceRecorderComponent = Component.VoiceRecorderComponent;

let folder = '';
let plugin: RealPlugin;
const printed: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vr-cocos-'));
  plugin = realPlugin(folder);
  printed.length = 0;
  for (const level of ['error', 'warn'] as const) {
    jest.spyOn(console, level).mockImplementation((...args: unknown[]) => void printed.push(String(args[0])));
  }
});
afterEach(() => {
  plugin.end();
  Reflect.deleteProperty(globalThis, 'VoiceRecorderNative');
  rmSync(folder, { recursive: true, force: true });
  jest.restoreAllMocks();
});

interface Game {
  readonly component: VoiceRecorderComponent;
  readonly cc: typeof Stand;
  /** Goes on for so long, in frames of 10 ms. */
  play(seconds: number): void;
}

/** The game in a script engine of its own, on a clock that the test moves. */
function startGame(configure: (component: VoiceRecorderComponent) => void): Game {
  Object.assign(globalThis, { VoiceRecorderNative: plugin });
  let loaded: Game | undefined;
  jest.isolateModules(() => {
    const cc = jest.requireActual<typeof Stand>('./cc');
    const { VoiceRecorderComponent } = jest.requireActual<typeof Component>(
      '../../assets/scripts/component/VoiceRecorderComponent',
    );
    const component = new VoiceRecorderComponent();
    component.minFreeBytes = 0;
    component.events.on('configuring', (options: { virtualClock?: boolean }) => void (options.virtualClock = true));
    configure(component);
    const node = new cc.Node();
    node.attach(component as never);
    cc.director.add(node);
    const play = (seconds: number): void => {
      for (let i = 0; i < seconds * 100; i++) {
        component.recorder?.advance(10);
        plugin.sound();
        cc.director.tick();
      }
    };
    loaded = { cc, component, play };
  });
  return loaded as Game;
}

/** Level and frequency of a file's samples, without its first and last 100 ms. */
function measure(path: string, rate: number): { seconds: number; rmsDbfs: number; frequencyHz: number } {
  const samples = wavSamples(path);
  const inner = samples.subarray(rate / 10, samples.length - rate / 10);
  const power = inner.reduce((sum, sample) => sum + (sample / 32768) ** 2, 0) / inner.length;
  let crossings = 0;
  for (let i = 1; i < inner.length; i++) if ((inner[i - 1] ?? 0) < 0 && (inner[i] ?? 0) >= 0) crossings++;
  return {
    seconds: samples.length / rate,
    rmsDbfs: 10 * Math.log10(power),
    frequencyHz: (crossings * rate) / inner.length,
  };
}

describe('The component on the real plugin', () => {
  test('F9 in the game saves the last seconds of the test tone', () => {
    const { cc, component, play } = startGame((each) => {
      Object.assign(each, { testTone: true, testToneHz: 1000, testToneDbfs: -20, cycleTime: 10, lastSeconds: 3 });
    });
    const done: string[] = [];
    component.events.on('dumpDone', (path: string) => void done.push(path));
    component.enterRoom('lobby', 'me');
    play(5);
    expect(component.isRecording).toBe(true);
    cc.input.press(cc.KeyCode.F9);
    cc.input.release(cc.KeyCode.F9);
    for (let i = 0; i < 50 && done.length === 0; i++) play(0.1);
    expect(done).toEqual([expect.stringMatching(/captures\/[^/]*_hotkey\.wav$/)]);
    const { seconds, rmsDbfs, frequencyHz } = measure(String(done[0]), 32000);
    expect(seconds).toBe(3);
    expect(rmsDbfs).toBeCloseTo(-23, 0);
    expect(frequencyHz).toBeCloseTo(1000, 0);
    const sidecar = readFileSync(`${done[0]}.json`, 'utf8');
    expect(sidecar).toContain('"F9"');
    expect(sidecar).toContain('Cocos Creator 3.8.8');
    expect(printed).toEqual([]);
  });

  test('A recording ends complete with the node, and with the room', () => {
    const { component, play } = startGame((each) => Object.assign(each, { testTone: true, filePath: '{room}.wav' }));
    component.enterRoom('first');
    play(2);
    component.leaveRoom();
    play(1);
    component.enterRoom('second');
    play(1);
    component.enabled = false;
    const first = measure(join(folder, 'captures/first.wav'), 32000);
    expect(first.seconds).toBeCloseTo(2, 1);
    expect(first.rmsDbfs).toBeCloseTo(-15, 0);
    expect(measure(join(folder, 'captures/second.wav'), 32000).seconds).toBeCloseTo(1, 1);
    expect(printed).toEqual([]);
  });

  test('Background and foreground are markers in the sidecar', () => {
    const { cc, component, play } = startGame((each) => void (each.filePath = 'a.wav'));
    component.enterRoom('lobby');
    play(1);
    cc.game.emit(cc.Game.EVENT_HIDE);
    play(1);
    cc.game.emit(cc.Game.EVENT_SHOW);
    play(1);
    component.enabled = false;
    const sidecar = readFileSync(join(folder, 'captures/a.wav.json'), 'utf8');
    expect(sidecar).toContain('"background"');
    expect(sidecar).toContain('"foreground"');
    expect(wavSamples(join(folder, 'captures/a.wav')).length).toBeGreaterThanOrEqual(3 * 32000 - 320);
  });

  test('A recorder with a name lives over a restart of the script engine, one without does not', () => {
    const first = startGame((each) => Object.assign(each, { recorderName: 'main', cycleTime: 10, testTone: true }));
    first.component.enterRoom('lobby', 'me');
    first.play(2);
    const taskId = first.component.recorder?.stats.taskId;
    plugin.endScript(); // no node is destroyed: the scripts are gone
    const second = startGame((each) => Object.assign(each, { recorderName: 'main', cycleTime: 10 }));
    second.component.enterRoom('lobby', 'me');
    second.play(1);
    expect(second.component.isRecording).toBe(true);
    expect(second.component.recorder?.stats).toMatchObject({ taskId, taskState: 'cycle' });
    expect(second.component.recorder?.stats.bufferedSeconds).toBeGreaterThan(2.5);
    second.component.enabled = false;
    const third = startGame(() => undefined);
    third.component.enterRoom('lobby');
    third.play(0.5);
    plugin.endScript();
    expect(third.component.leaveRoom()).not.toBe(0);
  });

  test('A folder that cannot be made or written is told, at the start and of the recovery', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const { component, play } = startGame((each) => void (each.capturesFolder = join(file, 'captures')));
    const failures: string[] = [];
    component.events.on('recordingFailed', (reason: string) => void failures.push(reason));
    component.enterRoom('lobby');
    play(0.5);
    expect(failures).toEqual([
      expect.stringMatching(
        /^not recording: the file cannot be written; its folder must exist and be writable: .*a-file/,
      ),
    ]);
    expect(component.problem).toBe(failures[0]);
    expect(printed.join()).toContain(failures[0]);
    component.enabled = false;

    const missing = join(folder, 'missing');
    const kept = startGame((each) => Object.assign(each, { recoveryFolder: missing, cycleTime: 10 }));
    kept.component.enterRoom('lobby');
    kept.play(0.5);
    expect(kept.component.problem).toMatch(/^not recording: .*missing: .*the folder must exist: create it/);
    kept.component.enabled = false;

    printed.length = 0;
    const goesOn = startGame((each) => void (each.recoveryFolder = missing));
    goesOn.component.enterRoom('lobby');
    goesOn.play(0.5);
    expect(goesOn.component.isRecording).toBe(true); // it only would not survive a crash
    expect(printed).toEqual([expect.stringMatching(/missing: .*the folder must exist: create it/)]);
  });

  test('Relative folders are made in the folder that the game may write to', () => {
    const { component, play } = startGame((each) => {
      Object.assign(each, { capturesFolder: 'my/voice', recoveryFolder: 'VoiceRecovery', filePath: 'day/{room}.wav' });
    });
    component.enterRoom('lobby');
    play(1);
    component.enabled = false;
    expect(existsSync(join(folder, 'my/voice/day/lobby.wav'))).toBe(true);
    expect(existsSync(join(folder, 'VoiceRecovery'))).toBe(true);
    expect(printed).toEqual([]);
  });
});

describe('The cost in the inspector', () => {
  const matrix: Partial<VoiceRecorderComponent>[] = [];
  for (const filePath of ['a.wav', 'a.aac']) {
    for (const sampleRate of [16000, 48000]) {
      for (const cycleTime of [0, 10, 900]) {
        for (const layout of [0, 1]) {
          for (const tracks of [0, 1]) {
            matrix.push({ filePath, sampleRate, cycleTime, layout, tracks, quality: cycleTime === 10 ? 2 : 0 });
          }
        }
      }
    }
  }
  const other = [{ recoveryFolder: 'VoiceRecovery' }, { channels: 2 }, { maxSources: 32, maxTracks: 2 }];

  test('is that of the plugin, in all that decides it', () => {
    const wanted = matrix.flatMap((fields) => [fields, ...other.map((more) => ({ ...fields, ...more }))]);
    const untouched = { layout: 0, tracks: 0, channels: 0, recoveryFolder: '', maxSources: 8, maxTracks: 4 };
    const { component } = startGame((each) => void (each.maxBufferBytes = 4e9));
    let compared = 0;
    for (const fields of wanted) {
      component.enabled = false;
      Object.assign(component, untouched, fields);
      component.enabled = true;
      const path = join(folder, String(fields.filePath));
      const real = component.recorder?.estimate(recordingConfig(component, path, undefined));
      const about = costOf(component);
      expect([fields, about.bytesPerSecond, about.fileBytes]).toEqual([fields, real?.bytesPerSecond, real?.fileBytes]);
      const realBytes = Number(real?.bufferBytes);
      const isNear = Math.abs(about.bufferBytes - realBytes) <= 0.001 * realBytes + 2048;
      expect([fields, about.bufferBytes, realBytes, isNear]).toEqual([fields, about.bufferBytes, realBytes, true]);
      compared++;
    }
    expect(compared).toBe(48 * 4);
  });

  test('Nothing is written for it', () => {
    const { component } = startGame(() => undefined);
    expect(component.estimatedFileMiB).toBeGreaterThan(0);
    expect(recorderOptions(component, undefined).capturesFolder).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['captures']);
  });
});
