import type {
  Answer,
  CaptureInfo,
  Diagnosis,
  Expectation,
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
  checkExpectations,
  checkExport,
  checkFrame,
  checkLane,
  checkReadInto,
  checkSpectrogram,
} from '../../shared/analysisArguments';

/** What the build that opened a capture does with arguments that are allowed. Requests have their own keys alone. */
export interface CaptureDoor {
  info(): Promise<CaptureInfo>;
  envelope(lane: number, work: Work): Promise<Uint8Array>;
  map(lane: number, work: Work): Promise<LaneMap>;
  loudness(lane: number, work: Work): Promise<Loudness>;
  diagnose(work: Work): Promise<Diagnosis>;
  expect(expectations: readonly Expectation[], work: Work): Promise<Answer>;
  spectrogram(request: SpectrogramRequest, into: Uint8Array, work: Work): Promise<void>;
  read(lane: number, firstFrame: number, into: Float32Array): Promise<number>;
  adtsIndex(file: number): Promise<Uint8Array>;
  export(path: string, request: ExportRequest, work: Work): Promise<ExportResult>;
  close(): void;
}

/** A capture whose arguments are checked, whatever build has opened it. */
export class CheckedCapture implements OpenCapture {
  constructor(private readonly door: CaptureDoor) {}

  async info(): Promise<CaptureInfo> {
    return this.door.info();
  }

  async envelope(lane: number, work: Work = {}): Promise<Uint8Array> {
    checkLane(lane);
    return this.door.envelope(lane, work);
  }

  async map(lane: number, work: Work = {}): Promise<LaneMap> {
    checkLane(lane);
    return this.door.map(lane, work);
  }

  async loudness(lane: number, work: Work = {}): Promise<Loudness> {
    checkLane(lane);
    return this.door.loudness(lane, work);
  }

  async diagnose(work: Work = {}): Promise<Diagnosis> {
    return this.door.diagnose(work);
  }

  async expect(expectations: readonly Expectation[], work: Work = {}): Promise<Answer> {
    checkExpectations(expectations);
    return this.door.expect(expectations, work);
  }

  async spectrogram(request: SpectrogramRequest, into: Uint8Array, work: Work = {}): Promise<void> {
    checkSpectrogram(request, into);
    const { lane, firstFrame, hopFrames, columns, fftFrames } = request;
    await this.door.spectrogram({ lane, firstFrame, hopFrames, columns, fftFrames }, into, work);
  }

  async read(lane: number, firstFrame: number, into: Float32Array): Promise<number> {
    checkLane(lane);
    checkFrame(firstFrame);
    checkReadInto(into);
    return this.door.read(lane, firstFrame, into);
  }

  async adtsIndex(file: number): Promise<Uint8Array> {
    checkCount('file', file, 0, 2 ** 32 - 1);
    return this.door.adtsIndex(file);
  }

  async export(path: string, request: ExportRequest, work: Work = {}): Promise<ExportResult> {
    checkExport(path, request);
    const { startSeconds, endSeconds, lanes, quality, overwrite, withSidecar } = request;
    return this.door.export(path, { startSeconds, endSeconds, lanes, quality, overwrite, withSidecar }, work);
  }

  close(): void {
    this.door.close();
  }
}
