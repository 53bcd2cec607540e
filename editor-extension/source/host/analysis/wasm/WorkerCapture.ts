import { AnalysisError } from '../../../shared/AnalysisError';
import type {
  Answer,
  CaptureInfo,
  Diagnosis,
  Expectation,
  ExportRequest,
  ExportResult,
  LaneMap,
  Loudness,
  SpectrogramRequest,
  Work,
} from '../../../shared/analysis';
import type { CaptureDoor } from '../CheckedCapture';
import type { WorkerPort } from './WorkerPort';

/** A capture in a worker, whose messages arrive in order: so its calls wait for each other. */
export class WorkerCapture implements CaptureDoor {
  private closed = false;

  constructor(
    private readonly port: WorkerPort,
    private readonly capture: number,
    private readonly onClose: () => void,
  ) {}

  async info(): Promise<CaptureInfo> {
    return this.port.call('info', this.open());
  }

  async envelope(lane: number, work: Work): Promise<Uint8Array> {
    return this.port.call('envelope', { ...this.open(), lane }, work);
  }

  async map(lane: number, work: Work): Promise<LaneMap> {
    return this.port.call('map', { ...this.open(), lane }, work);
  }

  async loudness(lane: number, work: Work): Promise<Loudness> {
    return this.port.call('loudness', { ...this.open(), lane }, work);
  }

  async diagnose(work: Work): Promise<Diagnosis> {
    return this.port.call('diagnose', this.open(), work);
  }

  async expect(expectations: readonly Expectation[], work: Work): Promise<Answer> {
    return this.port.call('expect', { ...this.open(), expectations }, work);
  }

  async spectrogram(request: SpectrogramRequest, into: Uint8Array, work: Work): Promise<void> {
    into.set(await this.port.call('spectrogram', { ...this.open(), request, bytes: into.length }, work));
  }

  async read(lane: number, firstFrame: number, into: Float32Array): Promise<number> {
    const asked = { ...this.open(), lane, firstFrame, samples: into.length };
    const { frames, samples, channels } = await this.port.call('read', asked);
    into.set(samples.subarray(0, frames * channels));
    return frames;
  }

  async adtsIndex(file: number): Promise<Uint8Array> {
    return this.port.call('adtsIndex', { ...this.open(), file });
  }

  async export(path: string, request: ExportRequest, work: Work): Promise<ExportResult> {
    const copied = { ...request, lanes: request.lanes && [...request.lanes] };
    return this.port.call('export', { ...this.open(), path, request: copied }, work);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.onClose();
    this.port.tell('close', { capture: this.capture });
  }

  private open(): { capture: number } {
    if (!this.closed) return { capture: this.capture };
    throw new AnalysisError('invalid-parameter', 'the capture is closed: open it again');
  }
}
