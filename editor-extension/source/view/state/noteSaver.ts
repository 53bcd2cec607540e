import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { CaptureErrorBody } from '../../shared/captures';
import { errorBody } from './captures';
import { NoteDrafts } from './noteDrafts';
import type { Store } from './settings';
import type { Timers } from './timers';

export type NoteState = 'saved' | 'dirty' | 'saving' | 'failed';

const SAVE_AFTER_MS = 800;
const FIRST_RETRY_MS = 2000;
const LAST_RETRY_MS = 30_000;
/** What may be over a moment later; the rest fails in the same way again. */
const PASSING: readonly CaptureErrorBody['code'][] = ['lost', 'busy', 'io'];
/** A listing is hardly ever later than so many of our own saves. */
const MAX_SENT = 8;

export interface NoteSaverOptions {
  id: string;
  /** Of the captures; another one may have a capture of this id as well. */
  folder: string;
  /** As it stands beside the capture. */
  saved: string;
  save: (note: string) => Promise<void>;
  store: Store;
  timers: Timers;
}

export const isPassing = ({ code }: CaptureErrorBody): boolean => PASSING.includes(code);

/**
 * Saves a note a moment after the last letter. What could not be saved stays in the editor and in the browser's storage
 * and is brought back when the capture is opened the next time. Nothing is saved by itself over a note that was written
 * elsewhere meanwhile: whoever writes here chooses.
 */
export class NoteSaver {
  readonly text: Signal<string>;
  readonly state = signal<NoteState>('saved');
  /** Why the last try failed. */
  readonly error = signal<CaptureErrorBody | null>(null);
  /** Of an earlier visit, written on another note than there is now. */
  readonly unsaved = signal<string | null>(null);
  /** The note that was written elsewhere while another is written here; nothing is saved until one is chosen. */
  readonly theirs = signal<string | null>(null);
  /** The text is a draft of an earlier visit. */
  readonly restored: boolean;
  private readonly drafts: NoteDrafts;
  /** What the text in the editor was written on. */
  private saved: string;
  /** As the last listing had it. */
  private listed: string;
  /** Our own texts that no listing has shown yet. */
  private sent: string[] = [];
  private retryMs = FIRST_RETRY_MS;
  private waiting: (() => void) | null = null;
  private running: Promise<void> | null = null;
  private ended = false;

  constructor(private readonly options: NoteSaverOptions) {
    this.saved = options.saved;
    this.listed = options.saved;
    this.drafts = new NoteDrafts(options.store, options.folder, options.id);
    const draft = this.drafts.read(options.saved);
    this.restored = draft.text !== null;
    this.text = signal(draft.text ?? options.saved);
    this.unsaved.value = draft.unsaved;
    if (this.restored) {
      this.state.value = 'dirty';
      this.schedule(SAVE_AFTER_MS);
    } else this.keep();
  }

  change(text: string): void {
    if (text === this.text.peek()) return;
    this.text.value = text;
    this.keep();
    if (this.state.peek() !== 'saving') this.state.value = 'dirty';
    this.schedule(SAVE_AFTER_MS);
  }

  /** The captures were listed again, with this note. */
  arrived(listed: string): void {
    if (this.running || listed === this.listed) return;
    this.listed = listed;
    const own = this.sent.lastIndexOf(listed);
    this.sent = this.sent.slice(own + 1);
    // The listing was made before our last save, and the next one will show it.
    if (own >= 0 && this.sent.length > 0) return;
    const text = this.text.peek();
    const untouched = text === this.saved && this.theirs.peek() === null;
    if (untouched || text === listed) {
      this.saved = listed;
      this.text.value = listed;
      this.settle();
    } else if (listed === this.saved || own >= 0) {
      this.saved = listed;
      this.theirs.value = null;
      this.schedule(SAVE_AFTER_MS);
    } else this.theirs.value = listed;
  }

  useUnsaved(): void {
    const text = this.unsaved.peek();
    if (text === null) return;
    this.unsaved.value = null;
    this.change(text);
    this.keep();
  }

  discardUnsaved(): void {
    this.unsaved.value = null;
    this.keep();
  }

  /** Over the note that was written elsewhere. */
  async saveMine(): Promise<void> {
    this.saved = this.theirs.peek() ?? this.saved;
    this.theirs.value = null;
    await this.flush();
  }

  takeTheirs(): void {
    const theirs = this.theirs.peek();
    if (theirs === null) return;
    this.saved = theirs;
    this.text.value = theirs;
    this.settle();
  }

  /** Saves at once what is not saved; resolves when it is, or when that failed. */
  async flush(): Promise<void> {
    this.endWait();
    while (this.running) await this.running;
    if (this.theirs.peek() !== null) return;
    if (this.text.peek() === this.saved) this.settle();
    else await this.save();
  }

  /** Tries once more to save, and nothing after that. */
  async dispose(): Promise<void> {
    this.ended = true;
    await this.flush();
  }

  private endWait(): void {
    this.waiting?.();
    this.waiting = null;
  }

  private schedule(ms: number): void {
    this.endWait();
    if (this.ended || this.theirs.peek() !== null) return;
    this.waiting = this.options.timers.after(ms, () => {
      this.waiting = null;
      void this.flush();
    });
  }

  private settle(): void {
    this.endWait();
    this.state.value = 'saved';
    this.error.value = null;
    this.theirs.value = null;
    this.keep();
  }

  private keep(): void {
    this.drafts.write({ base: this.saved, text: this.text.peek(), unsaved: this.unsaved.peek() });
  }

  private async save(): Promise<void> {
    const text = this.text.peek();
    this.state.value = 'saving';
    this.sent = [...this.sent, text].slice(-MAX_SENT);
    this.running = this.options.save(text).then(
      () => {
        this.saved = text;
        this.retryMs = FIRST_RETRY_MS;
        this.error.value = null;
        if (this.text.peek() === text) this.settle();
        else {
          this.state.value = 'dirty';
          this.keep();
        }
      },
      (error: unknown) => {
        this.fail(errorBody(error));
      },
    );
    await this.running;
    this.running = null;
  }

  private fail(error: CaptureErrorBody): void {
    this.state.value = 'failed';
    this.error.value = error;
    if (!isPassing(error)) return;
    this.schedule(this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS);
  }
}
