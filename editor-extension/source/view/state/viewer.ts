import { computed, effect, signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { CaptureChange, CaptureSource, CaptureSummary } from '../../shared/captures';
import type { Assets, CreateEngine, CreateFileAnalysis, MountStatistics } from '../engine';
import type { Texts } from '../i18n/texts';
import { Captures, failureText } from './captures';
import { Comparison } from './comparison';
import { formatLink, parseLink } from './link';
import type { Link } from './link';
import { neighbour } from './list';
import { Removals } from './removals';
import { Session } from './session';
import type { Settings } from './settings';
import { titleOf } from './title';
import { Toasts } from './toasts';
import type { Say } from './toasts';
import type { Timers } from './timers';

/** What the page's engine gives; a design page or a test has its own. */
export interface Parts {
  createEngine: CreateEngine;
  mountStatistics: MountStatistics;
  createFileAnalysis: CreateFileAnalysis;
  assets: Assets;
}

/** What the shell needs of the window around it. A panel has no address, so its links are kept by nobody. */
export interface Surface {
  hash(): string;
  /** Replaces what stands behind the # of the address; '' takes it away. */
  setHash(hash: string): void;
  /** The whole address with this hash, to be copied. */
  address(hash: string): string;
  copyText(text: string): Promise<void>;
  saveFile(name: string, blob: Blob): void;
}

export type Section = 'metadata' | 'markers' | 'sources' | 'findings' | 'statistics' | 'export';
export const SECTIONS: readonly Section[] = ['findings', 'markers', 'metadata', 'sources', 'statistics', 'export'];

const ANNOUNCE_AFTER_MS = 1000;
const ANNOUNCED_MS = 8000;
const HASH_AFTER_MS = 300;

export interface ViewerOptions {
  /** Null: nothing but what is dropped. */
  source: CaptureSource | null;
  settings: Settings;
  parts: Parts;
  surface: Surface;
  timers: Timers;
}

/** Everything the page is: its captures, the one that is open, and what lies over it. */
export class Viewer {
  readonly captures: Signal<Captures | null> = signal(null);
  readonly session: Signal<Session | null> = signal(null);
  readonly comparison: Signal<Comparison | null> = signal(null);
  readonly section: Signal<Section> = signal('findings');
  readonly keysShown = signal(false);
  readonly comparePicker = signal(false);
  /** In a narrow page the list lies over the capture. */
  readonly listOver = signal(false);
  /** Makes the lower part open at this section take the focus. */
  readonly sectionFocus = signal(0);
  /** For the key that searches. */
  searchField: { focus(): void; select(): void; matches(selectors: string): boolean } | null = null;
  /** The moment a note is written for; null: the dialog is closed. */
  readonly noteAt: Signal<number | null> = signal(null);
  readonly busyFiles = signal(false);
  readonly toasts: Toasts;
  readonly settings: Settings;
  readonly parts: Parts;
  readonly surface: Surface;
  readonly selectedId = computed(() => this.session.value?.id ?? null);
  private removals: Removals | null = null;
  private readonly ends: (() => void)[] = [];
  private endSource: () => void = () => undefined;

  constructor(private readonly options: ViewerOptions) {
    this.settings = options.settings;
    this.parts = options.parts;
    this.surface = options.surface;
    this.toasts = new Toasts(options.timers, options.settings.texts);
    this.ends.push(
      effect(() => {
        this.listChanged();
      }),
      effect(() => {
        this.writeHash();
      }),
    );
    if (options.source) this.use(options.source);
  }

  /** The captures of the server or the editor; null without one. */
  get ownSource(): CaptureSource | null {
    return this.options.source;
  }

  get now(): number {
    return this.options.timers.now();
  }

  /** Shows the captures of this source instead. */
  use(source: CaptureSource, dispose: () => void = () => undefined): void {
    this.close();
    this.captures.peek()?.dispose();
    this.endSource();
    this.endSource = dispose;
    // What the address names is among the captures that were listed before.
    if (!source.can.link) this.surface.setHash('');
    let known: ReadonlySet<string> | null = null;
    const captures = new Captures(source, (change) => {
      this.changed(change);
    });
    this.captures.value = captures;
    this.removals = new Removals(captures, this.toasts, (id) => {
      this.select(id);
    });
    const endArrivals = effect(() => {
      if (captures.state.value.kind !== 'ready') return;
      const all = captures.all.value;
      const arrived = known ? all.filter(({ id }) => known?.has(id) === false) : [];
      known = new Set(all.map(({ id }) => id));
      const newest = arrived[0];
      if (newest && this.session.peek()) this.announce(newest, captures);
    });
    this.endSource = () => {
      endArrivals();
      dispose();
    };
    void captures.start();
  }

  select(id: string, link: Link | null = null): void {
    if (this.selectedId.peek() === id && !link) return;
    this.close();
    const captures = this.captures.peek();
    if (!captures) return;
    const session = new Session(id, captures.source, this.settings, this.options.timers, link);
    this.session.value = session;
    if (link?.compareWith) this.compareWith(link.compareWith, link.shiftSeconds);
  }

  /** Follows the address: true when it names a capture. */
  followHash(): boolean {
    const link = parseLink(this.surface.hash());
    if (!link || this.captures.peek()?.source.can.link !== true) return false;
    this.select(link.id, link);
    return true;
  }

  selectNeighbour(steps: number): void {
    const id = neighbour(this.captures.peek()?.shown.peek() ?? [], this.selectedId.peek(), steps);
    if (id) this.select(id);
  }

  search(): void {
    this.settings.listCollapsed.value = false;
    this.listOver.value = true;
    // At once, for what is typed next is to be searched for; or the list only now comes into the page.
    if (!this.focusSearch()) this.options.timers.after(0, () => this.focusSearch());
  }

  private focusSearch(): boolean {
    const field = this.searchField;
    field?.focus();
    if (field?.matches(':focus') !== true) return false;
    field.select();
    return true;
  }

  /** Opens a section of the lower part and moves the focus there. */
  showSection(section: Section): void {
    this.section.value = section;
    this.settings.lowerHidden.value = false;
    this.sectionFocus.value += 1;
  }

  compareWith(id: string, shiftSeconds: number | null = null): void {
    const a = this.session.peek();
    const captures = this.captures.peek();
    if (!a || !captures || id === a.id) return;
    this.endComparison();
    const b = new Session(id, captures.source, this.settings, this.options.timers, null);
    this.comparison.value = new Comparison(a, b, shiftSeconds);
  }

  endComparison(): void {
    const comparison = this.comparison.peek();
    this.comparison.value = null;
    comparison?.dispose();
    comparison?.b.dispose();
    const ready = comparison?.a.ready.peek();
    if (ready) comparison?.a.engine.peek()?.zoomTo(ready.view.range.peek());
  }

  close(): void {
    this.endComparison();
    this.comparePicker.value = false;
    const session = this.session.peek();
    this.session.value = null;
    session?.dispose();
  }

  async remove(id: string): Promise<void> {
    const captures = this.captures.peek();
    const capture = captures?.find(id);
    if (!captures?.source.can.write || !capture) return;
    const wasOpen = this.selectedId.peek() === id;
    if (wasOpen) {
      const shown = captures.shown.peek();
      const next = neighbour(shown, id, 1);
      const other = next === id ? neighbour(shown, id, -1) : next;
      this.close();
      if (other && other !== id) this.select(other);
    }
    const comparison = this.comparison.peek();
    const compared = comparison?.b.id === id ? comparison : null;
    if (compared) this.endComparison();
    const removed = await this.removals?.remove(capture);
    if (removed !== false) return;
    if (wasOpen) this.select(id);
    else if (compared && compared.a === this.session.peek()) this.compareWith(id, compared.shiftSeconds.peek());
  }

  undoRemove(): Promise<boolean> {
    return this.removals?.undo() ?? Promise.resolve(false);
  }

  async setPinned(id: string, pinned: boolean): Promise<void> {
    const captures = this.captures.peek();
    if (!captures?.source.can.write) return;
    captures.patch(id, { pinned });
    try {
      await captures.source.setPinned(id, pinned);
    } catch (error) {
      captures.patch(id, { pinned: !pinned });
      this.toasts.show('error', (texts) => `${texts.removed.pinFailed} ${failureText(error, texts)}`);
    }
  }

  /** What leads to this capture, with what is visible and what is selected. */
  link(): string {
    const session = this.session.value;
    if (!session) return '#';
    const view = session.ready.value?.view;
    const comparison = this.comparison.value;
    return formatLink({
      id: session.id,
      range: view?.range.value ?? null,
      selection: view?.selection.value ?? null,
      solo: (view?.lanes ?? []).map((lane, place) => (lane.solo.value ? place : -1)).filter((lane) => lane >= 0),
      spectrogram: view?.spectrogram.value ?? false,
      loudness: view?.loudness.value ?? false,
      compareWith: comparison?.b.id ?? null,
      shiftSeconds: comparison?.shiftSeconds.value ?? 0,
    });
  }

  async copy(text: string, done: Say, failed: Say): Promise<void> {
    try {
      await this.surface.copyText(text);
      this.toasts.show('done', done);
    } catch {
      this.toasts.show('error', failed);
    }
  }

  dispose(): void {
    for (const end of this.ends) end();
    this.close();
    this.captures.peek()?.dispose();
    this.endSource();
  }

  private listChanged(): void {
    const captures = this.captures.value;
    if (captures?.state.value.kind !== 'ready') return;
    const present = captures.present.value;
    const session = this.session.peek();
    for (const open of this.openSessions()) open.listed(captures.find(open.id));
    if (session) return;
    if (present[0] && !this.followHash()) this.select(present[0].id);
  }

  /** The open capture, and the one that stands beside it. */
  private openSessions(): Session[] {
    const b = this.comparison.peek()?.b;
    return [this.session.peek(), b].filter((session): session is Session => session !== null && session !== undefined);
  }

  private changed(change: CaptureChange): void {
    if (change.kind !== 'connection') return;
    if (change.lost) return;
    this.toasts.show('done', ({ states }) => states.reconnected);
    for (const { engine, opened, diagnosing } of this.openSessions()) {
      engine.peek()?.retry();
      diagnosing.retry();
      if (opened.state.peek().kind === 'failed' || opened.rereadError.peek()) void opened.read();
    }
  }

  /** A moment later: a track that comes before its mix looks like a capture of its own until then. */
  private announce(arrived: CaptureSummary, captures: Captures): void {
    this.options.timers.after(ANNOUNCE_AFTER_MS, () => {
      const capture = captures.find(arrived.id);
      if (!capture || this.captures.peek() !== captures || this.selectedId.peek() === capture.id) return;
      const run = (): void => {
        this.select(capture.id);
      };
      const action = { label: ({ list }: Texts) => list.open, run };
      const say: Say = (texts) => texts.list.arrived(titleOf(capture, texts));
      this.toasts.show('done', say, action, ANNOUNCED_MS);
    });
  }

  private endHashTimer: () => void = () => undefined;

  /** A moment later, so that scrolling does not write the address sixty times a second. */
  private writeHash(): void {
    const hash = this.link();
    this.endHashTimer();
    if (hash === '#' || this.captures.peek()?.source.can.link !== true) return;
    this.endHashTimer = this.options.timers.after(HASH_AFTER_MS, () => {
      this.surface.setHash(hash);
    });
  }
}
