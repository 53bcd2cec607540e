import type { HotkeyBinding } from './HotkeyBinding';

/** The modifiers that are held. */
export interface HeldModifiers {
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}

/** Decides whether a key press is the bound one: the right key, exactly the right modifiers, not too soon again. */
export class Hotkey {
  private readyAtMs = -Infinity;

  /** `nowMs` is the clock of the cool-down, e.g. the recorder's. */
  constructor(
    readonly binding: HotkeyBinding,
    private readonly cooldownMs: number,
    private readonly nowMs: () => number,
  ) {}

  /** True when this press counts; the cool-down begins then. `key` is a plain name. */
  press(key: string, held: HeldModifiers): boolean {
    const { binding } = this;
    const matches =
      key === binding.key &&
      held.ctrl === binding.ctrl &&
      held.shift === binding.shift &&
      held.alt === binding.alt &&
      held.meta === binding.meta;
    if (!matches) return false;
    const now = this.nowMs();
    if (now < this.readyAtMs) return false;
    this.readyAtMs = now + this.cooldownMs;
    return true;
  }
}
