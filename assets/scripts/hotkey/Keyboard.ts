import { expected } from '../errors/describe';
import { invalidParameter } from '../errors/VoiceRecorderError';
import type { HeldModifiers } from './Hotkey';
import type { Modifier } from './keyNames';
import { canonicalKey, MODIFIER_ALIASES } from './keyNames';

/**
 * A key that went down or up, in the words of any engine. Where the engine says nothing about modifiers (Cocos), leave
 * them out and feed the modifier keys too: they are tracked.
 */
export interface KeyInput {
  /** `F9`, `r`, `KeyR`, `Control`, ...; letter case does not matter. */
  readonly key: string;
  readonly ctrl?: boolean | undefined;
  readonly shift?: boolean | undefined;
  readonly alt?: boolean | undefined;
  readonly meta?: boolean | undefined;
  /** true: the key is held and the system repeats it. */
  readonly repeat?: boolean | undefined;
}

/** A fresh press of a key with the modifiers that are held. */
export interface KeyPress {
  readonly key: string;
  readonly held: HeldModifiers;
}

/** Follows which keys are down, so that repeats are told from presses and modifiers need not be in the event. */
export class Keyboard {
  private readonly down = new Set<string>();
  private readonly modifierKeys = new Map<string, Modifier>();

  /** The press, or undefined for a modifier, a repeat or an unknown key. Throws 30003 on something else than a key. */
  keyDown(input: KeyInput): KeyPress | undefined {
    const name = nameOf(input);
    const modifier = MODIFIER_ALIASES[name.toLowerCase()];
    if (modifier !== undefined) {
      this.modifierKeys.set(name.toLowerCase(), modifier);
      return undefined;
    }
    const key = canonicalKey(name);
    if (key === undefined || input.repeat === true || this.down.has(key)) return undefined;
    this.down.add(key);
    return { key, held: this.held(input) };
  }

  keyUp(input: KeyInput): void {
    const name = nameOf(input);
    this.modifierKeys.delete(name.toLowerCase());
    const key = canonicalKey(name);
    if (key !== undefined) this.down.delete(key);
  }

  /** All keys count as up, e.g. when the window lost the focus and key-up events are missing. */
  releaseAll(): void {
    this.down.clear();
    this.modifierKeys.clear();
  }

  private held(input: KeyInput): HeldModifiers {
    const tracked = new Set(this.modifierKeys.values());
    return {
      ctrl: input.ctrl ?? tracked.has('ctrl'),
      shift: input.shift ?? tracked.has('shift'),
      alt: input.alt ?? tracked.has('alt'),
      meta: input.meta ?? tracked.has('meta'),
    };
  }
}

function nameOf(input: unknown): string {
  const key: unknown = typeof input === 'object' && input !== null ? (input as { key?: unknown }).key : undefined;
  if (typeof key !== 'string') throw invalidParameter(expected('key', 'an object with the name of a key', input));
  return key;
}
