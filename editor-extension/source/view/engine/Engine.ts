import { type ReadonlySignal, signal } from '@preact/signals';
import type { LaneMap, Loudness } from '../../shared/analysis';
import type { Engine, EngineDebug, EngineError, EngineOptions, EngineProgress, EngineState, Range } from '../engine';
import { audibleLanes } from '../state/view';
import { failureOf } from './base/failure';
import { Scope } from './base/scope';
import { Data } from './Data';
import { makeContext } from './makeContext';
import { Painter } from './Painter';
import { Output } from './player/Output';
import { Player } from './player/Player';
import { LaneResults } from './results';

/** One capture on one time line: reads it, draws it, plays it. */
export class CaptureEngine implements Engine {
  readonly state: ReadonlySignal<EngineState>;
  readonly levels: Player['levels'];
  readonly analyser: ReadonlySignal<AnalyserNode | null>;
  readonly errors = signal<readonly EngineError[]>([]);
  readonly progress = signal<readonly EngineProgress[]>([]);
  readonly maps: ReadonlySignal<readonly (LaneMap | null)[]>;
  readonly loudness: ReadonlySignal<readonly (Loudness | null)[]>;
  private readonly scope = new Scope();
  private readonly data: Data;
  private readonly player: Player;
  private readonly painter: Painter;
  private readonly mapResults: LaneResults<LaneMap>;
  private readonly loudnessResults: LaneResults<Loudness>;

  constructor(private readonly options: EngineOptions) {
    const { detail, source, view, assets } = options;
    const { id } = detail.summary;
    const lanes = detail.lanes.length;
    const failed = (what: EngineError['what']) => (error: unknown, lane: number) => this.fail(what, lane, error);
    this.mapResults = new LaneResults(lanes, (lane, stop) => source.map(id, lane, stop), failed('map'));
    this.loudnessResults = new LaneResults(lanes, (lane, stop) => source.loudness(id, lane, stop), failed('loudness'));
    this.maps = this.mapResults.values;
    this.loudness = this.loudnessResults.values;
    this.data = new Data(options, (what, lane, error) => this.fail(what, lane, error));
    const { sounds, laneSounds, store, sampleRate } = this.data;
    const output = new Output({
      sampleRate,
      sounds,
      lanes: laneSounds,
      pitch: assets.pitchUrl === undefined ? null : { url: assets.pitchUrl, load: assets.loadPitch },
      onError: (error) => this.fail('worker', null, error),
    });
    this.player = new Player({
      view,
      sounds,
      lanes: laneSounds,
      store,
      output,
      sampleRate,
      frames: detail.validFrames,
      audible: () => audibleLanes(detail, view),
      onError: (error, lane) => this.fail('audio', lane, error),
    });
    this.state = this.player.state;
    this.levels = this.player.levels;
    this.analyser = this.player.analyser;
    const { context, forgetColours } = makeContext({
      options,
      scope: this.scope,
      maps: this.maps,
      loudness: this.loudness,
      progress: this.progress,
      errors: this.errors,
      ask: () => this.painter?.frames.ask(),
      fail: (what, lane, error) => this.fail(what, lane, error),
    });
    this.painter = new Painter(context, this.data, {
      levels: this.levels,
      playing: () => this.state.peek().kind === 'playing',
      seek: (seconds) => this.seek(seconds),
    });
    this.watch(forgetColours);
    const debug = { debug: () => this.debug() };
    Object.assign(options.element, debug);
  }

  play(): Promise<void> {
    return this.player.play();
  }

  pause(): void {
    this.player.pause();
  }

  seek(seconds: number): void {
    this.player.seek(seconds);
  }

  zoomTo(range: Range): void {
    this.painter.zoomTo(range);
  }

  aim(): Range {
    return this.painter.aim;
  }

  retry(): void {
    this.errors.value = [];
    this.data.retry();
    this.player.retry();
    this.loadResults();
    this.painter.invalidate();
  }

  debug(): EngineDebug {
    const { frames } = this.painter;
    return {
      frames: frames.count,
      longestFrameMs: frames.longestMs,
      drawingMs: frames.totalMs,
      underruns: this.player.underruns,
      sources: this.player.sounding,
      audioBytes: this.data.store.bytes,
      cellBytes: this.data.cellBytes,
      tileBytes: this.data.tiles.bytes,
      waveformsComplete: this.painter.waveformsComplete,
      idle: this.data.queue.pending === 0 && !this.painter.waiting,
    };
  }

  dispose(): void {
    if (this.scope.isClosed) return;
    this.player.dispose();
    this.mapResults.close();
    this.loudnessResults.close();
    this.scope.close();
    this.data.close();
  }

  private watch(forgetColours: () => void): void {
    const { view, theme, source, detail } = this.options;
    const { scope } = this;
    const repaint = (): void => {
      forgetColours();
      this.painter.invalidate();
    };
    scope.effect(() => {
      void theme.value;
      repaint();
    });
    for (const query of ['(forced-colors: active)', '(prefers-contrast: more)']) {
      scope.on(matchMedia(query), 'change', repaint);
    }
    scope.effect(() => {
      void view.loudness.value;
      this.loadResults();
    });
    scope.add(
      source.watch((change) => {
        if (change.kind !== 'progress' || change.lane === null || change.id !== detail.summary.id) return;
        this.progressed(change.what, change.lane, change.done);
      }),
    );
    this.data.onProgress = (lane, done) => this.progressed('envelope', lane, done);
  }

  private progressed(what: EngineProgress['what'], lane: number, done: number): void {
    const others = this.progress.peek().filter((other) => other.lane !== lane || other.what !== what);
    this.progress.value = done < 1 ? [...others, { what, lane, done }] : others;
  }

  private loadResults(): void {
    const { detail, view } = this.options;
    const places = detail.lanes.map((_, place) => place);
    // The waveforms come first: the host measures both of the same bytes.
    void this.data.heads.then(() => this.mapResults.load(places));
    if (view.loudness.peek()) this.loudnessResults.load(places.filter((place) => detail.lanes[place]?.file !== null));
  }

  private fail(what: EngineError['what'], lane: number | null, error: unknown): void {
    const { code, message } = failureOf(error);
    if (code === 'cancelled') return;
    const told = what === 'audio' && code === 'not-supported' ? 'decode' : what;
    const others = this.errors.peek().filter((other) => other.what !== told || other.lane !== lane);
    this.errors.value = [...others, { what: told, lane, code, message }];
  }
}
