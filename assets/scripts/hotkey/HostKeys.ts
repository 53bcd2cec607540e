import type { KeyInput } from './Keyboard';

/** The presses of keys, as the host of a bridge counts them. */
export interface KeyFeed {
  /** The number of a key, by its plain name; from here on its presses are counted. */
  watchKey(key: string): number;
  /** How often it went down, times 16, and as the rest the modifiers of the last time: 1 Ctrl, 2 Shift, 4 Alt, 8 Meta. */
  keyPresses(id: number): number;
}

/** `keyPresses` is the number of presses times this, and the modifiers of the last one. */
const MODIFIER_VALUES = 16;

interface Watched {
  readonly key: string;
  readonly id: number;
  presses: number;
}

/** The keys of one recorder at which the host itself looks, so that no game need feed them. */
export class HostKeys {
  private readonly watched: Watched[] = [];

  /** `feed` undefined: this host looks at no keys. `pressed` hears of a key once for all its presses since the last poll. */
  constructor(
    private readonly feed: KeyFeed | undefined,
    private readonly pressed: (input: KeyInput) => void,
  ) {}

  /** From here on; what was pressed before does not count. `key` is a plain name. */
  watch(key: string): void {
    if (this.feed === undefined || this.watched.some((each) => each.key === key)) return;
    const id = this.feed.watchKey(key);
    this.watched.push({ key, id, presses: Math.floor(this.feed.keyPresses(id) / MODIFIER_VALUES) });
  }

  poll(): void {
    if (this.feed === undefined) return;
    for (const each of this.watched) {
      const told = this.feed.keyPresses(each.id);
      const presses = Math.floor(told / MODIFIER_VALUES);
      if (presses === each.presses) continue;
      each.presses = presses;
      const held = (bit: number): boolean => Math.floor(told / bit) % 2 === 1;
      this.pressed({ key: each.key, ctrl: held(1), shift: held(2), alt: held(4), meta: held(8) });
    }
  }
}
