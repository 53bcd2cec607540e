import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AnalysisError } from '../../../editor-extension/source/shared/AnalysisError';
import type { Analysis, OpenCapture } from '../../../editor-extension/source/shared/analysis';
import { ABI_VERSION } from '../../../editor-extension/source/shared/wasm/AnalysisModule';
import { analysisOf, kinds, temporaryFolder } from './builds';
import { longWave, waveFile } from './waves';

const LONG_SECONDS = 600;

describe.each(kinds)('%s', (kind) => {
  const folder = temporaryFolder();
  const short = join(folder, 'short.wav');
  const minute = join(folder, 'minute.wav');
  const long = join(folder, 'long.wav');
  let analysis: Analysis;

  beforeAll(async () => {
    writeFileSync(short, waveFile({ format: 'pcm16', channels: 2, sampleRate: 16000, seconds: 4 }));
    longWave(minute, 60);
    longWave(long, LONG_SECONDS);
    analysis = await analysisOf(kind);
  }, 60_000);

  async function failure(call: Promise<unknown>): Promise<AnalysisError> {
    const error = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(AnalysisError);
    return error as AnalysisError;
  }

  test('says what it can do', async () => {
    const { version, abiVersion, fingerprint, aacDecoder } = await analysis.capabilities();
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(abiVersion).toBe(ABI_VERSION);
    expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(Array.isArray(aacDecoder.tried)).toBe(true);
  });

  test('ends a call that runs when its signal asks for it, and goes on with the next', async () => {
    const capture = await analysis.open(long);
    const stop = new AbortController();
    const cancelled = failure(capture.loudness(0, { signal: stop.signal, onProgress: () => stop.abort() }));
    const after = capture.map(0);
    expect((await cancelled).code).toBe('cancelled');
    expect((await after).basis).toBe('audio');
    capture.close();
  }, 60_000);

  test('ends calls that wait for their turn, and those that have not begun', async () => {
    const capture = await analysis.open(long);
    const [stop, stopAll] = [new AbortController(), new AbortController()];
    const running = failure(capture.loudness(0, { signal: stopAll.signal }));
    const waiting = [1, 2, 3].map(() => failure(capture.envelope(0, { signal: stop.signal })));
    stop.abort();
    stopAll.abort();
    for (const error of await Promise.all([running, ...waiting])) expect(error.code).toBe('cancelled');
    expect((await failure(capture.envelope(0, { signal: stop.signal }))).code).toBe('cancelled');
    expect((await failure(analysis.open(long, { signal: stop.signal }))).code).toBe('cancelled');
    capture.close();
  }, 60_000);

  test('tells how far it is, from 0 to 1 and never back', async () => {
    const capture = await analysis.open(minute);
    const told: number[] = [];
    await capture.loudness(2, { onProgress: (done) => told.push(done) });
    expect(told.length).toBeGreaterThan(1);
    expect([...told].sort((a, b) => a - b)).toEqual(told);
    expect(told.every((done) => done >= 0 && done <= 1)).toBe(true);
    capture.close();
  }, 60_000);

  test('ends a call whose listener throws, with what it threw', async () => {
    const capture = await analysis.open(long);
    const mine = new RangeError('mine');
    const call = capture.loudness(0, {
      onProgress: () => {
        throw mine;
      },
    });
    await expect(call).rejects.toBe(mine);
    expect((await capture.info()).sampleRate).toBe(48000);
    capture.close();
  }, 60_000);

  test('gives twenty captures at once what each gives alone', async () => {
    const alone = await analysis.open(short);
    const expected = Buffer.from(await alone.envelope(2)).toString('base64');
    const captures = await Promise.all(Array.from({ length: 20 }, () => analysis.open(short)));
    const results = await Promise.all(
      captures.flatMap((capture) => [capture.envelope(2), capture.envelope(2), capture.info()]),
    );
    const envelopes = results.filter((result) => result instanceof Uint8Array || ArrayBuffer.isView(result));
    expect(envelopes).toHaveLength(40);
    for (const envelope of envelopes) expect(Buffer.from(envelope as Uint8Array).toString('base64')).toBe(expected);
    for (const capture of [alone, ...captures]) capture.close();
  }, 60_000);

  test('answers calls on one capture in their order', async () => {
    const capture = await analysis.open(short);
    const order: string[] = [];
    const note = (name: string) => (): void => void order.push(name);
    const read = (frame: number): Promise<number> => capture.read(0, frame, new Float32Array(10));
    await Promise.all([
      ...[capture.loudness(0).then(note('loudness')), capture.info().then(note('info'))],
      ...[capture.envelope(0).then(note('envelope')), read(0).then(note('read')), capture.map(0).then(note('map'))],
    ]);
    expect(order).toEqual(['loudness', 'info', 'envelope', 'read', 'map']);
    capture.close();
  }, 60_000);

  test('finishes what was asked before close, and refuses what comes after it', async () => {
    const capture = await analysis.open(short);
    const before = capture.envelope(0);
    capture.close();
    capture.close();
    expect((await before).byteLength).toBeGreaterThan(48);
    const after: ((closed: OpenCapture) => Promise<unknown>)[] = [
      (closed) => closed.info(),
      (closed) => closed.envelope(0),
      (closed) => closed.map(0),
      (closed) => closed.loudness(0),
      (closed) => closed.diagnose(),
      (closed) => closed.read(0, 0, new Float32Array(2)),
      (closed) => closed.adtsIndex(0),
      (closed) => closed.export(join(folder, 'no.wav'), {}),
    ];
    for (const call of after) {
      const { code, message } = await failure(call(capture));
      expect({ code, message }).toEqual({
        code: 'invalid-parameter',
        message: 'the capture is closed: open it again',
      });
    }
  });

  test('leaves what lies behind the last frame as it is', async () => {
    const capture = await analysis.open(short);
    const into = new Float32Array(2 * 100).fill(7);
    expect(await capture.read(2, 4 * 16000 - 30, into)).toBe(30);
    expect(into.subarray(0, 60).every((sample) => sample !== 7)).toBe(true);
    expect(into.subarray(60).every((sample) => sample === 7)).toBe(true);
    capture.close();
  });

  test('reads the same samples as were written', async () => {
    const capture = await analysis.open(short);
    const into = new Float32Array(2 * 16000);
    expect(await capture.read(2, 1000, into)).toBe(16000);
    const bytes = waveFile({ format: 'pcm16', channels: 2, sampleRate: 16000, seconds: 4 });
    const samples = new Int16Array(Uint8Array.from(bytes.subarray(44 + 4 * 1000, 44 + 4 * 17000)).buffer);
    expect(into.every((sample, i) => sample === (samples[i] ?? 0) / 32768)).toBe(true);
    capture.close();
  });
});
