import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { LaneLevel, Range } from '../engine';
import { showing } from '../state/view';
import type { Wanted } from './base/requestQueue';
import type { EngineContext, View } from './context';
import type { Data } from './Data';
import { Frames } from './draw/Frames';
import { LanePointer } from './input/lanePointer';
import { attachOverviewPointer } from './input/overviewPointer';
import { RangeMotion } from './input/RangeMotion';
import { attachWheel } from './input/wheel';
import { LaneHead } from './rows/LaneHead';
import { LaneView } from './rows/LaneView';
import { LoudnessView } from './rows/LoudnessView';
import { Marks } from './rows/Marks';
import { OverviewView } from './rows/OverviewView';
import { RulerView } from './rows/RulerView';
import { SpectrogramView } from './rows/SpectrogramView';
import { Stage } from './rows/Stage';
import { type Axis, makeAxis, secondsAt } from './time/axis';
import { stretchAround } from './time/moments';

export interface PainterLinks {
  readonly levels: ReadonlySignal<readonly (LaneLevel | null)[]>;
  readonly playing: () => boolean;
  readonly seek: (seconds: number) => void;
}

/** Draws what has changed once a frame, asks for the data that the view lacks, and takes the pointer. */
export class Painter {
  readonly frames: Frames;
  private readonly overview: OverviewView;
  private readonly ruler: RulerView;
  private readonly lanes: readonly LaneView[];
  private readonly spectrogram: SpectrogramView;
  private readonly loudness: LoudnessView;
  private readonly stage: Stage;
  private readonly motion: RangeMotion;
  private readonly forced = new Set<View>();
  /** Of the line of lanes, in device pixels. */
  private readonly width = signal(0);
  private readonly scale = signal(1);

  constructor(
    private readonly engine: EngineContext,
    private readonly data: Data,
    private readonly links: PainterLinks,
  ) {
    this.frames = new Frames(() => this.draw());
    this.overview = new OverviewView(engine, data.waves);
    this.ruler = new RulerView(engine);
    this.lanes = data.waves.map((wave, place) => new LaneView(engine, place, wave));
    this.spectrogram = new SpectrogramView(engine, data.laneSounds, data.tiles);
    this.loudness = new LoudnessView(engine);
    const heads = data.laneSounds.map((sound, place) => new LaneHead(engine, place, links.levels, sound !== null));
    const { overview, ruler, spectrogram, loudness } = this;
    const lanes = this.lanes.flatMap((view, place) => {
      const head = heads[place];
      return head === undefined ? [] : [{ view, head }];
    });
    this.stage = new Stage(engine, { overview, ruler, lanes, spectrogram, loudness });
    this.motion = new RangeMotion(engine.options.view, () => engine.options.reducedMotion.peek());
    data.onData = (lane) => this.dataCame(lane);
    data.onTile = () => this.spectrogram.invalidate();
    this.watchSizes();
    this.takePointer();
    this.followPlayback();
    engine.scope.add(() => this.frames.stop());
    engine.scope.add(() => this.motion.stop());
  }

  /** Everything is drawn again, as after a change of colours. */
  invalidate(): void {
    for (const view of this.views()) this.forced.add(view);
    this.frames.ask();
  }

  zoomTo(range: Range): void {
    this.motion.to(range);
  }

  get waveformsComplete(): boolean {
    return this.lanes.every((lane) => !lane.visible() || lane.complete);
  }

  get waits(): boolean {
    return this.spectrogram.visible() && !this.spectrogram.complete;
  }

  private views(): readonly View[] {
    return [this.overview, this.ruler, ...this.lanes, this.spectrogram, this.loudness];
  }

  private axis(): Axis | null {
    const width = this.width.peek();
    return width > 0 ? makeAxis(this.engine.options.view.range.peek(), width) : null;
  }

  private dataCame(lane: number | null): void {
    if (lane === null) {
      this.frames.ask();
      return;
    }
    this.lanes[lane]?.invalidate();
    if (this.overview.lanesShown.includes(lane)) this.overview.invalidate();
  }

  private draw(): void {
    const axis = this.axis();
    if (axis === null) return;
    this.data.queue.want(this.wanted(axis));
    for (const view of this.views()) {
      if (view.visible()) view.draw(axis, this.forced.delete(view));
    }
  }

  /** The visible part of each lane first, then the overview, then the spectrogram. */
  private wanted(axis: Axis): Wanted[] {
    const list = new Map<string, Wanted>();
    const add = (wanted: Wanted): void => void list.set(wanted.key, wanted);
    this.data.waves.forEach((wave, place) => {
      if (this.lanes[place]?.visible() === true) wave.wanted(axis).forEach(add);
    });
    if (this.overview.surface.width > 0) {
      for (const place of this.overview.lanesShown) this.data.waves[place]?.wanted(this.overview.axis).forEach(add);
    }
    // The heads of folded lanes tell nobody anything now, but maps wait for all of them.
    this.data.waves.forEach((wave) => wave.channels === 0 && wave.wanted(axis).slice(0, 1).forEach(add));
    if (this.spectrogram.visible()) this.spectrogram.wanted(axis).forEach(add);
    return [...list.values()];
  }

