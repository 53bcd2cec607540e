import { notAllowed, wrongType } from './AnalysisError';
import type { Expectation, ExportRequest, SpectrogramRequest, Work } from './analysis';

/** Checks of what is handed to the analysis, the same for each of its builds: types first, then ranges. */

const KEY_BYTES = 32;
const MOST_READ_FRAMES = 2 ** 22;
const MOST_COLUMNS = 16384;
const FFT_FRAMES = { least: 64, most: 16384 };
const UINT32 = 2 ** 32 - 1;

export function checkText(what: string, value: unknown): asserts value is string {
  if (typeof value !== 'string') throw wrongType(what, 'a string', value);
  if (value === '') throw notAllowed(what, 'a path', value);
  if (value.includes('\0')) throw notAllowed(what, 'a path without NUL', value);
}

export function checkKey(value: unknown): asserts value is Uint8Array | undefined {
  if (value === undefined) return;
  if (!isBytes(value)) throw wrongType('key', `a Uint8Array of ${KEY_BYTES} bytes`, value);
  if (value.byteLength !== KEY_BYTES) throw notAllowed('key', `${KEY_BYTES} bytes`, value.byteLength);
}

export function checkObject(what: string, value: unknown): asserts value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(what, 'an object', value);
}

export function checkWork(value: unknown): asserts value is Work {
  checkObject('work', value);
  const { signal, onProgress } = value;
  if (signal !== undefined && !isSignal(signal)) throw wrongType('signal', 'an AbortSignal', signal);
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw wrongType('onProgress', 'a function', onProgress);
  }
}

/** Whole and from `least` to `most`. */
export function checkCount(what: string, value: unknown, least: number, most: number): asserts value is number {
  if (typeof value !== 'number') throw wrongType(what, 'a number', value);
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    throw notAllowed(what, `a whole number from ${least} to ${most}`, value);
  }
}

export function checkLane(value: unknown): asserts value is number {
  checkCount('lane', value, 0, UINT32);
}

export function checkFrame(value: unknown): asserts value is number {
  checkCount('firstFrame', value, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
}

export function checkFloats(what: string, value: unknown): asserts value is Float32Array {
  if (!isView(value, 'Float32Array')) throw wrongType(what, 'a Float32Array', value);
}

/** What is read into; how many samples a frame has is known where the capture is. */
export function checkReadInto(into: unknown): asserts into is Float32Array {
  checkFloats('into', into);
  if (into.length === 0) throw notAllowed('into', 'one frame at least', 'none');
}

/** How many frames of `channels` samples fit into what is read. */
export function checkReadFrames(into: Float32Array, channels: number): number {
  const frames = into.length / channels;
  if (!Number.isInteger(frames) || frames < 1 || frames > MOST_READ_FRAMES) {
    throw notAllowed('into', `1 to ${MOST_READ_FRAMES} frames of ${channels} samples`, into.length);
  }
  return frames;
}

export function checkSpectrogram(request: unknown, into: unknown): asserts request is SpectrogramRequest {
  checkObject('request', request);
  checkLane(request.lane);
  checkFrame(request.firstFrame);
  const { hopFrames, columns, fftFrames } = request;
  if (typeof hopFrames !== 'number') throw wrongType('hopFrames', 'a number', hopFrames);
  if (!Number.isFinite(hopFrames) || hopFrames <= 0) throw notAllowed('hopFrames', 'a number above 0', hopFrames);
  checkCount('columns', columns, 1, MOST_COLUMNS);
  checkCount('fftFrames', fftFrames, FFT_FRAMES.least, FFT_FRAMES.most);
  if (!Number.isInteger(Math.log2(fftFrames))) throw notAllowed('fftFrames', 'a power of two', fftFrames);
  if (!isBytes(into)) throw wrongType('into', 'a Uint8Array', into);
  const bytes = columns * (fftFrames / 2 + 1);
  if (into.byteLength !== bytes) throw notAllowed('into', `${bytes} bytes, columns x (fftFrames / 2 + 1)`, into.length);
}

export function checkExport(path: unknown, request: unknown): asserts request is ExportRequest {
  checkText('path', path);
  checkObject('request', request);
  for (const name of ['startSeconds', 'endSeconds'] as const) {
    const value = request[name];
    if (value !== undefined && typeof value !== 'number') throw wrongType(name, 'a number', value);
    if (value !== undefined && !(value >= 0)) throw notAllowed(name, '0 or more', value);
  }
  for (const name of ['overwrite', 'withSidecar'] as const) {
    const value = request[name];
    if (value !== undefined && typeof value !== 'boolean') throw wrongType(name, 'a boolean', value);
  }
  if (request.quality !== undefined) checkCount('quality', request.quality, 0, 2);
  if (request.lanes === undefined) return;
  if (!Array.isArray(request.lanes)) throw wrongType('lanes', 'an array of numbers', request.lanes);
  if (request.lanes.length === 0) throw notAllowed('lanes', 'one or more; leave it out for the audio as it is', '[]');
  for (const lane of request.lanes) checkLane(lane);
}

/** What stands in each is checked by the library, which names the place. */
export function checkExpectations(value: unknown): asserts value is readonly Expectation[] {
  if (!Array.isArray(value)) throw wrongType('expectations', 'an array of objects', value);
  if (value.length === 0) throw notAllowed('expectations', 'one or more', '[]');
  for (const each of value) checkObject('an expectation', each);
}

/** By its name and shape: arrays of another realm count too. */
function isView(value: unknown, name: string): value is ArrayBufferView {
  return ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === `[object ${name}]`;
}

function isBytes(value: unknown): value is Uint8Array {
  return isView(value, 'Uint8Array');
}

function isSignal(value: unknown): value is AbortSignal {
  return typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value;
}
