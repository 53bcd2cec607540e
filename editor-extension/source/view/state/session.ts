import { computed, effect, signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { Loudness } from '../../shared/analysis';
import type { CaptureDetail, CaptureSource, CaptureSummary } from '../../shared/captures';
import type { Engine, ViewState } from '../engine';
import { Diagnosing } from './diagnosing';
import { findingsOf } from './findings';
import type { Link } from './link';
import { NoteSaver } from './noteSaver';
import { timedNotes } from './notes';
import { Opened } from './opened';
import { safely } from './settings';
import type { Settings } from './settings';
import type { Timers } from './timers';

/** One capture on the page, with its engine, its note and its findings. */
export class Session {
  readonly opened: Opened;
  /** There while its lanes stand in the page. */
  readonly engine: Signal<Engine | null> = signal(null);
  readonly note: Signal<NoteSaver | null> = signal(null);
  readonly diagnosing: Diagnosing;
  readonly ready = computed(() => {
    const state = this.opened.state.value;
    return state.kind === 'ready' ? state : null;
  });
  /** The mix, else the first lane that is measured. */
  readonly loudness = computed<Loudness | null>(() => {
    const lanes = this.ready.value?.detail.lanes ?? [];
    const all = this.engine.value?.loudness.value ?? [];
    return all[lanes.findIndex(({ kind }) => kind === 'mix')] ?? all.find((one) => one !== null) ?? null;
  });
  /** undefined: not known yet; null: not to be had, so that nothing written here is kept in the browser. */
  private readonly folder: Signal<string | null | undefined> = signal(undefined);
  private readonly ends: (() => void)[];

  constructor(
    readonly id: string,
    private readonly source: CaptureSource,
    private readonly settings: Settings,
    private readonly timers: Timers,
    link: Link | null,
  ) {
    this.opened = new Opened(id, source, settings, link);
    this.diagnosing = new Diagnosing(id, source);
    this.ends = [
      effect(() => {
        if (this.ready.value) void this.diagnosing.read();
      }),
      effect(() => {
        const ready = this.ready.value;
        const folder = this.folder.value;
        if (ready && folder !== undefined && !this.note.peek()) this.note.value = this.noteOf(ready.detail, folder);
      }),
      effect(() => {
        const ready = this.ready.value;
        const text = this.note.value?.text.value ?? ready?.detail.summary.note ?? '';
        if (ready) ready.view.notes.value = timedNotes(text);
      }),
      effect(() => {
        const ready = this.ready.value;
        const maps = this.engine.value?.maps.value ?? [];
        const state = this.diagnosing.state.value;
        const diagnosis = state.kind === 'ready' ? state.diagnosis : null;
        const texts = settings.texts.value;
        const language = settings.language.value;
        if (ready) ready.view.findings.value = findingsOf(ready.detail, maps, diagnosis, texts, language);
      }),
    ];
    void source.folder().then(
      (folder) => (this.folder.value = folder),
      () => (this.folder.value = null),
    );
    void this.opened.read();
  }

  /** The list is another now; null: this capture is not in it. */
  listed(summary: CaptureSummary | null): void {
    this.opened.listed(summary, true);
    if (summary) this.note.peek()?.arrived(summary.note);
  }

  /** The toggles of the page are the same in every capture. */
  keepToggles(view: ViewState): () => void {
    return effect(() => {
      this.settings.spectrogram.value = view.spectrogram.value;
      this.settings.loudness.value = view.loudness.value;
      this.settings.normalise.value = view.normalise.value;
    });
  }

  dispose(): void {
    for (const end of this.ends) end();
    this.opened.dispose();
    this.diagnosing.dispose();
    // Now, and not when the page is drawn anew: a capture that goes is asked for nothing any more.
    this.engine.peek()?.dispose();
    void this.note.peek()?.dispose();
  }

  private noteOf(detail: CaptureDetail, folder: string | null): NoteSaver | null {
    if (!this.source.can.write) return null;
    return new NoteSaver({
      id: this.id,
      folder: folder ?? '',
      saved: detail.summary.note,
      save: (note) => this.source.setNote(this.id, note),
      store: folder === null ? safely(null) : this.settings.store,
      timers: this.timers,
    });
  }
}
