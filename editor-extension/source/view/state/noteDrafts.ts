import type { Store } from './settings';

export interface NoteDraft {
  /** The note that the text was written on. */
  base: string;
  text: string;
  /** One of an earlier visit that nobody has used or discarded. */
  unsaved: string | null;
}

/** What was written and not saved, in the browser's storage: of one capture of one folder. */
export class NoteDrafts {
  private readonly key: string;

  constructor(
    private readonly store: Store,
    folder: string,
    id: string,
  ) {
    this.key = `voice-recorder.draft.${id}.${folder}`;
  }

  /** `text`: goes on from the note that is saved now; `unsaved`: does not, or was left over before. */
  read(saved: string): { text: string | null; unsaved: string | null } {
    const draft = parsed(this.store.getItem(this.key));
    if (draft === null) return { text: null, unsaved: null };
    const { base, text, unsaved } = draft;
    const isWritten = text !== base && text !== saved;
    if (isWritten && base === saved) return { text, unsaved };
    const left = [unsaved, isWritten ? text : null].filter((each) => each !== null && each !== saved);
    return { text: null, unsaved: left.length === 0 ? null : left.join('\n') };
  }

  write(draft: NoteDraft): void {
    if (draft.text === draft.base && draft.unsaved === null) this.store.removeItem(this.key);
    else this.store.setItem(this.key, JSON.stringify(draft));
  }
}

function parsed(text: string | null): NoteDraft | null {
  let value: unknown;
  try {
    value = JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
  const { base, text: written, unsaved } = Object(value) as Partial<Record<keyof NoteDraft, unknown>>;
  if (typeof base !== 'string' || typeof written !== 'string') return null;
  return { base, text: written, unsaved: typeof unsaved === 'string' ? unsaved : null };
}
