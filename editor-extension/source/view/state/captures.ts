import { computed, signal } from '@preact/signals';
import { CAPTURE_ERROR_CODES } from '../../shared/captures';
import type { CaptureChange, CaptureErrorBody, CaptureSource, CaptureSummary } from '../../shared/captures';
import type { Texts } from '../i18n/texts';
import { NO_FILTER, choicesOf, filterCaptures, newestFirst, rowsByDay } from './list';
import type { ListFilter } from './list';

export type ListState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: CaptureErrorBody };

/** Any failure as what the page shows. */
export function errorBody(error: unknown): CaptureErrorBody {
  const { code: given, message = String(error) } = Object(error) as { code?: unknown; message?: string };
  return { code: CAPTURE_ERROR_CODES.find((known) => known === given) ?? 'io', message };
}

/** What failed and what to do, in the page's language; behind it the words of whoever failed, which are English. */
export function failureText(error: unknown, texts: Texts): string {
  const { code, message } = errorBody(error);
  const { what, next } = texts.errors[code];
  const said = `${what} ${next}`.replaceAll('`', '');
  return code === 'lost' ? said : `${said} ${texts.errorDetail(message)}`;
}

/** The captures of one source, kept current: what is there, and what of it is shown. */
export class Captures {
  readonly all = signal<readonly CaptureSummary[]>([]);
  readonly state = signal<ListState>({ kind: 'loading' });
  readonly folder = signal('');
  readonly lost = signal(false);
  readonly filter = signal<ListFilter>(NO_FILTER);
  /** Out of sight while a removal can be undone; the source may still list them for a moment. */
  readonly hidden = signal<ReadonlySet<string>>(new Set());
  readonly present = computed(() => newestFirst(this.all.value.filter(({ id }) => !this.hidden.value.has(id))));
  readonly shown = computed(() => filterCaptures(this.present.value, this.filter.value));
  readonly rows = computed(() => rowsByDay(this.shown.value));
  readonly choices = computed(() => choicesOf(this.present.value));
  private running = false;
  private again = false;
  private ended = false;
  private endWatch: (() => void) | null = null;

  constructor(
    readonly source: CaptureSource,
    private readonly onChange: (change: CaptureChange) => void = () => undefined,
  ) {}

  async start(): Promise<void> {
    this.endWatch = this.source.watch((change) => {
      this.changed(change);
    });
    void this.source.folder().then(
      (folder) => (this.folder.value = folder),
      () => undefined,
    );
    await this.refresh();
  }

  /** One listing at a time; what changes meanwhile is listed once more afterwards. */
  async refresh(): Promise<void> {
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    do {
      this.again = false;
      await this.readList();
    } while (this.again && !this.ended);
    this.running = false;
  }

  find(id: string | null): CaptureSummary | null {
    return this.present.value.find((capture) => capture.id === id) ?? null;
  }

  /** Changes one summary here, before the source has told of it. */
  patch(id: string, change: Partial<CaptureSummary>): void {
    this.all.value = this.all.peek().map((capture) => (capture.id === id ? { ...capture, ...change } : capture));
  }

  hide(id: string, on: boolean): void {
    const hidden = new Set(this.hidden.peek());
    if (on) hidden.add(id);
    else hidden.delete(id);
    this.hidden.value = hidden;
  }

  dispose(): void {
    this.ended = true;
    this.endWatch?.();
  }

  private async readList(): Promise<void> {
    try {
      const list = await this.source.list();
      if (this.ended) return;
      this.all.value = list;
      this.state.value = { kind: 'ready' };
    } catch (error) {
      const body = errorBody(error);
      if (this.ended || body.code === 'cancelled') return;
      // What is loaded stays usable; the banner of the lost connection says the rest.
      if (this.state.peek().kind === 'ready' && body.code === 'lost') return;
      this.state.value = { kind: 'failed', error: body };
    }
  }

  private changed(change: CaptureChange): void {
    if (change.kind === 'connection') {
      const before = this.lost.peek();
      this.lost.value = change.lost;
      if (before && !change.lost) void this.refresh();
    }
    if (change.kind === 'list') void this.refresh();
    this.onChange(change);
  }
}
