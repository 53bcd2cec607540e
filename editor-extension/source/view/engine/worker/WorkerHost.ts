import type { SpectrogramRequest } from '../../../shared/analysis';
import type { BlockingWork, WasmAnalysis, WasmCapture } from '../../../shared/wasm/WasmAnalysis';
import { paintTile } from '../spectrogram/paintTile';
import type { ToWorker, WorkerCalls } from './protocol';

export interface Given {
  readonly value: unknown;
  readonly transfer: Transferable[];
}

const plain = (value: unknown): Given => ({ value, transfer: [] });
const bytes = (value: Uint8Array | Float32Array): Given => ({ value, transfer: [value.buffer as ArrayBuffer] });

/** What the worker does for each message. */
export class WorkerHost {
  private readonly captures = new Map<number, WasmCapture>();
  /** Used again for each tile: what is thrown away a hundred times a second lies in memory for long. */
  private levels = new Uint8Array(0);
  private pixels = new Uint32Array(0);

  constructor(private readonly analysis: WasmAnalysis) {}

  get broken(): string | undefined {
    return this.analysis.broken;
  }

  async call(message: ToWorker, work: BlockingWork): Promise<Given> {
    switch (message.name) {
      case 'tile':
        return this.tile(message.takes);
      case 'open': {
        const capture = this.analysis.open(
          message.takes.files.map(({ name, blob }) => ({ name, blob })),
          work,
        );
        this.captures.set(message.takes.capture, capture);
        return plain(null);
      }
      case 'close':
        this.captures.get(message.takes.capture)?.close();
        this.captures.delete(message.takes.capture);
        return plain(null);
      case 'capture':
        return this.ofCapture(message.takes, work);
    }
  }

  private async tile({ samples, channels, request, paint }: WorkerCalls['tile']['takes']): Promise<Given> {
    const bytes = request.columns * (request.fftFrames / 2 + 1);
    if (this.levels.length < bytes) this.levels = new Uint8Array(bytes);
    const levels = this.levels.subarray(0, bytes);
    this.analysis.spectrogramOfSamples(samples, channels, request, levels);
    const { columns, rows } = paint;
    if (typeof createImageBitmap !== 'function') {
      const image = new ImageData(paintTile(levels, paint, new Uint32Array(columns * rows)), columns, rows);
      return { value: { image, samples }, transfer: [image.data.buffer, samples.buffer] };
    }
    if (this.pixels.length !== columns * rows) this.pixels = new Uint32Array(columns * rows);
    const image = await createImageBitmap(new ImageData(paintTile(levels, paint, this.pixels), columns, rows));
    return { value: { image, samples }, transfer: [image, samples.buffer] };
  }

  private ofCapture({ capture: number, method, args }: WorkerCalls['capture']['takes'], work: BlockingWork): Given {
    const capture = this.captures.get(number);
    if (capture === undefined) return plain(null);
    const first = args[0] as number;
    switch (method) {
      case 'info':
        return plain(capture.info());
      case 'envelope':
        return bytes(capture.envelope(first, work));
      case 'map':
        return plain(capture.map(first, work));
      case 'loudness':
        return plain(capture.loudness(first, work));
      case 'adtsIndex':
        return bytes(capture.adtsIndex(first));
      case 'read': {
        const into = new Float32Array(args[2] as number);
        const frames = capture.read(first, args[1] as number, into);
        return { value: { frames, samples: into }, transfer: [into.buffer] };
      }
      case 'spectrogram': {
        const into = new Uint8Array(args[1] as number);
        capture.spectrogram(args[0] as SpectrogramRequest, into, work);
        return bytes(into);
      }
    }
  }
}
