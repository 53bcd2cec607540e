import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Texts } from '../i18n/texts';
import type { Timers } from './timers';

export interface Toast {
  id: number;
  kind: 'done' | 'error';
  text: string;
  /** A button; it ends the toast. */
  action: { label: string; run: () => void } | null;
  /** When it goes, on the timers' clock; a countdown is shown where there is an action. */
  endsAtMs: number;
}

/** What it says, in the language of the moment. */
export type Say = (texts: Texts) => string;

interface Kept extends Pick<Toast, 'id' | 'kind' | 'endsAtMs'> {
  say: Say;
  action: { label: Say; run: () => void } | null;
}

const DONE_MS = 4000;
const ERROR_MS = 12_000;
const MAX_TOASTS = 4;

/** Short messages at the edge of the page. */
export class Toasts {
  readonly list: ReadonlySignal<readonly Toast[]>;
  private readonly kept = signal<readonly Kept[]>([]);
  private last = 0;

  constructor(
    readonly timers: Timers,
    texts: ReadonlySignal<Texts>,
  ) {
    this.list = computed(() =>
      this.kept.value.map(({ say, action, ...rest }) => ({
        ...rest,
        text: say(texts.value),
        action: action && { label: action.label(texts.value), run: action.run },
      })),
    );
  }

  show(kind: Toast['kind'], say: Say, action: Kept['action'] = null, milliseconds?: number): number {
    const ms = milliseconds ?? (kind === 'error' ? ERROR_MS : DONE_MS);
    const toast: Kept = { id: (this.last += 1), kind, say, action, endsAtMs: this.timers.now() + ms };
    this.kept.value = [...this.kept.peek(), toast].slice(-MAX_TOASTS);
    this.timers.after(ms, () => {
      this.close(toast.id);
    });
    return toast.id;
  }

  close(id: number): void {
    if (this.kept.peek().some((toast) => toast.id === id))
      this.kept.value = this.kept.peek().filter((toast) => toast.id !== id);
  }
}
