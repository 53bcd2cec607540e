import { signal } from '@preact/signals';
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

const DONE_MS = 4000;
const ERROR_MS = 12_000;
const MAX_TOASTS = 4;

/** Short messages at the edge of the page. */
export class Toasts {
  readonly list = signal<readonly Toast[]>([]);
  private last = 0;

  constructor(readonly timers: Timers) {}

  show(kind: Toast['kind'], text: string, action: Toast['action'] = null, milliseconds?: number): number {
    const ms = milliseconds ?? (kind === 'error' ? ERROR_MS : DONE_MS);
    const toast: Toast = { id: (this.last += 1), kind, text, action, endsAtMs: this.timers.now() + ms };
    this.list.value = [...this.list.peek(), toast].slice(-MAX_TOASTS);
    this.timers.after(ms, () => {
      this.close(toast.id);
    });
    return toast.id;
  }

  close(id: number): void {
    if (this.list.peek().some((toast) => toast.id === id))
      this.list.value = this.list.peek().filter((toast) => toast.id !== id);
  }
}
