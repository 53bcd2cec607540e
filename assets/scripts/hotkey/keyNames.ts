export type Modifier = 'ctrl' | 'shift' | 'alt' | 'meta';

export const MODIFIER_NAMES: Readonly<Record<Modifier, string>> = {
  ctrl: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  meta: 'Meta',
};

/** Lower-case spellings of modifiers, as bindings and as keys that go down and up. Null prototype: no inherited names. */
export const MODIFIER_ALIASES: Readonly<Record<string, Modifier | undefined>> = table({
  ctrl: 'ctrl',
  control: 'ctrl',
  controlleft: 'ctrl',
  controlright: 'ctrl',
  shift: 'shift',
  shiftleft: 'shift',
  shiftright: 'shift',
  alt: 'alt',
  option: 'alt',
  opt: 'alt',
  altleft: 'alt',
  altright: 'alt',
  meta: 'meta',
  cmd: 'meta',
  command: 'meta',
  win: 'meta',
  windows: 'meta',
  super: 'meta',
  os: 'meta',
  metaleft: 'meta',
  metaright: 'meta',
});

const NAMED_KEYS = [
  'Space',
  'Enter',
  'Tab',
  'Escape',
  'Backspace',
  'Delete',
  'Insert',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Left',
  'Up',
  'Right',
  'Down',
  'CapsLock',
  'ScrollLock',
  'NumLock',
  'Pause',
  'PrintScreen',
  'ContextMenu',
];

/** Every key that can be bound, in its plain spelling. */
export const KEY_NAMES: readonly string[] = [
  ...Array.from({ length: 24 }, (_, i) => `F${i + 1}`),
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  ...NAMED_KEYS,
  ...Array.from({ length: 10 }, (_, i) => `Numpad${i}`),
  ..."`-=[]\\;',./+",
];

const KEY_ALIASES: Readonly<Record<string, string | undefined>> = table({
  ' ': 'Space',
  spacebar: 'Space',
  return: 'Enter',
  esc: 'Escape',
  del: 'Delete',
  ins: 'Insert',
  pgup: 'PageUp',
  pgdn: 'PageDown',
  pagedn: 'PageDown',
  arrowleft: 'Left',
  arrowup: 'Up',
  arrowright: 'Right',
  arrowdown: 'Down',
  break: 'Pause',
  printscrn: 'PrintScreen',
  menu: 'ContextMenu',
  plus: '+',
  minus: '-',
  comma: ',',
  period: '.',
  backquote: '`',
});

/** What a tap with three fingers is called where a key would be. No keyboard has it; a host with a touch screen feeds it. */
export const TAP_NAME = 'ThreeFingerTap';

const BY_LOWER_CASE: Readonly<Record<string, string | undefined>> = table(
  Object.fromEntries(KEY_NAMES.map((name) => [name.toLowerCase(), name])),
);

/** A key's plain name, whatever its letter case or spelling (`KeyR`, `Digit1`, `esc`); undefined when unknown. */
export function canonicalKey(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (lower === TAP_NAME.toLowerCase()) return TAP_NAME;
  const short = /^(key[a-z]|digit[0-9])$/.test(lower) ? lower.slice(-1) : lower;
  return BY_LOWER_CASE[short] ?? KEY_ALIASES[short];
}

function table<T>(entries: Record<string, T>): Readonly<Record<string, T | undefined>> {
  return Object.assign(Object.create(null) as Record<string, T | undefined>, entries);
}
