import { audibleLanes, hasAudio } from '../../state/view';
import { make } from '../base/dom';
import type { EngineContext } from '../context';
import type { LaneHead } from './LaneHead';
import type { LaneView } from './LaneView';
import type { LoudnessView } from './LoudnessView';
import type { OverviewView } from './OverviewView';
import type { RulerView } from './RulerView';
import type { SpectrogramView } from './SpectrogramView';

export interface StageViews {
  readonly overview: OverviewView;
  readonly ruler: RulerView;
  readonly lanes: readonly { readonly head: LaneHead; readonly view: LaneView }[];
  readonly spectrogram: SpectrogramView;
  readonly loudness: LoudnessView;
}

const body = (canvas: HTMLElement): HTMLElement => make('div', 'vre-body', {}, [canvas]);
const row = (className: string, head: HTMLElement, canvas: HTMLElement): HTMLElement =>
  make('div', `vre-row ${className}`, {}, [head, body(canvas)]);

const SETTLED_MS = 2000;

/** The elements of an engine and where they stand: overview, then ruler, lanes, spectrogram and loudness on one line. */
export class Stage {
  readonly overview: HTMLElement;
  readonly tracks = make('div', 'vre-tracks');
  /** Lies over the bodies of all tracks; takes no pointer. */
  readonly over = make('div', 'vre-over', { 'aria-hidden': 'true' });

  constructor(
    private readonly engine: EngineContext,
    views: StageViews,
  ) {
    const { view, texts, detail } = engine.options;
    this.overview = body(views.overview.surface.canvas);
    const hint = make('div', 'vre-lane-head vre-lane-hint');
    const spectrogram = row('vre-spectrogram-row', this.scaleHead(views.spectrogram), views.spectrogram.surface.canvas);
    const loudnessHead = make('div', 'vre-lane-head vre-lane-hint');
    const loudness = row('vre-loudness-row', loudnessHead, views.loudness.surface.canvas);
    const ruler = row('vre-ruler-row', make('div', 'vre-lane-head'), views.ruler.surface.canvas);
    const lanes = views.lanes.map(({ head, view: lane }) => row('vre-lane', head.element, lane.surface.canvas));
    this.tracks.append(ruler, ...lanes, loudness, this.over);
    engine.options.element.append(make('div', 'vre-row vre-overview-row', {}, [hint, this.overview]), this.tracks);
    engine.options.element.classList.add('vre-engine');
    let drawn = false;
    loudness.hidden = true;
    engine.scope.effect(() => {
      hint.textContent = texts.value.overviewHint;
      loudnessHead.textContent = this.loudnessText();
      // It stands below all lanes, where nobody would look for what the button has done.
      const appears = loudness.hidden && view.loudness.value;
      loudness.hidden = !view.loudness.value;
      if (appears && drawn) this.bringInSight(loudness);
      drawn = true;
      lanes.forEach((lane, place) => {
        lane.classList.toggle('vre-folded', view.lanes[place]?.folded.value ?? false);
        lane.classList.toggle('vre-focused', view.focusedLane.value === place);
      });
    });
    engine.scope.effect(() => {
      const audible = audibleLanes(detail, view);
      lanes.forEach((lane, place) =>
        lane.classList.toggle('vre-unheard', hasAudio(detail, place) && audible[place] !== true),
      );
    });
    engine.scope.effect(() => {
      const focused = lanes[view.focusedLane.value] ?? lanes[lanes.length - 1];
      if (view.spectrogram.value && focused !== undefined) focused.after(spectrogram);
      else spectrogram.remove();
    });
    engine.scope.add(() => {
      engine.options.element.replaceChildren();
      engine.options.element.classList.remove('vre-engine');
      engine.options.element.ariaBusy = null;
      delete engine.options.element.dataset['waveforms'];
    });
  }

  /** Also when what is around it finds its height only now. */
  private bringInSight(element: HTMLElement): void {
    const sight = new ResizeObserver(() => element.scrollIntoView({ block: 'nearest' }));
    sight.observe(this.engine.options.element.parentElement ?? element);
    sight.observe(element);
    setTimeout(() => sight.disconnect(), SETTLED_MS);
  }

  private loudnessText(): string {
    const { progress, loudness, options } = this.engine;
    const texts = options.texts.value;
    const measured = progress.value.filter(({ what }) => what === 'loudness');
    const least = Math.min(...measured.map(({ done }) => done));
    const approximate = loudness.value.some((each) => each?.approximate === true);
    const more = measured.length > 0 ? texts.measuring(Math.round(least * 100)) : approximate ? texts.approximate : '';
    return more === '' ? texts.loudness : `${texts.loudness} · ${more}`;
  }

  /** The name of the spectrogram's lane, and the choice of its scale. */
  private scaleHead(spectrogram: SpectrogramView): HTMLElement {
    const { scope, options } = this.engine;
    const title = make('div', 'vre-lane-hint');
    const button = make('button', 'vre-scale', { type: 'button' });
    scope.listen(button, 'click', () => {
      spectrogram.scale.value = spectrogram.scale.peek() === 'linear' ? 'log' : 'linear';
    });
    scope.effect(() => {
      const texts = options.texts.value;
      title.textContent = texts.spectrogram(this.engine.names.value[options.view.focusedLane.value] ?? '');
      const scale = spectrogram.scale.value === 'linear' ? texts.linear : texts.logarithmic;
      button.textContent = scale;
      button.setAttribute('aria-label', `${texts.frequencyScale}: ${scale}`);
    });
    return make('div', 'vre-lane-head', {}, [title, button]);
  }
}
