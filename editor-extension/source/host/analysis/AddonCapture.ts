import type {
  CaptureInfo,
  ExportRequest,
  ExportResult,
  LaneMap,
  Loudness,
  OpenCapture,
  SpectrogramRequest,
  Work,
} from '../../shared/analysis';
import {
  checkCount,
  checkExport,
  checkFrame,
  checkLane,
  checkReadInto,
  checkSpectrogram,
} from '../../shared/analysisArguments';
import type { NativeCapture } from './nativeAddon';
import type { NativeCalls } from './NativeCalls';

/** The native capture orders its calls, and closes when it is collected. */
export class AddonCapture implements OpenCapture {
  constructor(
    private readonly calls: NativeCalls,
    private readonly native: NativeCapture,
  ) {}

  async info(): Promise<CaptureInfo> {
    return JSON.parse(await this.calls.run({}, () => this.native.info())) as CaptureInfo;
  }

  async envelope(lane: number, work: Work = {}): Promise<Uint8Array> {
    checkLane(lane);
    return this.calls.run(work, (id, onProgress) => this.native.envelope(lane, id, onProgress));
  }

  async map(lane: number, work: Work = {}): Promise<LaneMap> {
    checkLane(lane);
    return JSON.parse(await this.calls.run(work, (id, tell) => this.native.map(lane, id, tell))) as LaneMap;
  }

  async loudness(lane: number, work: Work = {}): Promise<Loudness> {
    checkLane(lane);
    return JSON.parse(await this.calls.run(work, (id, tell) => this.native.loudness(lane, id, tell))) as Loudness;
  }

  async spectrogram(request: SpectrogramRequest, into: Uint8Array, work: Work = {}): Promise<void> {
    checkSpectrogram(request, into);
    const { lane, firstFrame, hopFrames, columns, fftFrames } = request;
    await this.calls.run(work, (id, onProgress) =>
      this.native.spectrogram(lane, firstFrame, hopFrames, columns, fftFrames, into, id, onProgress),
    );
  }

  async read(lane: number, firstFrame: number, into: Float32Array): Promise<number> {
    checkLane(lane);
    checkFrame(firstFrame);
    checkReadInto(into);
    return this.calls.run({}, () => this.native.read(lane, firstFrame, into));
  }

  async adtsIndex(file: number): Promise<Uint8Array> {
    checkCount('file', file, 0, 2 ** 32 - 1);
    return this.calls.run({}, () => this.native.adtsIndex(file));
  }

  async export(path: string, request: ExportRequest, work: Work = {}): Promise<ExportResult> {
    checkExport(path, request);
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
