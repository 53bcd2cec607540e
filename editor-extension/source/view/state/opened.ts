import { signal } from '@preact/signals';
import type { CaptureDetail, CaptureErrorBody, CaptureSource, CaptureSummary } from '../../shared/captures';
import type { Range, ViewState } from '../engine';
import { errorBody } from './captures';
import { LAST_SECONDS, clampRange, createViewState, hasAudio } from './view';
import type { Link } from './link';
import { anchor, lastSeconds } from './opening';
import { keepLooking } from './reread';
import type { Settings } from './settings';

export type OpenedState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly detail: CaptureDetail; readonly view: ViewState }
  | { readonly kind: 'failed'; readonly error: CaptureErrorBody };

/** Shows what a link asks for, else the last seconds before the key press, with the toggles as they were left. */
export function placeView(detail: CaptureDetail, view: ViewState, link: Link | null, settings: Settings): void {
  const within = (range: Range | null | undefined): Range | null =>
    range && range.from < detail.durationSeconds ? clampRange(range, detail.durationSeconds) : null;
  const selection = within(link?.selection);
  const asked = within(link?.range) ?? selection;
  view.range.value = asked ?? lastSeconds(detail);
  view.selection.value = selection;
  view.position.value = selection?.from ?? asked?.from ?? Math.max(anchor(detail) - LAST_SECONDS, 0);
  view.spectrogram.value = link?.spectrogram || settings.spectrogram.peek();
  view.loudness.value = link?.loudness || settings.loudness.peek();
  view.normalise.value = settings.normalise.peek();
  const firstSolo = link?.solo.find((lane) => hasAudio(detail, lane));
  for (const lane of link?.solo ?? []) {
    const state = view.lanes[lane];
    if (state && hasAudio(detail, lane)) state.solo.value = true;
  }
  if (firstSolo !== undefined) view.focusedLane.value = firstSolo;
}

/** One capture that is open, or is being opened, or could not be. */
export class Opened {
  readonly state = signal<OpenedState>({ kind: 'loading' });
  /** It was there, and is not any more. */
  readonly gone = signal(false);
  /** Its files have grown or changed since it was read. */
  readonly stale = signal(false);
  /** Why it could not be read again; what was read before stays. */
  readonly rereadError = signal<CaptureErrorBody | null>(null);
  private ended = false;

  constructor(
    readonly id: string,
    private readonly source: CaptureSource,
    private readonly settings: Settings,
    private readonly link: Link | null,
  ) {}

  async read(): Promise<void> {
    const before = this.state.peek();
    try {
      const detail = await this.source.open(this.id);
      if (this.ended) return;
      const view = createViewState(detail);
      if (before.kind === 'ready') keepLooking(before, { detail, view });
      else placeView(detail, view, this.link, this.settings);
      this.stale.value = false;
      this.gone.value = false;
      this.rereadError.value = null;
      this.state.value = { kind: 'ready', detail, view };
    } catch (error) {
      const body = errorBody(error);
      if (this.ended || body.code === 'cancelled') return;
      if (before.kind === 'ready' && body.code === 'not-found') this.gone.value = true;
      else if (before.kind === 'ready') this.rereadError.value = body;
      else this.state.value = { kind: 'failed', error: body };
    }
  }

  /** The list is another now. */
  listed(summary: CaptureSummary | null, listIsReady: boolean): void {
    const state = this.state.peek();
    if (!listIsReady || state.kind !== 'ready') return;
    this.gone.value = summary === null;
    if (!summary) return;
    const known = state.detail.summary;
    // A note changes the size of the sidecar: only what is still written is compared by its size.
    const grown = known.live && (summary.bytes !== known.bytes || !summary.live);
    this.stale.value = grown || summary.startedAtUnixMs !== known.startedAtUnixMs;
  }

  dispose(): void {
    this.ended = true;
  }
}
