import type { WaveData } from '../audio/WaveData';
import type { EngineContext, View } from '../context';
import { drawSampleLine } from '../draw/samples';
import { fillStretches, hatchPattern } from '../draw/stretches';
import { Surface } from '../draw/Surface';
import { bandsOf, drawColumns } from '../draw/waveform';
import { type Axis, sameAxis, xOf } from '../time/axis';
import { ticksOf } from '../time/ticks';
import { MomentLines } from './MomentLines';

type Stretches = readonly (readonly [number, number])[];

const LEAST_PEAK = 33; // -60 dBFS: what is quieter is not blown up further
const CLIP_MARK = 4;
const TICK_GAP = 96;
const SILENCE_ALPHA = 0.6;

/** The waveform of one lane, with everything that is known of its stretches. */
export class LaneView implements View {
  readonly surface = new Surface('vre-wave');
  /** The last drawing showed the finest there is. */
  complete = false;
  private drawn: Axis | null = null;
  private stale = true;
  private readonly gaps: Stretches;
  private readonly missing: Stretches;
  private readonly lines: MomentLines;

  constructor(
    private readonly engine: EngineContext,
    private readonly place: number,
    private readonly wave: WaveData,
  ) {
    const { detail, view } = engine.options;
    const lane = detail.lanes[place];
    const asPairs = (list: readonly { startSeconds: number; seconds: number }[]): Stretches =>
      list
        .map(({ startSeconds, seconds }) => [startSeconds, startSeconds + seconds] as const)
        .sort((a, b) => a[0] - b[0]);
    this.gaps = asPairs(lane?.gaps ?? []);
    this.missing = asPairs(detail.missing);
    this.lines = new MomentLines(engine);
    engine.scope.effect(() => {
      void [view.normalise.value, engine.maps.value[place], engine.moments.value, view.findings.value];
      void engine.status(place);
      this.invalidate();
    });
    engine.scope.effect(() => this.describe());
    this.surface.canvas.setAttribute('role', 'img');
  }

  readonly visible = (): boolean => !(this.engine.options.view.lanes[this.place]?.folded.peek() ?? false);

  readonly invalidate = (): void => {
    this.stale = true;
    this.engine.ask();
  };

  draw(axis: Axis, force: boolean): void {
    if (!force && !this.stale && this.drawn !== null && sameAxis(axis, this.drawn)) return;
    const context = this.surface.context();
    if (context === null) return;
    this.drawn = axis;
    this.stale = false;
    this.background(context, axis);
    this.waveform(context, axis);
    this.foreground(context, axis);
  }

  private background(context: CanvasRenderingContext2D, axis: Axis): void {
    const { engine, surface } = this;
    const palette = engine.palette();
    const { width, height } = surface;
    const duration = engine.options.view.durationSeconds.peek();
    context.globalAlpha = 1;
    context.fillStyle = palette.background;
    context.fillRect(0, 0, width, height);
    context.fillStyle = palette.silence;
    const silence = engine.maps.peek()[this.place]?.silence ?? [];
    context.globalAlpha = SILENCE_ALPHA;
    fillStretches(context, axis, silence, { top: 0, height });
    context.globalAlpha = 1;
    context.fillStyle = palette.grid;
    for (const { seconds } of ticksOf(axis, TICK_GAP * surface.scale).labels) {
      context.fillRect(Math.round(xOf(axis, seconds)), 0, 1, height);
    }
    context.fillStyle = palette.outside;
    fillStretches(context, axis, [[-1e9, 0]], { top: 0, height }, 0);
    fillStretches(context, axis, [[duration, duration + 1e9]], { top: 0, height }, 0);
    context.fillStyle = palette.zero;
    for (const { top, height: high } of bandsOf(height, Math.max(this.wave.channels, 1))) {
      if (top > 0) context.fillRect(0, top, width, 1);
      context.fillRect(0, Math.round(top + high / 2), width, 1);
    }
  }

  private waveform(context: CanvasRenderingContext2D, axis: Axis): void {
    const { wave, surface } = this;
    const palette = this.engine.palette();
    if (wave.channels === 0) {
      this.complete = false;
      context.font = `${12 * surface.scale}px ${palette.font}`;
      context.textBaseline = 'middle';
      context.fillStyle = palette.textSoft;
      context.fillText(this.engine.status(this.place), 12 * surface.scale, surface.height / 2);
      return;
    }
    const bands = bandsOf(surface.height, wave.channels);
    const colour = palette.lanes[this.place] ?? palette.text;
    const gain = this.gain();
    if (wave.showsLine(axis)) {
      const { samplesOf, firstChannel, laneFrames: frames } = wave;
      const grid = wave.gridOf(axis);
      const options = { grid, width: axis.width, frames, samplesOf, firstChannel, bands, colour, gain };
      this.complete = drawSampleLine(context, { ...options, scale: surface.scale }) === 0;
      if (this.complete) return;
    }
    const { columns, missing } = wave.columns(axis);
    drawColumns(context, columns, bands, colour, gain);
    this.complete = missing === 0;
  }

  /** Of the picture: 1, or what makes the loudest moment of the lane as high as the lane. */
  private gain(): number {
    if (!this.engine.options.view.normalise.peek()) return 1;
    return 32767 / Math.max(this.wave.peak(), LEAST_PEAK);
  }

  private foreground(context: CanvasRenderingContext2D, axis: Axis): void {
    const { engine, surface, place } = this;
    const { height, scale } = surface;
    const palette = engine.palette();
    const map = engine.maps.peek()[place];
    const whole = { top: 0, height };
    if (this.gaps.length > 0 || (map?.gaps.length ?? 0) > 0) {
      context.fillStyle = hatchPattern(context, palette.gap, scale, axis);
      fillStretches(context, axis, this.gaps.length > 0 ? this.gaps : (map?.gaps ?? []), whole, 2);
    }
    if (this.missing.length > 0) {
      context.fillStyle = hatchPattern(context, palette.missing, scale, axis);
      fillStretches(context, axis, this.missing, whole, 2);
    }
    const mark = Math.round(CLIP_MARK * scale);
    context.fillStyle = palette.clip;
    fillStretches(context, axis, map?.clipping ?? [], { top: 0, height: mark }, Math.ceil(2 * scale));
    fillStretches(context, axis, map?.clipping ?? [], { top: height - mark, height: mark }, Math.ceil(2 * scale));
    this.lines.draw(context, axis, surface, place);
  }

  /** What is known of a moment of the lane beside its samples: a text, empty for nothing special. */
  whatIsAt(seconds: number): string {
    const { texts } = this.engine.options;
    const map = this.engine.maps.peek()[this.place];
    const within = (list: readonly (readonly [number, number, ...number[]])[] | undefined): boolean =>
      list?.some(([from, to]) => seconds >= from && seconds <= to) === true;
    if (within(this.missing)) return texts.peek().missing;
    if (within(this.gaps) || within(map?.gaps)) return texts.peek().noData;
    if (within(map?.clipping)) return texts.peek().clipping;
    return within(map?.silence) ? texts.peek().silence : '';
  }

  private describe(): void {
    const { engine, place } = this;
    const { view, texts } = engine.options;
    const { from, to } = view.range.value;
    const name = engine.names.value[place] ?? '';
    const label = texts.value.laneLabel(name, engine.clock(from), engine.clock(to));
    engine.later(this.surface.canvas, () => this.surface.canvas.setAttribute('aria-label', label));
  }
}
