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
} from '../../shared/analysis';
import type { CaptureDoor } from './CheckedCapture';
import type { NativeCapture } from './nativeAddon';
import type { NativeCalls } from './NativeCalls';

/** The native capture orders its calls, and closes when it is collected. */
export class AddonCapture implements CaptureDoor {
  constructor(
    private readonly calls: NativeCalls,
    private readonly native: NativeCapture,
  ) {}

  async info(): Promise<CaptureInfo> {
    return JSON.parse(await this.calls.run({}, () => this.native.info())) as CaptureInfo;
  }

  async envelope(lane: number, work: Work): Promise<Uint8Array> {
    return this.calls.run(work, (id, onProgress) => this.native.envelope(lane, id, onProgress));
  }

  async map(lane: number, work: Work): Promise<LaneMap> {
    return JSON.parse(await this.calls.run(work, (id, tell) => this.native.map(lane, id, tell))) as LaneMap;
  }

  async loudness(lane: number, work: Work): Promise<Loudness> {
    return JSON.parse(await this.calls.run(work, (id, tell) => this.native.loudness(lane, id, tell))) as Loudness;
  }

  async diagnose(work: Work): Promise<Diagnosis> {
    return JSON.parse(await this.calls.run(work, (id, tell) => this.native.diagnose(id, tell))) as Diagnosis;
  }

  async expect(expectations: readonly Expectation[], work: Work): Promise<Answer> {
    const request = JSON.stringify({ expectations });
    return JSON.parse(await this.calls.run(work, (id, tell) => this.native.expect(request, id, tell))) as Answer;
  }

  async spectrogram(request: SpectrogramRequest, into: Uint8Array, work: Work): Promise<void> {
    const { lane, firstFrame, hopFrames, columns, fftFrames } = request;
    await this.calls.run(work, (id, onProgress) =>
      this.native.spectrogram(lane, firstFrame, hopFrames, columns, fftFrames, into, id, onProgress),
    );
  }

  async read(lane: number, firstFrame: number, into: Float32Array): Promise<number> {
    return this.calls.run({}, () => this.native.read(lane, firstFrame, into));
  }

  async adtsIndex(file: number): Promise<Uint8Array> {
    return this.calls.run({}, () => this.native.adtsIndex(file));
  }

  async export(path: string, request: ExportRequest, work: Work): Promise<ExportResult> {
    const { startSeconds, endSeconds, lanes, quality, overwrite, withSidecar } = request;
    const mixed = lanes && Uint32Array.from(lanes);
    const json = await this.calls.run(work, (id, tell) =>
      this.native.export(path, startSeconds, endSeconds, mixed, quality, overwrite, withSidecar, id, tell),
    );
    return JSON.parse(json) as ExportResult;
  }

  close(): void {
    this.native.close();
  }
}
