import { signal } from '@preact/signals';
import type { LaneSound } from '../audio/sounds';
import type { Wanted } from '../base/requestQueue';
import type { EngineContext, View } from '../context';
import { FrequencyMarks } from '../draw/frequencyMarks';
import { Surface } from '../draw/Surface';
import type { SpectrogramTiles, TileLook } from '../spectrogram/SpectrogramTiles';
import { columnsOf, type FrequencyScale, type TileZoom, tilesFor, zoomFor } from '../spectrogram/tilePlan';
import { type Axis, sameAxis, xOf } from '../time/axis';

/** What is computed at once; more would read the better part of a capture for a picture that shows nothing. */
export const MOST_SECONDS = 120;

/** The spectrum of the focused lane over time. */
export class SpectrogramView implements View {
  readonly surface = new Surface('vre-spectrogram');
  readonly scale = signal<FrequencyScale>('linear');
  /** The last drawing showed all its tiles. */
  complete = true;
  private drawn: Axis | null = null;
  private stale = true;

  constructor(
    private readonly engine: EngineContext,
    private readonly audio: readonly (LaneSound | null)[],
    private readonly tiles: SpectrogramTiles,
  ) {
    const { view, texts } = engine.options;
    this.surface.canvas.setAttribute('role', 'img');
    engine.scope.effect(() => {
      void [view.focusedLane.value, this.scale.value, texts.value];
      this.invalidate();
    });
    engine.scope.effect(() => {
      const name = engine.names.value[view.focusedLane.value] ?? '';
      this.surface.canvas.setAttribute('aria-label', texts.value.spectrogram(name));
    });
  }

  readonly visible = (): boolean => this.engine.options.view.spectrogram.peek();

  readonly invalidate = (): void => {
    this.stale = true;
    this.engine.ask();
  };

  wanted(axis: Axis): Wanted[] {
    const lane = this.engine.options.view.focusedLane.peek();
    const audio = this.audio[lane] ?? null;
    if (audio === null || this.surface.height === 0 || axis.to - axis.from > MOST_SECONDS) return [];
    const look = this.look(axis, audio);
    const { first, end } = this.range(axis, audio, look.zoom);
    const list: Wanted[] = [];
    for (let tile = first; tile < end; tile++) {
      if (this.tiles.get(lane, look, tile) === undefined) list.push(this.tiles.wanted(lane, audio, look, tile));
    }
    return list;
  }

  draw(axis: Axis, force: boolean): void {
    if (!force && !this.stale && this.drawn !== null && sameAxis(axis, this.drawn)) return;
    const context = this.surface.context();
    if (context === null) return;
    this.drawn = axis;
    this.stale = false;
    const { width, height } = this.surface;
    const palette = this.engine.palette();
    const { texts, view } = this.engine.options;
    const lane = view.focusedLane.peek();
    const audio = this.audio[lane] ?? null;
    context.globalAlpha = 1;
    context.fillStyle = palette.background;
    context.fillRect(0, 0, width, height);
    const marks = new FrequencyMarks(context, this.surface, palette);
    this.complete = true;
    if (audio === null) marks.say(texts.peek().spectrogramNoAudio);
    else if (axis.to - axis.from > MOST_SECONDS) marks.say(texts.peek().spectrogramZoom(MOST_SECONDS));
    else {
      this.complete = this.drawTiles(context, axis, lane, audio);
      if (!this.complete) marks.say(texts.peek().spectrogramWait);
      const nyquistHz = audio.sound.sampleRate / 2;
      const limit = this.bandwidthHz(lane);
      marks.scale(nyquistHz, this.scale.peek());
      if (limit !== null && limit < nyquistHz) {
        const text = texts.peek().bandwidth(String(Math.round(limit / 100) / 10));
        marks.limit(limit, nyquistHz, this.scale.peek(), text);
      }
    }
  }

  private look(axis: Axis, { sound }: LaneSound): TileLook {
    return {
      zoom: zoomFor(axis.secondsPerPixel * sound.sampleRate, sound.sampleRate),
      rows: this.surface.height,
      scale: this.scale.peek(),
      theme: this.engine.options.theme.peek(),
    };
  }

  private range(axis: Axis, { sound }: LaneSound, zoom: TileZoom): { first: number; end: number } {
    return tilesFor(zoom, axis.from * sound.sampleRate, axis.to * sound.sampleRate, sound.frames);
  }

  private drawTiles(context: CanvasRenderingContext2D, axis: Axis, lane: number, audio: LaneSound): boolean {
    const look = this.look(axis, audio);
    const whole = this.drawZoom(context, axis, lane, audio, look);
    if (whole) return true;
    // What another zoom has of it, below; then what there is on top.
    for (const factor of [4, 2, 0.5]) {
      const hopFrames = look.zoom.hopFrames * factor;
      const zoom = zoomFor(hopFrames, audio.sound.sampleRate);
      if (zoom.hopFrames === hopFrames) this.drawZoom(context, axis, lane, audio, { ...look, zoom });
    }
    this.drawZoom(context, axis, lane, audio, look);
    return false;
  }

  private drawZoom(
    context: CanvasRenderingContext2D,
    axis: Axis,
    lane: number,
    audio: LaneSound,
    look: TileLook,
  ): boolean {
    const { first, end } = this.range(axis, audio, look.zoom);
    const spanSeconds = (columnsOf(look.zoom) * look.zoom.hopFrames) / audio.sound.sampleRate;
    // A column stands in the middle of its hop.
    const shift = look.zoom.hopFrames / 2 / audio.sound.sampleRate;
    let whole = true;
    for (let tile = first; tile < end; tile++) {
      const image = this.tiles.get(lane, look, tile);
      if (image === undefined) {
        whole = false;
        continue;
      }
      const left = xOf(axis, tile * spanSeconds - shift);
      const right = xOf(axis, (tile + 1) * spanSeconds - shift);
      if (image instanceof ImageData) context.putImageData(image, Math.round(left), 0);
      else context.drawImage(image, left, 0, right - left, this.surface.height);
    }
    return whole;
  }

  /** Half the rate at which the lane's source delivered; null where that is not known. */
  private bandwidthHz(lane: number): number | null {
    const { detail } = this.engine.options;
    const sourceId = detail.lanes[lane]?.sourceId;
    const source = detail.sidecar?.sources?.find(({ id }) => id === sourceId);
    return source !== undefined && source.sampleRate > 0 ? source.sampleRate / 2 : null;
  }
}
