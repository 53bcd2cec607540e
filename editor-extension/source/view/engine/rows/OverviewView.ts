import type { WaveData } from '../audio/WaveData';
import type { EngineContext, View } from '../context';
import { fillStretches, hatchPattern } from '../draw/stretches';
import { Surface } from '../draw/Surface';
import { bandsOf, drawColumns } from '../draw/waveform';
import { type Axis, makeAxis } from '../time/axis';
import { MomentLines } from './MomentLines';

const CLIP_MARK = 3;

/** The whole capture in one line: the mix where there is one, else all lanes over each other. */
export class OverviewView implements View {
  readonly surface = new Surface('vre-overview');
  private stale = true;
  private readonly lines: MomentLines;
  private readonly lanes: readonly number[];

  constructor(
    private readonly engine: EngineContext,
    private readonly waves: readonly WaveData[],
  ) {
    const { detail, view } = engine.options;
    const mix = detail.lanes.findIndex(({ kind }) => kind === 'mix');
    this.lanes = mix >= 0 ? [mix] : detail.lanes.map((_, place) => place);
    this.lines = new MomentLines(engine);
    engine.scope.effect(() => {
      void [engine.maps.value, engine.moments.value, view.findings.value, view.durationSeconds.value];
      this.invalidate();
    });
  }

  /** What its waveform is read of; it is as wide as the lanes. */
  get axis(): Axis {
    return makeAxis({ from: 0, to: this.engine.options.view.durationSeconds.peek() }, this.surface.width);
  }

  get lanesShown(): readonly number[] {
    return this.lanes;
  }

  readonly visible = (): boolean => true;

  readonly invalidate = (): void => {
    this.stale = true;
    this.engine.ask();
  };

  draw(_axis: Axis, force: boolean): void {
    const context = this.surface.context();
    if (context === null || (!force && !this.stale)) return;
    this.stale = false;
    const { engine, surface, axis } = this;
    const palette = engine.palette();
    const { width, height, scale } = surface;
    const { detail } = engine.options;
    const area = { top: 0, height };
    context.globalAlpha = 1;
    context.fillStyle = palette.background;
    context.fillRect(0, 0, width, height);
    for (const place of this.lanes) {
      const wave = this.waves[place];
      if (wave === undefined || wave.channels === 0) continue;
      const { columns } = wave.columns(axis);
      const bands = bandsOf(height, wave.channels);
      drawColumns(context, columns, bands, palette.lanes[place] ?? palette.text, 1);
    }
    const missing = detail.missing.map(({ startSeconds: from, seconds }) => [from, from + seconds] as const);
    if (missing.length > 0) {
      context.fillStyle = hatchPattern(context, palette.missing, scale, axis);
      fillStretches(context, axis, missing, area, 2);
    }
    context.fillStyle = palette.clip;
    for (const map of engine.maps.peek()) {
      const mark = { top: 0, height: Math.round(CLIP_MARK * scale) };
      fillStretches(context, axis, map?.clipping ?? [], mark, Math.ceil(2 * scale));
    }
    this.lines.draw(context, axis, surface, null);
  }
}
