import { frequencyAt, type FrequencyScale, heightOf } from '../spectrogram/tilePlan';
import type { Palette } from './palette';
import type { Surface } from './Surface';

const FONT_PX = 10;
const MARKS_HZ = [100, 250, 500, 1000, 2000, 4000, 8000, 12000, 16000, 20000];

/** Texts over a spectrogram: each on a ground of its own, since what is below has any colour. */
export class FrequencyMarks {
  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly surface: Surface,
    private readonly palette: Palette,
  ) {
    context.font = `${FONT_PX * surface.scale}px ${palette.font}`;
    context.textBaseline = 'middle';
  }

  scale(nyquistHz: number, scale: FrequencyScale): void {
    const { height, scale: pixels } = this.surface;
    let before = height + FONT_PX * pixels;
    for (const hertz of MARKS_HZ) {
      const y = this.yOf(hertz, nyquistHz, scale);
      if (hertz >= nyquistHz || hertz < frequencyAt(0, nyquistHz, scale)) continue;
      if (before - y < (FONT_PX + 4) * pixels || y < FONT_PX * pixels) continue;
      before = y;
      this.label(hertz >= 1000 ? `${hertz / 1000} kHz` : `${hertz} Hz`, 4 * pixels, y);
    }
  }

  /** A dashed line where a source ends: above it there is nothing that it could have sent. */
  limit(hertz: number, nyquistHz: number, scale: FrequencyScale, text: string): void {
    const { context } = this;
    const { width, scale: pixels } = this.surface;
    const y = this.yOf(hertz, nyquistHz, scale);
    context.strokeStyle = this.palette.warning;
    context.lineWidth = Math.max(Math.round(pixels), 1);
    context.setLineDash([6 * pixels, 4 * pixels]);
    context.beginPath();
    context.moveTo(0, y + 0.5);
    context.lineTo(width, y + 0.5);
    context.stroke();
    context.setLineDash([]);
    const x = width - context.measureText(text).width - 8 * pixels;
    this.label(text, x, Math.max(y - 8 * pixels, 8 * pixels));
  }

  /** In the middle. */
  say(text: string): void {
    const { width, height } = this.surface;
    this.label(text, Math.max((width - this.context.measureText(text).width) / 2, 4), height / 2);
  }

  private yOf(hertz: number, nyquistHz: number, scale: FrequencyScale): number {
    return Math.round(this.surface.height * (1 - heightOf(hertz, nyquistHz, scale)));
  }

  private label(text: string, x: number, y: number): void {
    const { context, palette } = this;
    const { scale } = this.surface;
    const high = (FONT_PX + 3) * scale;
    context.globalAlpha = 0.75;
    context.fillStyle = palette.background;
    context.fillRect(x - 2 * scale, y - high / 2, context.measureText(text).width + 4 * scale, high);
    context.globalAlpha = 1;
    context.fillStyle = palette.text;
    context.fillText(text, x, y);
  }
}
