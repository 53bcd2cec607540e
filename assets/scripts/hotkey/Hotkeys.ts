import { Hotkey } from './Hotkey';
import type { HotkeyBinding } from './HotkeyBinding';
import { Keyboard } from './Keyboard';
import type { KeyInput } from './Keyboard';

interface Bound {
  readonly hotkey: Hotkey;
  readonly action: (binding: HotkeyBinding) => void;
}

/** All bindings of one recorder over one keyboard. */
export class Hotkeys {
  private bound: readonly Bound[] = [];
  private readonly keyboard = new Keyboard();

  constructor(private readonly nowMs: () => number) {}

  /** Returns what takes the binding back. Several bindings of one key all act, in the order they were made. */
  bind(binding: HotkeyBinding, cooldownMs: number, action: (binding: HotkeyBinding) => void): () => void {
    const entry: Bound = { hotkey: new Hotkey(binding, cooldownMs, this.nowMs), action };
    this.bound = [...this.bound, entry];
    return () => {
      this.bound = this.bound.filter((other) => other !== entry);
    };
  }

  /** True when a binding acted. */
  keyDown(input: KeyInput): boolean {
    const press = this.keyboard.keyDown(input);
    if (press === undefined) return false;
    let acted = false;
    for (const { hotkey, action } of this.bound) {
      if (!hotkey.press(press.key, press.held)) continue;
      acted = true;
      action(hotkey.binding);
    }
    return acted;
  }

  keyUp(input: KeyInput): void {
    this.keyboard.keyUp(input);
  }

  releaseKeys(): void {
    this.keyboard.releaseAll();
  }
}
