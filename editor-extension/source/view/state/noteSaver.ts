import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { Store } from './settings';
import type { Timers } from './timers';

export type NoteState = 'saved' | 'dirty' | 'saving' | 'failed';

const SAVE_AFTER_MS = 800;
const FIRST_RETRY_MS = 2000;
const LAST_RETRY_MS = 30_000;
const draftKey = (id: string): string => `voice-recorder.draft.${id}`;

export interface NoteSaverOptions {
  id: string;
  /** As it stands beside the capture. */
  saved: string;
  save: (note: string) => Promise<void>;
  store: Store;
  timers: Timers;
}

/**
 * Saves a note a moment after the last letter. What could not be saved stays in the editor and in the browser's storage,
 * is tried again, and is brought back when the capture is opened the next time.
 */
export class NoteSaver {
  readonly text: Signal<string>;
  readonly state = signal<NoteState>('saved');
  /** The text is a draft of an earlier visit. */
  readonly restored: boolean;
  private saved: string;
  private retryMs = FIRST_RETRY_MS;
  private waiting: (() => void) | null = null;
  private running: Promise<void> | null = null;

  constructor(private readonly options: NoteSaverOptions) {
    this.saved = options.saved;
    const draft = options.store.getItem(draftKey(options.id));
    this.restored = draft !== null && draft !== options.saved;
    this.text = signal(this.restored && draft !== null ? draft : options.saved);
    if (this.restored) {
      this.state.value = 'dirty';
      this.schedule(SAVE_AFTER_MS);
    } else options.store.removeItem(draftKey(options.id));
  }

  change(text: string): void {
    if (text === this.text.peek()) return;
    this.text.value = text;
    this.options.store.setItem(draftKey(this.options.id), text);
    if (this.state.peek() !== 'saving') this.state.value = 'dirty';
    this.schedule(SAVE_AFTER_MS);
  }

  /** The text beside the capture is another now; what is being written here wins. */
  arrived(saved: string): void {
    const untouched = this.text.peek() === this.saved;
    if (this.running) return;
    this.saved = saved;
    if (untouched) this.text.value = saved;
  }

  /** Saves at once what is not saved; resolves when it is, or when that failed. */
  async flush(): Promise<void> {
    this.waiting?.();
    this.waiting = null;
    if (this.running) await this.running;
    if (this.text.peek() === this.saved) this.settle();
    else await this.save();
  }

  private schedule(ms: number): void {
    this.waiting?.();
    this.waiting = this.options.timers.after(ms, () => {
      this.waiting = null;
      void this.flush();
    });
  }

  private settle(): void {
    this.state.value = 'saved';
    this.options.store.removeItem(draftKey(this.options.id));
  }

  private async save(): Promise<void> {
    const text = this.text.peek();
    this.state.value = 'saving';
    this.running = this.options.save(text).then(
      () => {
        this.saved = text;
        this.retryMs = FIRST_RETRY_MS;
        if (this.text.peek() === text) this.settle();
        else this.state.value = 'dirty';
      },
      () => {
        this.state.value = 'failed';
        this.schedule(this.retryMs);
        this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS);
      },
    );
    await this.running;
    this.running = null;
  }
}
