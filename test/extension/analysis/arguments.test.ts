import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Analysis, OpenCapture, SpectrogramRequest } from '../../../editor-extension/source/shared/analysis';
import { findAnalysis } from '../../../editor-extension/source/host/analysis/loadAnalysis';
import { analysisOf, kinds, temporaryFolder } from './builds';
import { waveFile } from './waves';

type Call = (capture: OpenCapture, analysis: Analysis) => Promise<unknown>;

/** What script without types may hand over. */
const wild = (value: unknown): never => value as never;

const REQUEST: SpectrogramRequest = { lane: 0, firstFrame: 0, hopFrames: 10, columns: 2, fftFrames: 64 };
const INTO = 2 * 33;

const spectrogram =
  (change: Record<string, unknown>, into: unknown = new Uint8Array(INTO)): Call =>
  (capture) =>
    capture.spectrogram(wild({ ...REQUEST, ...change }), wild(into));
const exported =
  (request: unknown, path: unknown = '/tmp/x.wav'): Call =>
  (capture) =>
    capture.export(wild(path), wild(request));

/** Calls with a value of the wrong type, and what the TypeError says of it. */
const wrongTypes: [name: string, call: Call, says: RegExp][] = [
  ['open a number', (_, analysis) => analysis.open(wild(5)), /^path: expected a string, got 5 \(number\)$/],
  ['open nothing', (_, analysis) => analysis.open(wild(undefined)), /^path: expected a string, got undefined$/],
  ['key as text', (_, analysis) => analysis.open('x', { key: wild('k') }), /^key: expected a Uint8Array of 32 bytes/],
  ['key as other bytes', (_, analysis) => analysis.open('x', { key: wild(new Int8Array(32)) }), /got Int8Array$/],
  ['options as text', (_, analysis) => analysis.open('x', wild('fast')), /^options: expected an object, got "fast"/],
  ['signal as true', (_, analysis) => analysis.open('x', { signal: wild(true) }), /^signal: expected an AbortSignal/],
  ['onProgress as text', (capture) => capture.map(0, { onProgress: wild('p') }), /^onProgress: expected a function/],
  ['work as null', (capture) => capture.loudness(0, wild(null)), /^work: expected an object, got null$/],
  ['diagnose with text', (capture) => capture.diagnose(wild('now')), /^work: expected an object, got "now"/],
  ['expect a text', (capture) => capture.expect(wild('silence')), /^expectations: expected an array of objects/],
  ['expect texts', (capture) => capture.expect(wild(['silent'])), /^an expectation: expected an object, got "silent"/],
  ['lane as text', (capture) => capture.envelope(wild('0')), /^lane: expected a number, got "0" \(string\)$/],
  ['lane as an object', (capture) => capture.map(wild({})), /^lane: expected a number, got Object$/],
  ['lane as a bigint', (capture) => capture.loudness(wild(1n)), /^lane: expected a number, got 1 \(bigint\)$/],
  ['firstFrame missing', (capture) => capture.read(0, wild(undefined), new Float32Array(2)), /^firstFrame: expected/],
  ['into as a list', (capture) => capture.read(0, 0, wild([0, 0])), /^into: expected a Float32Array, got Array$/],
  ['into of doubles', (capture) => capture.read(0, 0, wild(new Float64Array(2))), /got Float64Array$/],
  ['into as a buffer', spectrogram({}, new ArrayBuffer(INTO)), /^into: expected a Uint8Array, got ArrayBuffer$/],
  ['into clamped', spectrogram({}, new Uint8ClampedArray(INTO)), /got Uint8ClampedArray$/],
  ['request as null', (capture) => capture.spectrogram(wild(null), new Uint8Array(1)), /^request: expected an object/],
  ['hop as text', spectrogram({ hopFrames: '3' }), /^hopFrames: expected a number, got "3"/],
  ['columns missing', spectrogram({ columns: undefined }), /^columns: expected a number, got undefined$/],
  ['file as null', (capture) => capture.adtsIndex(wild(null)), /^file: expected a number, got null$/],
  ['export nowhere', exported({}, null), /^path: expected a string, got null$/],
  ['export a list', exported([]), /^request: expected an object, got Array$/],
  ['export from text', exported({ startSeconds: '1' }), /^startSeconds: expected a number/],
  ['overwrite as 1', exported({ overwrite: 1 }), /^overwrite: expected a boolean, got 1/],
  ['lanes as a number', exported({ lanes: 1 }), /^lanes: expected an array of numbers, got 1/],
  ['a lane as text', exported({ lanes: ['0'] }), /^lane: expected a number, got "0"/],
  ['rings of nothing', (_, analysis) => analysis.listRings(wild(undefined)), /^recoveryFolder: expected a string/],
  [
    'rings with a key as text',
    (_, analysis) => analysis.listRings('x', { key: wild('k') }),
    /^key: expected a Uint8Array/,
  ],
  [
    'samples of integers',
    (_, analysis) => analysis.spectrogramOfSamples(wild(new Int16Array(4)), 1, REQUEST, new Uint8Array(INTO)),
    /^samples: expected a Float32Array, got Int16Array$/,
  ],
];

