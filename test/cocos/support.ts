import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { NativeBridge } from '../../assets/scripts/bridge/NativeBridge';
import { registerBridge } from '../../assets/scripts/bridge/registry';
import { VoiceRecorderComponent } from '../../assets/scripts/component/VoiceRecorderComponent';
import type { VoiceRecorderOptions } from '../../assets/scripts/index';
import { FakeBridge } from '../../assets/scripts/testing/fakes/FakeBridge';
import type { FakeRecorder } from '../../assets/scripts/testing/fakes/FakeRecorder';
import { director, game, input, Node } from './cc';
import type { Component } from './cc';

export const root = resolve(__dirname, '../..');

/** The UUID by which scenes know the script of the component. */
export const SCRIPT_UUID = (
  JSON.parse(readFileSync(join(root, 'assets/scripts/component/VoiceRecorderComponent.ts.meta'), 'utf8')) as {
    uuid: string;
  }
).uuid;

/** The stand-in sees its own classes where the typings see the engine's. */
export const standIn = (component: VoiceRecorderComponent): Component => component as unknown as Component;

export interface Stage {
  readonly node: Node;
  readonly component: VoiceRecorderComponent;
  /** One frame of the game. */
  frame(): void;
}

/** A node with the component in a running scene. */
export function setStage(configure: (component: VoiceRecorderComponent) => void = () => undefined): Stage {
  const node = new Node('voice');
  const component = new VoiceRecorderComponent();
  configure(component);
  node.attach(standIn(component));
  director.add(node);
  const frame = (): void => director.tick();
  frame();
  return { node, component, frame };
}

export interface FakeStage extends Stage {
  readonly bridge: FakeBridge;
  /** The newest native recorder. */
  readonly native: FakeRecorder;
  /** Names of the calls that reached native recorders. */
  calls(): string[];
}

/** The same over the fake bridge, whose time stands still. */
export function setFakeStage(configure: (component: VoiceRecorderComponent) => void = () => undefined): FakeStage {
  const bridge = new FakeBridge();
  registerBridge(bridge);
  const stage = setStage((component) => {
    component.events.on('configuring', (options: VoiceRecorderOptions) => void (options.virtualClock = true));
    configure(component);
  });
  return {
    ...stage,
    bridge,
    get native() {
      return bridge.recorder;
    },
    calls: () => bridge.recorders.flatMap((each) => each.calls.map(({ name }) => name)),
  };
}

/** The console's lines by their level; empty again at every test. */
export function watchConsole(): Record<'error' | 'warn' | 'log', string[]> {
  const lines = { error: [] as string[], warn: [] as string[], log: [] as string[] };
  beforeEach(() => {
    for (const name of ['error', 'warn', 'log'] as const) {
      lines[name].length = 0;
      jest.spyOn(console, name).mockImplementation((...args: unknown[]) => void lines[name].push(String(args[0])));
    }
  });
  afterEach(() => jest.restoreAllMocks());
  return lines;
}

/** After every test nothing of the engine is left. */
export function leaveStage(): void {
  afterEach(() => {
    director.reset();
    input.reset();
    registerBridge(undefined);
    expect(game.listenerCount).toBe(0);
  });
}

export const useBridge = (bridge: NativeBridge | undefined): void => registerBridge(bridge);
