import { KeyCode } from 'cc';
import type { HotkeyBinding } from '../hotkey/HotkeyBinding';

const NAMED: Readonly<Record<string, string>> = {
  ...{ SPACE: 'Space', ENTER: 'Enter', TAB: 'Tab', ESCAPE: 'Escape', BACKSPACE: 'Backspace', DELETE: 'Delete' },
  ...{ INSERT: 'Insert', HOME: 'Home', END: 'End', PAGE_UP: 'PageUp', PAGE_DOWN: 'PageDown', PAUSE: 'Pause' },
  ...{ ARROW_LEFT: 'Left', ARROW_UP: 'Up', ARROW_RIGHT: 'Right', ARROW_DOWN: 'Down', CAPS_LOCK: 'CapsLock' },
  ...{ SCROLL_LOCK: 'ScrollLock', NUM_LOCK: 'NumLock', BACK_QUOTE: '`', DASH: '-', EQUAL: '=', BACKSLASH: '\\' },
  ...{ BRACKET_LEFT: '[', BRACKET_RIGHT: ']', SEMICOLON: ';', QUOTE: "'", COMMA: ',', PERIOD: '.', SLASH: '/' },
  NUM_PLUS: '+',
};

const MODIFIERS: Readonly<Record<string, string>> = {
  ...{ SHIFT_LEFT: 'ShiftLeft', SHIFT_RIGHT: 'ShiftRight', CTRL_LEFT: 'ControlLeft', CTRL_RIGHT: 'ControlRight' },
  ...{ ALT_LEFT: 'AltLeft', ALT_RIGHT: 'AltRight' },
};

const names = new Map<number, string>();
const modifiers = new Set<string>(Object.values(MODIFIERS));
for (const [code, value] of Object.entries(KeyCode)) {
  const name = nameOf(code);
  if (typeof value === 'number' && name !== undefined) names.set(value, name);
}
const keys = new Set(names.values());

/** What hotkeys call a key of the engine; undefined for one that they do not know. */
export function keyName(code: number): string | undefined {
  return names.get(code);
}

/** Whether it is Ctrl, Shift or Alt. */
export function isModifier(name: string): boolean {
  return modifiers.has(name);
}

/** Why the engine can never report this hotkey; empty: it can. */
export function unknownToEngine({ key, meta, text }: HotkeyBinding): string {
  if (meta) return `hotkey: the engine reports no Cmd or Windows key, which ${text} needs; use Ctrl, Shift or Alt`;
  return keys.has(key) ? '' : `hotkey: the engine reports no key "${key}"; use another, e.g. F9`;
}

function nameOf(code: string): string | undefined {
  const single = /^(?:KEY_([A-Z])|DIGIT_([0-9])|(F[0-9]+))$/.exec(code);
  if (single !== null) return single[1] ?? single[2] ?? single[3];
  const numpad = /^NUM_([0-9])$/.exec(code);
  return numpad !== null ? `Numpad${numpad[1] ?? ''}` : (NAMED[code] ?? MODIFIERS[code]);
}
