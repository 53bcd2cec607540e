/** Which key does what. Pure: the page gives the event's fields and runs the command. */

export type Command =
  | 'playPause'
  | 'slower'
  | 'pauseKey'
  | 'faster'
  | 'back'
  | 'forward'
  | 'backFine'
  | 'forwardFine'
  | 'start'
  | 'end'
  | 'speedDown'
  | 'speedUp'
  | 'loop'
  | 'solo'
  | 'swap'
  | 'selectFrom'
  | 'selectTo'
  | 'clear'
  | 'zoomIn'
  | 'zoomOut'
  | 'fit'
  | 'last'
  | 'spectrogram'
  | 'loudness'
  | 'normalise'
  | 'next'
  | 'previous'
  | 'note'
  | 'export'
  | 'share'
  | 'down'
  | 'up'
  | 'search'
  | 'compare'
  | 'hearOther'
  | 'pin'
  | 'remove'
  | 'undo'
  | 'help';

export type KeyGroup = 'play' | 'view' | 'mark' | 'captures';

export interface Binding {
  command: Command;
  group: KeyGroup;
  /** As KeyboardEvent.key; letters are lower case. */
  key: string;
  shift?: boolean;
  /** Control, or Command on a Mac. */
  control?: boolean;
  /** On the key sheet, where it is not the key itself. */
  shown?: string;
}

export const BINDINGS: readonly Binding[] = [
  { command: 'playPause', group: 'play', key: ' ', shown: 'Space' },
  { command: 'slower', group: 'play', key: 'j' },
  { command: 'pauseKey', group: 'play', key: 'k' },
  { command: 'faster', group: 'play', key: 'l' },
  { command: 'back', group: 'play', key: 'ArrowLeft', shown: '←' },
  { command: 'forward', group: 'play', key: 'ArrowRight', shown: '→' },
  { command: 'backFine', group: 'play', key: 'ArrowLeft', shift: true, shown: '⇧ ←' },
  { command: 'forwardFine', group: 'play', key: 'ArrowRight', shift: true, shown: '⇧ →' },
  { command: 'start', group: 'play', key: 'Home' },
  { command: 'end', group: 'play', key: 'End' },
  { command: 'speedDown', group: 'play', key: '<' },
  { command: 'speedUp', group: 'play', key: '>' },
  { command: 'loop', group: 'play', key: 'r' },
  { command: 'solo', group: 'play', key: '1', shown: '1 … 9' },
  { command: 'swap', group: 'play', key: 'b' },
  { command: 'fit', group: 'view', key: 'f' },
  { command: 'last', group: 'view', key: '0' },
  { command: 'zoomIn', group: 'view', key: '+' },
  { command: 'zoomOut', group: 'view', key: '-' },
  { command: 'spectrogram', group: 'view', key: 's' },
  { command: 'loudness', group: 'view', key: 'u' },
  { command: 'normalise', group: 'view', key: 'g' },
  { command: 'next', group: 'mark', key: 'n' },
  { command: 'previous', group: 'mark', key: 'p' },
  { command: 'note', group: 'mark', key: 'm' },
  { command: 'selectFrom', group: 'mark', key: '[' },
  { command: 'selectTo', group: 'mark', key: ']' },
  { command: 'clear', group: 'mark', key: 'Escape', shown: 'Esc' },
  { command: 'export', group: 'mark', key: 'e' },
  { command: 'share', group: 'mark', key: 'l', shift: true, shown: '⇧ L' },
  { command: 'up', group: 'captures', key: 'ArrowUp', shown: '↑' },
  { command: 'down', group: 'captures', key: 'ArrowDown', shown: '↓' },
  { command: 'search', group: 'captures', key: '/' },
  { command: 'compare', group: 'captures', key: 'c' },
  { command: 'hearOther', group: 'captures', key: 'x' },
  { command: 'pin', group: 'captures', key: 'p', shift: true, shown: '⇧ P' },
  { command: 'remove', group: 'captures', key: 'Delete', shown: 'Del' },
  { command: 'undo', group: 'captures', key: 'z', control: true, shown: 'Ctrl Z' },
  { command: 'help', group: 'captures', key: '?' },
];

export interface Pressed {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** Keys of signs need Shift on some keyboards and not on others, so only letters and arrows tell it apart. */
const TELLS_SHIFT = /^([a-z]|Arrow\w+)$/;

export interface Pushed {
  command: Command;
  /** Of `solo`: place of the lane. */
  lane: number;
}

export function commandOf(pressed: Pressed): Pushed | null {
  if (pressed.altKey) return null;
  const control = pressed.ctrlKey || pressed.metaKey;
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  if (!control && /^[1-9]$/.test(key)) return { command: 'solo', lane: Number(key) - 1 };
  const aliased = key === '=' ? '+' : key === '_' ? '-' : key;
  const found = BINDINGS.find(
    (binding) =>
      binding.key === aliased &&
      binding.command !== 'solo' &&
      (binding.control ?? false) === control &&
      (!TELLS_SHIFT.test(aliased) || (binding.shift ?? false) === pressed.shiftKey),
  );
  return found ? { command: found.command, lane: -1 } : null;
}

/** Letters and signs: what may be switched off. Arrows, Delete, Escape and what needs Ctrl stay. */
export const isSingleKey = (pressed: Pressed): boolean =>
  pressed.key.length === 1 && !pressed.ctrlKey && !pressed.metaKey;

/** How a command's key is written in a hint. */
export function keyOf(command: Command): string {
  const binding = BINDINGS.find((one) => one.command === command);
  return binding ? (binding.shown ?? binding.key.toUpperCase()) : '';
}
