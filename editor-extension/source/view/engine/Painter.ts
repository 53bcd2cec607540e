import { batch, type ReadonlySignal } from '@preact/signals';
import type { LaneLevel, Range } from '../engine';
import type { Wanted } from './base/requestQueue';
import type { EngineContext, View } from './context';
import type { Data } from './Data';
import { Frames } from './draw/Frames';
import { followPlayback } from './input/followPlayback';
import { RangeMotion } from './input/RangeMotion';
import { takePointer } from './input/takePointer';
import { TimeGeometry } from './input/TimeGeometry';
import { announcePosition } from './rows/announcePosition';
import { LaneHead } from './rows/LaneHead';
import { LaneView } from './rows/LaneView';
import { LoudnessView } from './rows/LoudnessView';
import { OverviewView } from './rows/OverviewView';
import { RulerView } from './rows/RulerView';
import { SpectrogramView } from './rows/SpectrogramView';
import { Stage } from './rows/Stage';
import { type Axis, sameAxis } from './time/axis';

const REST_MS = 60;
const MOST_TILES_MOVING = 2;
const TILES_AT_ONCE = 2;
/** What is left of a view that rests is drawn in the next frame: no task shall be long. */
const BUDGET_MS = 6;

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
  private readonly motion: RangeMotion;
  private readonly forced = new Set<View>();
  private readonly geometry: TimeGeometry;
  private before: Axis | null = null;
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly engine: EngineContext,
    private readonly data: Data,
    links: PainterLinks,
  ) {
    this.frames = new Frames(() => this.draw());
    this.geometry = new TimeGeometry(engine.options.view);
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
    const stage = new Stage(engine, { overview, ruler, lanes, spectrogram, loudness });
    this.motion = new RangeMotion(engine.options.view, () => engine.options.reducedMotion.peek());
    data.onData = (lane) => this.dataCame(lane);
    data.onTile = () => this.spectrogram.invalidate();
    this.watchSizes();
    const { view } = engine.options;
    takePointer(engine, {
      stage,
      geometry: this.geometry,
      ruler,
      lanes: this.lanes,
      seek: links.seek,
      zoomTo: (range) => this.zoomTo(range),
    });
    announcePosition(engine, overview.surface.canvas);
    followPlayback(engine.scope, view, links.playing, () => this.motion.stop());
    engine.scope.add(() => this.frames.stop());
    engine.scope.add(() => this.motion.stop());
    engine.scope.add(() => clearTimeout(this.rest));
  }

  /** Everything is drawn again, as after a change of colours. */
  invalidate(): void {
    for (const view of this.views()) this.forced.add(view);
    this.frames.ask();
  }

  zoomTo(range: Range): void {
    this.motion.to(range);
  }

  get aim(): Range {
    return this.motion.aim;
  }

  get waveformsComplete(): boolean {
    return this.lanes.every((lane) => !lane.visible() || lane.complete);
  }

  /** Something will be drawn without anybody asking for it. */
  get waiting(): boolean {
    return this.frames.waiting || this.rest !== undefined;
  }

  private views(): readonly View[] {
    return [this.overview, this.ruler, ...this.lanes, this.spectrogram, this.loudness];
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
    const axis = this.geometry.axes.peek()?.lanes;
    if (axis === undefined) return;
    const begin = performance.now();
    // What a zoom passes through is gone before it is read.
    const zooming = this.before !== null && this.before.secondsPerPixel !== axis.secondsPerPixel;
    const moving = this.isMoving(axis);
    this.data.queue.want(this.wanted(axis, moving, zooming));
    let left = false;
    for (const view of this.views()) {
      if (!view.visible()) continue;
      left = !moving && performance.now() - begin > BUDGET_MS;
      if (left) break;
      view.draw(axis, this.forced.delete(view));
    }
    if (left) this.frames.ask();
    this.tellState(left || moving || this.data.queue.pending > 0);
  }

  /** For who waits for the picture: assistive technology, and tests. */
  private tellState(busy: boolean): void {
    const { element } = this.engine.options;
    const waveforms = this.waveformsComplete ? 'complete' : 'partial';
    if (element.dataset['waveforms'] !== waveforms) element.dataset['waveforms'] = waveforms;
    if (element.ariaBusy !== String(busy)) element.ariaBusy = String(busy);
  }

  /** The view is another than in the last frame; once it rests it is drawn again, with all that it wants. */
  private isMoving(axis: Axis): boolean {
    const moving = this.before !== null && !sameAxis(axis, this.before);
    this.before = axis;
    if (moving) {
      clearTimeout(this.rest);
      this.rest = setTimeout(() => {
        this.rest = undefined;
        this.frames.ask();
      }, REST_MS);
    }
    return moving;
  }

  /** The visible part of each lane first, then the overview, then the spectrogram. */
  private wanted(axis: Axis, moving: boolean, zooming: boolean): Wanted[] {
    const list = new Map<string, Wanted>();
    const add = (wanted: Wanted): void => void list.set(wanted.key, wanted);
    this.data.waves.forEach((wave, place) => {
      if (this.lanes[place]?.visible() === true) wave.wanted(axis, moving, zooming).forEach(add);
    });
    if (this.overview.surface.width > 0) {
      for (const place of this.overview.lanesShown)
        this.data.waves[place]?.wanted(this.overview.axis, false).forEach(add);
    }
    // The heads of folded lanes tell nobody anything now, but maps wait for all of them.
    this.data.waves.forEach((wave) => wave.channels === 0 && wave.wanted(axis, true).slice(0, 1).forEach(add));
    if (this.spectrogram.visible() && !zooming) {
      const tiles = this.spectrogram.wanted(axis);
      // The worker makes one after the other; the samples of all of them at once would only lie in memory.
      if (!moving || tiles.length <= MOST_TILES_MOVING) tiles.slice(0, TILES_AT_ONCE).forEach(add);
    }
    return [...list.values()];
  }

  private watchSizes(): void {
    const { sizes, scope, options } = this.engine;
    for (const view of this.views()) {
      sizes.add(view.surface, () => {
        this.forced.add(view);
        if (view === this.ruler) {
          batch(() => {
            this.geometry.width.value = view.surface.width;
            this.geometry.scale.value = view.surface.scale;
          });
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
}
