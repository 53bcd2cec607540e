import type { ExportRequest, SpectrogramRequest } from '../analysis';
import type { AnalysisModule } from './AnalysisModule';
import type { CallMemory } from './CallMemory';

/** The description structs of voice_recorder_analysis.h as wasm32 lays them out. */
const OPEN_OPTIONS = { bytes: 16, key: 4, progress: 8 };
const SPECTROGRAM_REQUEST = { bytes: 32, lane: 4, firstFrame: 8, hopFrames: 16, columns: 24, fftFrames: 28 };
const EXPORT_OPTIONS = {
  ...{ bytes: 40, startSeconds: 8, endSeconds: 16, lanes: 24, laneCount: 28 },
  ...{ quality: 32, overwrite: 36, withSidecar: 37 },
};

export function openOptions(
  module: AnalysisModule,
  memory: CallMemory,
  key: Uint8Array | undefined,
  progressCall: number,
): number {
  const options = memory.zeros(OPEN_OPTIONS.bytes);
  module._vra_open_options_init(options);
  const keyBytes = key === undefined ? 0 : memory.copyIn(key);
  memory.view().setUint32(options + OPEN_OPTIONS.key, keyBytes, true);
  memory.view().setUint32(options + OPEN_OPTIONS.progress, progressCall, true);
  return options;
}

export function spectrogramRequest(module: AnalysisModule, memory: CallMemory, request: SpectrogramRequest): number {
  const struct = memory.zeros(SPECTROGRAM_REQUEST.bytes);
  module._vra_spectrogram_request_init(struct);
  const view = memory.view();
  view.setUint32(struct + SPECTROGRAM_REQUEST.lane, request.lane, true);
  view.setBigInt64(struct + SPECTROGRAM_REQUEST.firstFrame, BigInt(request.firstFrame), true);
  view.setFloat64(struct + SPECTROGRAM_REQUEST.hopFrames, request.hopFrames, true);
  view.setUint32(struct + SPECTROGRAM_REQUEST.columns, request.columns, true);
  view.setUint32(struct + SPECTROGRAM_REQUEST.fftFrames, request.fftFrames, true);
  return struct;
}

export function exportOptions(module: AnalysisModule, memory: CallMemory, request: ExportRequest): number {
  const struct = memory.zeros(EXPORT_OPTIONS.bytes);
  module._vra_export_options_init(struct);
  const lanes = request.lanes === undefined ? 0 : memory.copyIn(Uint32Array.from(request.lanes));
  const view = memory.view();
  const at = (name: keyof typeof EXPORT_OPTIONS): number => struct + EXPORT_OPTIONS[name];
  if (request.startSeconds !== undefined) view.setFloat64(at('startSeconds'), request.startSeconds, true);
  if (request.endSeconds !== undefined) view.setFloat64(at('endSeconds'), request.endSeconds, true);
  if (request.quality !== undefined) view.setUint32(at('quality'), request.quality, true);
  if (request.overwrite !== undefined) view.setUint8(at('overwrite'), Number(request.overwrite));
  if (request.withSidecar !== undefined) view.setUint8(at('withSidecar'), Number(request.withSidecar));
  view.setUint32(at('lanes'), lanes, true);
  view.setUint32(at('laneCount'), request.lanes?.length ?? 0, true);
  return struct;
}
