import type { EngineContext, View } from '../context';
import { placeLabels } from '../draw/labels';
import type { Palette } from '../draw/palette';
import { Surface } from '../draw/Surface';
import { type Axis, pixelOf, sameAxis, xOf } from '../time/axis';
import { type Flag, momentUnder } from '../time/flags';
import type { Moment, MomentKind } from '../time/moments';
import { ticksOf } from '../time/ticks';
import { momentColour } from './MomentLines';

const TICK_GAP = 96;
const FONT_PX = 11;
const RULER_PX = 20;
const ROW_PX = 17;
const ROWS = 2;
const PADDING_PX = 5;
const LONGEST_LABEL = 32;
const WEIGHT: Readonly<Record<MomentKind, number>> = { key: 4, note: 3, finding: 2, game: 1, own: 0 };
/** Labels of more moments than this cannot be told apart. */
const MOST_LABELS = 400;
/** A line is as wide as a pointer is exact. */
const NEAR_PX = 4;

/** Times above, names of moments below: what has no room is a flag without its name. */
export class RulerView implements View {
  readonly surface = new Surface('vre-ruler');
  private drawn: Axis | null = null;
  private stale = true;
  private flags: readonly Flag[] = [];

  constructor(private readonly engine: EngineContext) {
    this.surface.canvas.setAttribute('aria-hidden', 'true');
    engine.scope.effect(() => {
      void [engine.moments.value, engine.options.locale.value];
      this.stale = true;
      engine.ask();
    });
  }

  readonly visible = (): boolean => true;

  draw(axis: Axis, force: boolean): void {
    if (!force && !this.stale && this.drawn !== null && sameAxis(axis, this.drawn)) return;
    const context = this.surface.context();
    if (context === null) return;
    this.drawn = axis;
    this.stale = false;
    const palette = this.engine.palette();
    context.globalAlpha = 1;
    context.fillStyle = palette.background;
    context.fillRect(0, 0, this.surface.width, this.surface.height);
    context.font = `${FONT_PX * this.surface.scale}px ${palette.font}`;
    context.textBaseline = 'middle';
    this.drawTicks(context, axis, palette);
    this.drawMoments(context, axis, palette);
  }

  /** The moment that is shown at this point of the page; null: none, or the point is among the times. */
  momentAt(clientX: number, clientY: number): Moment | null {
    const { left, top, bottom } = this.surface.canvas.getBoundingClientRect();
    if (clientY < top + RULER_PX || clientY >= bottom) return null;
    const { scale } = this.surface;
    return momentUnder(this.flags, (clientX - left) * scale, (clientY - top) * scale, NEAR_PX * scale);
  }

  private drawTicks(context: CanvasRenderingContext2D, axis: Axis, palette: Palette): void {
    const { scale } = this.surface;
    const bottom = Math.round(RULER_PX * scale);
    const ticks = ticksOf(axis, TICK_GAP * scale);
    context.fillStyle = palette.line;
    for (const seconds of ticks.minor) {
      const high = Math.round(4 * scale);
      context.fillRect(Math.round(xOf(axis, seconds)), bottom - high, 1, high);
    }
    for (const { seconds } of ticks.labels) context.fillRect(Math.round(xOf(axis, seconds)), 0, 1, bottom);
    context.fillStyle = palette.textSoft;
    for (const { seconds, text } of ticks.labels) {
      context.fillText(text, Math.round(xOf(axis, seconds) + 4 * scale), Math.round(8 * scale));
    }
    context.fillStyle = palette.grid;
    context.fillRect(0, bottom, axis.width, 1);
  }

  private drawMoments(context: CanvasRenderingContext2D, axis: Axis, palette: Palette): void {
    const { scale } = this.surface;
    const visible = this.engine.moments.peek().filter(({ seconds }) => pixelOf(axis, seconds) !== null);
    const labelled = visible.length <= MOST_LABELS ? visible : visible.filter(({ kind }) => kind === 'key');
    const padding = PADDING_PX * scale;
    const texts = labelled.map(({ label }) =>
      label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL - 1)}…` : label,
    );
    const boxes = labelled.map((moment, place) => {
      const width = Math.ceil(context.measureText(texts[place] ?? '').width + 2 * padding);
      const x = pixelOf(axis, moment.seconds) ?? 0;
      // At the right edge the flag hangs to the left.
      const hangs = x + width > axis.width;
      return { x: hangs ? Math.max(x + 1 - width, 0) : x, width, hangs, weight: WEIGHT[moment.kind] };
    });
    const rows = placeLabels(boxes, ROWS, 3 * scale);
    if (labelled !== visible) this.drawFlags(context, axis, palette, visible);
    const named = new Map<Moment, Flag['label']>();
    for (const [place, moment] of labelled.entries()) {
      const box = boxes[place];
      const row = rows[place];
      if (box === undefined || row === null || row === undefined) this.drawFlags(context, axis, palette, [moment]);
      else named.set(moment, this.drawLabel(context, palette, moment, texts[place] ?? '', box, row));
    }
    this.flags = visible.map((moment) => ({
      moment,
      line: pixelOf(axis, moment.seconds) ?? 0,
      label: named.get(moment) ?? null,
    }));
  }

  private drawFlags(context: CanvasRenderingContext2D, axis: Axis, palette: Palette, moments: readonly Moment[]): void {
    const { scale } = this.surface;
    const top = Math.round((RULER_PX + ROWS * ROW_PX) * scale);
    let before = -Infinity;
    for (const { seconds, kind } of moments) {
      const x = pixelOf(axis, seconds) ?? 0;
      if (x - before < 2) continue;
      before = x;
      context.fillStyle = momentColour(palette, kind);
      const edge = Math.max(Math.round(2 * scale), 1);
      context.fillRect(Math.min(x, axis.width - edge), top, edge, this.surface.height - top);
    }
  }

  private drawLabel(
    context: CanvasRenderingContext2D,
    palette: Palette,
    { kind }: Moment,
    text: string,
    { x, width, hangs }: { x: number; width: number; hangs: boolean },
    row: number,
  ): Flag['label'] {
    const { scale, height: bottom } = this.surface;
    const top = Math.round((RULER_PX + 1 + row * ROW_PX) * scale);
    const high = Math.round((ROW_PX - 2) * scale);
    const colour = momentColour(palette, kind);
    context.fillStyle = colour;
    context.globalAlpha = kind === 'key' ? 1 : 0.18;
    context.fillRect(x, top, width, high);
    context.globalAlpha = 1;
    const edge = Math.max(Math.round(2 * scale), 1);
    context.fillRect(hangs ? x + width - edge : x, top, edge, kind === 'key' ? bottom - top : high);
    context.fillStyle = kind === 'key' ? palette.background : palette.text;
    context.fillText(text, x + PADDING_PX * scale, top + Math.round(high / 2));
    return { x, width, top, height: high };
  }
}