  private watchSizes(): void {
    const { sizes, scope, options } = this.engine;
    for (const view of this.views()) {
      sizes.add(view.surface, () => {
        this.forced.add(view);
        if (view === this.ruler) {
          this.width.value = view.surface.width;
          this.scale.value = view.surface.scale;
        }
        this.frames.ask();
      });
    }
    scope.effect(() => {
      void [options.view.range.value, options.view.lanes.map(({ folded }) => folded.value)];
      void [options.view.spectrogram.value, options.view.loudness.value];
      this.frames.ask();
    });
  }

  private takePointer(): void {
    const { engine, stage } = this;
    const { scope, options } = engine;
    const { view } = options;
    const axes = computed(() => {
      const range = view.range.value;
      const width = this.width.value;
      if (width === 0) return null;
      const overview = makeAxis({ from: 0, to: view.durationSeconds.value }, width);
      return { lanes: makeAxis(range, width), overview, scale: this.scale.value };
    });
    const marks = new Marks(engine, stage.over, stage.overview, () => axes.value);
    const momentIn = (element: HTMLElement, which: 'lanes' | 'overview', clientX: number): number => {
      const at = axes.peek();
      if (at === null) return 0;
      return secondsAt(at[which], (clientX - element.getBoundingClientRect().left) * at.scale);
    };
    const momentAtX = (clientX: number): number => momentIn(stage.over, 'lanes', clientX);
    // By place: while a pointer is captured its events have another target.
    const momentAt = (event: MouseEvent): number | null => {
      const { left, right } = stage.over.getBoundingClientRect();
      return event.clientX >= left && event.clientX <= right ? momentAtX(event.clientX) : null;
    };
    const widthPx = (): number => this.width.peek() / this.scale.peek();
    const secondsPerPx = (): number => {
      const { from, to } = view.range.peek();
      return (to - from) / Math.max(widthPx(), 1);
    };
    attachWheel(scope, stage.tracks, view, momentAt, widthPx);
    attachWheel(scope, stage.overview, view, (event) => momentIn(stage.overview, 'overview', event.clientX), widthPx);
    new LanePointer({
      scope,
      target: stage.tracks,
      view,
      momentAt,
      momentAtX,
      secondsPerPx,
      seek: this.links.seek,
      point: (seconds, clientY) => {
        const lane = this.lanes.find(({ surface }) => {
          const { top, bottom } = surface.canvas.getBoundingClientRect();
          return clientY >= top && clientY < bottom;
        });
        const what = seconds === null ? '' : (lane?.whatIsAt(seconds) ?? '');
        marks.pointed.value = seconds === null ? null : { seconds, what };
      },
      zoomAround: (seconds) => {
        const places = engine.moments.peek().filter(({ kind }) => kind !== 'own');
        this.zoomTo(stretchAround(places, seconds, view.durationSeconds.peek()));
      },
    });
    attachOverviewPointer({
      scope,
      target: stage.overview,
      view,
      momentAtX: (clientX) => momentIn(stage.overview, 'overview', clientX),
      zoomTo: (range) => this.zoomTo(range),
    });
    this.announcePosition();
  }

  /** The overview is a slider of the position: the shell's keys move it wherever the focus is. */
  private announcePosition(): void {
    const { engine, overview } = this;
    const { view, texts } = engine.options;
    const { canvas } = overview.surface;
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'slider');
    canvas.setAttribute('aria-valuemin', '0');
    engine.scope.effect(() => {
      const position = view.position.value;
      const duration = view.durationSeconds.value;
      const selected = view.selection.value;
      const words = texts.value;
      engine.later(canvas, () => {
        canvas.setAttribute('aria-label', words.overview);
        canvas.setAttribute('aria-valuemax', duration.toFixed(3));
        canvas.setAttribute('aria-valuenow', Math.min(Math.max(position, 0), duration).toFixed(3));
        const range =
          selected === null ? '' : `, ${words.selection} ${engine.clock(selected.from)}–${engine.clock(selected.to)}`;
        canvas.setAttribute('aria-valuetext', `${words.position} ${engine.clock(position)}${range}`);
      });
    });
  }

  /** Turns the page when the playhead leaves it; what is looped stays in sight by itself. */
  private followPlayback(): void {
    const { view } = this.engine.options;
    let before = view.position.peek();
    this.engine.scope.effect(() => {
      const position = view.position.value;
      const { from, to } = view.range.peek();
      const leaves = before >= from && before <= to && position > to && position - before < 1;
      before = position;
      if (!leaves || !this.links.playing() || view.loop.peek()) return;
      const shown = showing({ from, to }, position, view.durationSeconds.peek());
      const length = to - from;
      this.motion.stop();
      view.range.value =
        position + length <= view.durationSeconds.peek()
          ? { from: position - length * 0.02, to: position + length * 0.98 }
          : shown;
    });
  }
}
