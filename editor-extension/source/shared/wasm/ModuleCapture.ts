import { AnalysisError } from '../AnalysisError';
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
} from '../analysis';
import {
  checkCount,
  checkExpectations,
  checkExport,
  checkFloats,
  checkFrame,
  checkLane,
  checkReadFrames,
  checkSpectrogram,
} from '../analysisArguments';
import type { AnalysisModule } from './AnalysisModule';
import type { ModuleCalls } from './ModuleCalls';
import { exportOptions, spectrogramRequest } from './structs';
import type { BlockingWork, WasmCapture } from './WasmAnalysis';

const COUNT_BYTES = 8;

export class ModuleCapture implements WasmCapture {
  private readonly module: AnalysisModule;
  private channels: number[] | undefined;

  constructor(
    private readonly calls: ModuleCalls,
    private handle: number,
    private readonly onClose: () => void,
  ) {
    this.module = calls.module;
  }

  info(): CaptureInfo {
    const open = this.open();
    return this.calls.json({}, (_memory, _progress, json) => this.module._vra_info(open, json)) as CaptureInfo;
  }

  /** Lanes do not change while a capture is open. */
  channelsOf(lane: number): number {
    this.channels ??= this.info().lanes.map(({ channels }) => channels);
    const channels = this.channels[lane];
    if (channels !== undefined) return channels;
    throw new AnalysisError('invalid-parameter', `lane: expected 0 to ${this.channels.length - 1}, got ${lane}`);
  }

  envelope(lane: number, work: BlockingWork = {}): Uint8Array {
    checkLane(lane);
    const open = this.open();
    return this.calls.bytes(work, (progress, bytes) => this.module._vra_envelope(open, lane, progress, bytes));
  }

  map(lane: number, work: BlockingWork = {}): LaneMap {
    checkLane(lane);
    const open = this.open();
    const call = (progress: number, json: number): number => this.module._vra_map(open, lane, progress, json);
    return this.calls.json(work, (_memory, progress, json) => call(progress, json)) as LaneMap;
  }

  loudness(lane: number, work: BlockingWork = {}): Loudness {
    checkLane(lane);
    const open = this.open();
    const call = (progress: number, json: number): number => this.module._vra_loudness(open, lane, progress, json);
    return this.calls.json(work, (_memory, progress, json) => call(progress, json)) as Loudness;
  }

  diagnose(work: BlockingWork = {}): Diagnosis {
    const open = this.open();
    const call = (progress: number, json: number): number => this.module._vra_diagnose(open, progress, json);
    return this.calls.json(work, (_memory, progress, json) => call(progress, json)) as Diagnosis;
  }

  expect(expectations: readonly Expectation[], work: BlockingWork = {}): Answer {
    checkExpectations(expectations);
    const open = this.open();
    const request = JSON.stringify({ expectations });
    return this.calls.json(work, (memory, progress, json) =>
      this.module._vra_expect(open, memory.text(request), progress, json),
    ) as Answer;
  }

  spectrogram(request: SpectrogramRequest, into: Uint8Array, work: BlockingWork = {}): void {
    checkSpectrogram(request, into);
    const open = this.open();
    let result = 0;
    this.calls.run(
      work,
      (memory, progress) => {
        result = memory.zeros(into.byteLength);
        const struct = spectrogramRequest(this.module, memory, request);
        return this.module._vra_spectrogram(open, struct, progress, result, into.byteLength);
      },
      (memory) => memory.copyOut(result, into),
    );
  }

  read(lane: number, firstFrame: number, into: Float32Array): number {
    checkLane(lane);
    checkFrame(firstFrame);
    checkFloats('into', into);
    const open = this.open();
    const channels = this.channelsOf(lane);
    const frames = checkReadFrames(into, channels);
    let samples = 0;
    let read = 0;
    return this.calls.run(
      {},
      (memory) => {
        samples = memory.zeros(into.byteLength);
        read = memory.zeros(COUNT_BYTES);
        return this.module._vra_read(open, lane, BigInt(firstFrame), BigInt(frames), samples, read);
      },
      (memory) => {
        const count = Number(memory.view().getBigUint64(read, true));
        memory.copyOut(samples, into.subarray(0, count * channels));
        return count;
      },
    );
  }

  adtsIndex(file: number): Uint8Array {
    checkCount('file', file, 0, 2 ** 32 - 1);
    const open = this.open();
    return this.calls.bytes({}, (_progress, bytes) => this.module._vra_adts_index(open, file, bytes));
  }

  export(path: string, request: ExportRequest, work: BlockingWork = {}): ExportResult {
    checkExport(path, request);
    const open = this.open();
    return this.calls.json(work, (memory, progress, json) => {
      const options = exportOptions(this.module, memory, request);
      return this.module._vra_export(open, memory.text(path), options, progress, json);
    }) as ExportResult;
  }

  close(): void {
    if (this.handle === 0) return;
    const open = this.handle;
    this.handle = 0;
    if (this.calls.broken !== undefined) return;
    this.module._vra_close(open);
    this.onClose();
  }

  private open(): number {
    if (this.handle !== 0) return this.handle;
    throw new AnalysisError('invalid-parameter', 'the capture is closed: open it again');
  }
}
