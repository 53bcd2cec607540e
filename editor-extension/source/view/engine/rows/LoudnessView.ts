import type { Loudness } from '../../../shared/analysis';
import type { EngineContext, View } from '../context';
import { Surface } from '../draw/Surface';
import { type Axis, sameAxis, secondsAt, xOf } from '../time/axis';

/** Speech that is easy to hear lies between these. */
const SCALE_LUFS = [-60, -50, -40, -30, -23, -16, -10] as const;
const HIGHEST = -5;
const LOWEST = -65;
const FONT_PX = 10;

/** Short-term loudness of every lane that has it, with a scale. */
export class LoudnessView implements View {
  readonly surface = new Surface('vre-loudness');
  private drawn: Axis | null = null;
  private stale = true;

  constructor(private readonly engine: EngineContext) {
    const { view, texts } = engine.options;
    this.surface.canvas.setAttribute('role', 'img');
    engine.scope.effect(() => {
      void [engine.loudness.value, view.lanes.map((lane) => lane.folded.value)];
      this.stale = true;
      engine.ask();
    });
    engine.scope.effect(() => {
      const parts = engine.loudness.value.flatMap((loudness, lane) => {
        if (loudness === null) return [];
        const name = texts.value.loudnessOf(engine.names.value[lane] ?? '');
        return [loudness.integratedLufs === null ? name : `${name} ${loudness.integratedLufs.toFixed(1)} LUFS`];
      });
      this.surface.canvas.setAttribute('aria-label', parts.length > 0 ? parts.join(', ') : texts.value.loudness);
    });
  }

  readonly visible = (): boolean => this.engine.options.view.loudness.peek();

  draw(axis: Axis, force: boolean): void {
    if (!force && !this.stale && this.drawn !== null && sameAxis(axis, this.drawn)) return;
    const context = this.surface.context();
    if (context === null) return;
    this.drawn = axis;
    this.stale = false;
    const { surface, engine } = this;
    const palette = engine.palette();
    context.globalAlpha = 1;
    context.fillStyle = palette.background;
    context.fillRect(0, 0, surface.width, surface.height);
    context.lineWidth = Math.max(Math.round(1.5 * surface.scale), 1);
    context.lineJoin = 'round';
    for (const [lane, loudness] of engine.loudness.peek().entries()) {
      if (loudness === null || engine.options.view.lanes[lane]?.folded.peek() === true) continue;
      context.strokeStyle = palette.lanes[lane] ?? palette.loudness;
      this.curve(context, axis, loudness);
    }
    this.scale(context, palette.grid, palette.textSoft, palette.font);
  }

  private yOf(lufs: number): number {
    const part = (HIGHEST - Math.min(Math.max(lufs, LOWEST), HIGHEST)) / (HIGHEST - LOWEST);
    return Math.round(part * (this.surface.height - 1));
  }

  /** Each value stands in the middle of the 3 seconds that it is of; those that share a pixel become their highest. */
  private curve(context: CanvasRenderingContext2D, axis: Axis, { shortTermLufs, stepSeconds }: Loudness): void {
    const secondsOf = (place: number): number => (place + 1) * stepSeconds - 1.5;
    const first = Math.max(Math.floor((secondsAt(axis, 0) + 1.5) / stepSeconds) - 2, 0);
    const end = Math.min(Math.ceil((secondsAt(axis, axis.width) + 1.5) / stepSeconds) + 1, shortTermLufs.length);
    context.beginPath();
    let open = false;
    for (let place = first; place < end;) {
      const x = Math.round(xOf(axis, secondsOf(place)));
      let highest = shortTermLufs[place] ?? null;
      for (place++; place < end && Math.round(xOf(axis, secondsOf(place))) === x; place++) {
        const value = shortTermLufs[place] ?? null;
        if (value !== null && (highest === null || value > highest)) highest = value;
      }
      if (highest === null) open = false;
      else if (open) context.lineTo(x, this.yOf(highest));
      else context.moveTo(x, this.yOf(highest));
      open = highest !== null;
    }
    context.stroke();
  }

  private scale(context: CanvasRenderingContext2D, grid: string, text: string, font: string): void {
    const { width, scale } = this.surface;
    context.font = `${FONT_PX * scale}px ${font}`;
    context.textBaseline = 'middle';
    let before = -Infinity;
    for (const lufs of [...SCALE_LUFS].reverse()) {
      const y = this.yOf(lufs);
      context.fillStyle = grid;
      context.fillRect(0, y, width, 1);
      if (y - before < (FONT_PX + 3) * scale) continue;
      before = y;
      context.fillStyle = text;
      context.fillText(String(lufs).replace('-', '−'), Math.round(4 * scale), y);
    }
  }
}
