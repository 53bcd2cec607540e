import type { Finding } from '../../engine';
import type { EngineContext } from '../context';
import type { Palette } from '../draw/palette';
import { fillStretches } from '../draw/stretches';
import type { Surface } from '../draw/Surface';
import { type Axis, pixelOf } from '../time/axis';
import type { MomentKind } from '../time/moments';

export function momentColour(palette: Palette, kind: MomentKind): string {
  if (kind === 'key') return palette.key;
  if (kind === 'note') return palette.note;
  return kind === 'finding' ? palette.error : palette.marker;
}

const severityColour = (palette: Palette, { severity }: Finding): string =>
  severity === 'error' ? palette.error : severity === 'warning' ? palette.warning : palette.info;

/** What runs through a lane from the ruler down: findings as a tint with edges, markers as thin lines. */
export class MomentLines {
  constructor(private readonly engine: EngineContext) {}

  draw(context: CanvasRenderingContext2D, axis: Axis, { height, scale }: Surface, lane: number | null): void {
    const palette = this.engine.palette();
    const { findings } = this.engine.options.view;
    for (const finding of findings.peek()) {
      if (lane !== null && finding.lane !== null && finding.lane !== lane) continue;
      context.fillStyle = severityColour(palette, finding);
      const stretch = [[finding.startSeconds, finding.endSeconds]] as const;
      context.globalAlpha = 0.14;
      fillStretches(context, axis, stretch, { top: 0, height }, Math.ceil(2 * scale));
      context.globalAlpha = 0.9;
      fillStretches(context, axis, stretch, { top: 0, height: Math.ceil(2 * scale) }, Math.ceil(2 * scale));
    }
    let before = -Infinity;
    for (const { seconds, kind } of this.engine.moments.peek()) {
      const x = kind === 'finding' ? null : pixelOf(axis, seconds);
      if (x === null) continue;
      // At a far zoom many markers share a pixel.
      if (x === before && kind !== 'key') continue;
      before = x;
      const width = Math.max(Math.round((kind === 'key' ? 2 : 1) * scale), 1);
      context.globalAlpha = kind === 'key' ? 1 : 0.55;
      context.fillStyle = momentColour(palette, kind);
      context.fillRect(Math.min(x - (width >> 1), axis.width - width), 0, width, height);
    }
    context.globalAlpha = 1;
  }
}