/** Calls with a value of the right type that is not allowed. */
const notAllowed: [name: string, call: Call, says: RegExp][] = [
  ['open an empty path', (_, analysis) => analysis.open(''), /^path: expected a path, got "" \(string\)$/],
  ['open a path with NUL', (_, analysis) => analysis.open('a\0b'), /^path: expected a path without NUL/],
  ['a short key', (_, analysis) => analysis.open('x', { key: new Uint8Array(31) }), /^key: expected 32 bytes, got 31/],
  ['expect nothing', (capture) => capture.expect([]), /^expectations: expected one or more/],
  [
    'expect what is unknown',
    (capture) => capture.expect([wild({ expect: 'quiet' })]),
    /^expectations\[0\]: expect must/,
  ],
  ['lane -1', (capture) => capture.envelope(-1), /^lane: expected a whole number from 0 to 4294967295, got -1/],
  ['lane 0.5', (capture) => capture.map(0.5), /^lane: expected a whole number/],
  ['lane NaN', (capture) => capture.loudness(NaN), /^lane: expected a whole number.*got NaN/],
  ['lane 99', (capture) => capture.envelope(99), /lane/],
  ['lane 99 of read', (capture) => capture.read(99, 0, new Float32Array(2)), /lane/],
  ['lane 99 of a picture', spectrogram({ lane: 99 }), /lane/],
  ['frame Infinity', (capture) => capture.read(0, Infinity, new Float32Array(2)), /^firstFrame: expected/],
  ['half a frame', (capture) => capture.read(2, 0, new Float32Array(3)), /^into: expected/],
  ['no frame', (capture) => capture.read(0, 0, new Float32Array(0)), /^into: expected one frame at least/],
  ['hop 0', spectrogram({ hopFrames: 0 }), /^hopFrames: expected a number above 0, got 0/],
  ['hop NaN', spectrogram({ hopFrames: NaN }), /^hopFrames: expected a number above 0, got NaN/],
  ['0 columns', spectrogram({ columns: 0 }), /^columns: expected a whole number from 1 to 16384/],
  ['16385 columns', spectrogram({ columns: 16385 }), /^columns: expected/],
  ['fft 100', spectrogram({ fftFrames: 100 }), /^fftFrames: expected a power of two, got 100/],
  ['fft 32', spectrogram({ fftFrames: 32 }), /^fftFrames: expected a whole number from 64 to 16384/],
  ['into too short', spectrogram({}, new Uint8Array(INTO - 1)), /^into: expected 66 bytes, columns x/],
  ['into too long', spectrogram({}, new Uint8Array(INTO + 1)), /^into: expected 66 bytes/],
  ['export before 0', exported({ startSeconds: -1 }), /^startSeconds: expected 0 or more, got -1/],
  ['export to NaN', exported({ endSeconds: NaN }), /^endSeconds: expected 0 or more, got NaN/],
  ['no lanes', exported({ lanes: [] }), /^lanes: expected one or more/],
  ['quality 3', exported({ quality: 3 }), /^quality: expected a whole number from 0 to 2, got 3/],
  ['export as .mp3', exported({}, '/tmp/x.mp3'), /\.wav/],
];

describe.each(kinds)('%s', (kind) => {
  const folder = temporaryFolder();
  let analysis: Analysis;
  let capture: OpenCapture;

  beforeAll(async () => {
    const path = join(folder, 'stereo.wav');
    writeFileSync(path, waveFile({ format: 'pcm16', channels: 2, sampleRate: 16000, seconds: 1 }));
    analysis = await analysisOf(kind);
    capture = await analysis.open(path);
  });

  afterEach(async () => {
    // Whatever was refused, nothing has changed.
    expect((await capture.info()).lanes).toHaveLength(3);
  });

  test.each(wrongTypes)('refuses %s with a TypeError', async (_name, call, says) => {
    const error = await call(capture, analysis).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ code: 'invalid-parameter', message: expect.stringMatching(says) as string });
  });

  test.each(notAllowed)('refuses %s', async (_name, call, says) => {
    const error = await call(capture, analysis).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'AnalysisError', code: 'invalid-parameter' });
    expect((error as Error).message).toMatch(says);
  });
});

test('loadAnalysis refuses a build that it does not know', async () => {
  await expect(findAnalysis({ prefer: wild('gpu') })).rejects.toMatchObject({ code: 'invalid-parameter' });
  await expect(findAnalysis({ key: wild('secret') })).rejects.toThrow(TypeError);
  await expect(findAnalysis(wild(null))).rejects.toThrow(TypeError);
});
