import { expected, quote } from '../errors/describe';
import { suggestion } from '../errors/nearest';
import { invalidParameter } from '../errors/VoiceRecorderError';
import { MODIFIER_ALIASES, MODIFIER_NAMES, canonicalKey, KEY_NAMES } from './keyNames';
import type { Modifier } from './keyNames';

/** A key with exactly these modifiers. */
export interface HotkeyBinding {
  /** The key's plain name, e.g. `F9`, `R`, `Space`. */
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
  /** The plain spelling of the whole, e.g. `Ctrl+Shift+R`. */
  readonly text: string;
}

/**
 * Reads `F9`, `Ctrl+Shift+R`, `Cmd+Alt+1`, `Space`: any number of modifiers and one key, in any letter case. Throws
 * 30003 naming the nearest known key.
 */
export function parseHotkey(text: unknown): HotkeyBinding {
  if (typeof text !== 'string' || text.trim().length === 0 || text.length > 100) {
    throw invalidParameter(expected('hotkey', 'a key such as "F9" or "Ctrl+Shift+R"', text));
  }
  const held = new Set<Modifier>();
  const parts = splitParts(text);
  parts.slice(0, -1).forEach((part) => held.add(modifierOf(part, text)));
  const last = parts[parts.length - 1] ?? '';
  const key = canonicalKey(last);
  if (key === undefined) {
    if (MODIFIER_ALIASES[last.toLowerCase()] !== undefined) {
      throw invalidParameter(`hotkey: ${quote(text)} holds modifiers only; add a key, e.g. "${text.trim()}+R"`);
    }
    throw invalidParameter(`hotkey: unknown key ${quote(last)} in ${quote(text)}${suggestion(last, KEY_NAMES)}`);
  }
  const names = (['ctrl', 'shift', 'alt', 'meta'] as const).filter((modifier) => held.has(modifier));
  return {
    key,
    ctrl: held.has('ctrl'),
    shift: held.has('shift'),
    alt: held.has('alt'),
    meta: held.has('meta'),
    text: [...names.map((modifier) => MODIFIER_NAMES[modifier]), key].join('+'),
  };
}

function splitParts(text: string): string[] {
  const trimmed = text.trim();
  if (trimmed === '+') return ['+'];
  const parts = trimmed.endsWith('++') ? [...trimmed.slice(0, -2).split('+'), '+'] : trimmed.split('+');
  return parts.map((part) => part.trim());
}

function modifierOf(part: string, text: string): Modifier {
  const modifier = MODIFIER_ALIASES[part.toLowerCase()];
  if (modifier !== undefined) return modifier;
  if (canonicalKey(part) !== undefined) {
    throw invalidParameter(`hotkey: ${quote(text)} holds two keys; expected modifiers and one key`);
  }
  const known = Object.values(MODIFIER_NAMES);
  throw invalidParameter(`hotkey: unknown modifier ${quote(part)} in ${quote(text)}${suggestion(part, known)}`);
}
