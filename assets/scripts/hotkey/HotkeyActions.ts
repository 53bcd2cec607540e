import { LogLevel } from '../config/enums';
import { readFields, realNumber } from '../config/fields';
import { checkDump } from '../config/requests';
import type { DumpOptions, DumpSettings, WaitSignal } from '../config/requests';
import { messageOf } from '../errors/describe';
import type { Capture } from '../events/Capture';
import type { HotkeyEvent } from '../events/RecorderEvents';
import { parseHotkey } from './HotkeyBinding';
import type { HotkeyBinding } from './HotkeyBinding';
import { HostKeys } from './HostKeys';
import type { KeyFeed } from './HostKeys';
import { Hotkeys } from './Hotkeys';
import type { KeyInput } from './Keyboard';

/** How a hotkey is bound. */
export interface HotkeyOptions {
  /** Presses within so many milliseconds after one that counted are ignored; 0..600000, default 1000. */
  cooldownMs?: number;
}

/** What hotkeys need from their recorder. */
export interface HotkeyOwner {
  /** undefined: the game feeds the keys. */
  readonly keys: KeyFeed | undefined;
  nowMs(): number;
  hasCycleTask(): boolean;
  dump(settings: DumpSettings, signal: WaitSignal | undefined): Promise<Capture>;
  log(level: LogLevel, message: string): void;
  functionFailed(name: string, thrown: unknown): void;
}

/** What bound keys do: save a dump or run a function of the game; the presses wait for the next tick. */
export class HotkeyActions {
  private readonly hotkeys: Hotkeys;
  private readonly hostKeys: HostKeys;
  private pressed: HotkeyEvent[] = [];

  constructor(private readonly owner: HotkeyOwner) {
    this.hotkeys = new Hotkeys(() => owner.nowMs());
    this.hostKeys = new HostKeys(owner.keys, (input) => {
      this.hotkeys.keyDown(input);
      this.hotkeys.keyUp(input);
    });
  }

  /** Returns what takes the binding back. Throws 30003. */
  bind(hotkey: string, action: DumpOptions | (() => void), options: HotkeyOptions): () => void {
    const binding = parseHotkey(hotkey);
    const fields = readFields('hotkey options', options, ['cooldownMs']);
    const cooldownMs = realNumber(fields, 'cooldownMs', 0, 600000, 1000);
    const unbind = this.bindParsed(binding, action, cooldownMs);
    this.hostKeys.watch(binding.key);
    return unbind;
  }

  /** Acts on the keys that the host has seen since the last call. */
  pollHost(): void {
    this.hostKeys.poll();
  }

  /** True when a binding acted. */
  keyDown(input: KeyInput): boolean {
    return this.hotkeys.keyDown(input);
  }

  keyUp(input: KeyInput): void {
    this.hotkeys.keyUp(input);
  }

  releaseKeys(): void {
    this.hotkeys.releaseKeys();
  }

  /** The presses since the last call, oldest first. */
  take(): readonly HotkeyEvent[] {
    const taken = this.pressed;
    if (taken.length > 0) this.pressed = [];
    return taken;
  }

  private bindParsed(binding: HotkeyBinding, action: DumpOptions | (() => void), cooldownMs: number): () => void {
    if (typeof action === 'function') {
      return this.hotkeys.bind(binding, cooldownMs, (pressed) => this.run(pressed, action));
    }
    const { settings, signal } = checkDump(action, 'hotkey');
    return this.hotkeys.bind(binding, cooldownMs, (pressed) => this.dump(pressed, settings, signal));
  }

  private dump(binding: HotkeyBinding, settings: DumpSettings, signal: WaitSignal | undefined): void {
    if (!this.owner.hasCycleTask()) {
      this.owner.log(LogLevel.Warning, `hotkey ${binding.text} is ignored: no cycle task runs`);
      return;
    }
    const timeMs = this.owner.nowMs();
    const capture = this.owner.dump({ ...settings, hotkey: binding.text }, signal);
    capture.catch((reason: unknown) => {
      this.owner.log(LogLevel.Warning, `hotkey ${binding.text}: ${messageOf(reason)}`);
    });
    this.pressed.push({ hotkey: binding.text, timeMs, capture });
  }

  private run(binding: HotkeyBinding, action: () => void): void {
    this.pressed.push({ hotkey: binding.text, timeMs: this.owner.nowMs(), capture: undefined });
    try {
      action();
    } catch (thrown) {
      this.owner.functionFailed(`hotkey ${binding.text}`, thrown);
    }
  }
}
