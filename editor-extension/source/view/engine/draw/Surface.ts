/** A canvas of as many pixels as the screen has where it stands. */
export class Surface {
  readonly canvas: HTMLCanvasElement;
  private drawing: CanvasRenderingContext2D | null = null;
  private scaleNow = 1;

  constructor(className: string) {
    this.canvas = document.createElement('canvas');
    this.canvas.className = className;
    this.canvas.width = 0;
    this.canvas.height = 0;
  }

  /** Device pixels in a CSS pixel. */
  get scale(): number {
    return this.scaleNow;
  }

  get width(): number {
    return this.canvas.width;
  }

  get height(): number {
    return this.canvas.height;
  }

  /** True: what was drawn is gone. */
  resize(width: number, height: number, scale: number): boolean {
    if (this.width === width && this.height === height && this.scaleNow === scale) return false;
    this.scaleNow = scale;
    this.canvas.width = width;
    this.canvas.height = height;
    return true;
  }

  /** Null: there is nothing to draw on. */
  context(): CanvasRenderingContext2D | null {
    if (this.width === 0 || this.height === 0) return null;
    this.drawing ??= this.canvas.getContext('2d', { alpha: false });
    return this.drawing;
  }
}

/** Tells the exact device pixels of surfaces as they and the screen change. */
export class SurfaceSizes {
  private readonly surfaces = new Map<Element, { surface: Surface; onSize: () => void }>();
  private readonly observer: ResizeObserver;

  constructor() {
    this.observer = new ResizeObserver((entries) => {
      for (const entry of entries) this.apply(entry);
    });
  }

  add(surface: Surface, onSize: () => void): void {
    this.surfaces.set(surface.canvas, { surface, onSize });
    try {
      this.observer.observe(surface.canvas, { box: 'device-pixel-content-box' });
    } catch {
      this.observer.observe(surface.canvas);
    }
  }

  remove(surface: Surface): void {
    this.observer.unobserve(surface.canvas);
    this.surfaces.delete(surface.canvas);
  }

  close(): void {
    this.observer.disconnect();
    this.surfaces.clear();
  }

  private apply(entry: ResizeObserverEntry): void {
    const known = this.surfaces.get(entry.target);
    if (known === undefined) return;
    const { width, height } = entry.contentRect;
    const scale = globalThis.devicePixelRatio || 1;
    const exact = entry.devicePixelContentBoxSize?.[0];
    // Where a screen is emulated the exact box is that of the real one.
    const trusted = exact !== undefined && Math.abs(exact.inlineSize - width * scale) < 2;
    const pixels = trusted
      ? { width: exact.inlineSize, height: exact.blockSize }
      : { width: Math.round(width * scale), height: Math.round(height * scale) };
    if (known.surface.resize(pixels.width, pixels.height, scale)) known.onSize();
  }
}
