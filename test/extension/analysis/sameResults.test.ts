import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Analysis, CaptureInfo, OpenCapture, RingInfo } from '../../../editor-extension/source/shared/analysis';
import { analysisOf, hasWasm, temporaryFolder } from './builds';
import { survivingOptions, talkUntilKilled } from '../../scripts/native/killed';
import { writeCaptures, writeDamaged, writeForeignAac, writeWaves } from './files';
import { sparseWave } from './waves';

const both = hasWasm ? describe : describe.skip;

/** What a call gives, or its error as text. */
async function outcome<T>(call: Promise<T>): Promise<T | string> {
  return call.catch((error: Error & { code?: string }) => `${error.code}: ${error.message}`);
}

const plain = (bytes: Uint8Array | string): string =>
  typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('base64');

/** The last digit of a level is that of the platform's logarithm. */
const rounded = (_key: string, value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(12)) : value;

/** Whether samples can be had depends on the decoders of a machine. */
function comparable(info: CaptureInfo | string): unknown {
  if (typeof info === 'string') return info;
  const same = { ...info, decodable: null, problems: info.problems.filter((text) => !/decod/i.test(text)) };
  // Which encoder it was is known to a build that has it.
  if (info.container === 'ring' && info.sidecar) same.sidecar = { ...info.sidecar, encoder: '' };
  return JSON.parse(JSON.stringify(same, rounded)) as unknown;
}

async function spectrogramOf(capture: OpenCapture, lane: number, frames: number): Promise<string> {
  const into = new Uint8Array(50 * 129);
  const request = { lane, firstFrame: -100, hopFrames: frames / 40, columns: 50, fftFrames: 256 };
  const failed = await outcome(capture.spectrogram(request, into));
  return failed === undefined ? plain(into) : String(failed);
}

async function samplesOf(capture: OpenCapture, lane: number, channels: number, frames: number): Promise<string> {
  const into = new Float32Array(2000 * channels);
  const read = await outcome(capture.read(lane, Math.floor(frames / 2), into));
  return `${read} ${plain(new Uint8Array(into.buffer))}`;
}

/** All that does not need a decoder of AAC in either build. */
async function measured(capture: OpenCapture, info: CaptureInfo, lane: number): Promise<Record<string, unknown>> {
  const { channels } = info.lanes[lane] ?? { channels: 1 };
  return {
    envelope: plain(await outcome(capture.envelope(lane))),
    map: await outcome(capture.map(lane)),
    spectrogram: await spectrogramOf(capture, lane, Math.max(40, info.validFrames)),
    samples: await samplesOf(capture, lane, channels, info.validFrames),
  };
}

both('the addon and WebAssembly', () => {
  const folder = temporaryFolder();
  let addon: Analysis;
  let wasm: Analysis;

  beforeAll(async () => {
    addon = await analysisOf('addon');
    wasm = await analysisOf('wasm');
  });

  async function opened(path: string): Promise<[OpenCapture | string, OpenCapture | string]> {
    return Promise.all([outcome(addon.open(path)), outcome(wasm.open(path))]);
  }

  /** Opens in both; undefined when both refuse, in the same words. */
  async function openBoth(
    path: string,
  ): Promise<{ captures: [OpenCapture, OpenCapture]; info: CaptureInfo } | undefined> {
    const [first, second] = await opened(path);
    if (typeof first === 'string' || typeof second === 'string') {
      expect(second).toEqual(first);
      return undefined;
    }
    const infos = await Promise.all([first.info(), second.info()]);
    expect(comparable(infos[1])).toEqual(comparable(infos[0]));
    return { captures: [first, second], info: infos[1] };
  }

  async function expectSame(path: string): Promise<void> {
    const both = await openBoth(path);
    if (!both) return;
    const { captures, info } = both;
    const lossy = info.codec === 'aac-lc';
    for (const lane of lossy ? [] : info.lanes.keys()) {
      const [first, second] = await Promise.all(captures.map((capture) => measured(capture, info, lane)));
      expect({ lane, ...second }).toEqual({ lane, ...first });
      await expectSameLoudness(captures, lane);
    }
    const diagnoses = await Promise.all(captures.map((capture) => outcome(capture.diagnose())));
    if (!lossy) expect(JSON.stringify(diagnoses[1], rounded)).toEqual(JSON.stringify(diagnoses[0], rounded));
    for (const [lane] of lossy ? [...info.lanes.entries()].filter(([, { features }]) => features) : []) {
      const [first, second] = await Promise.all(captures.map((capture) => outcome(capture.map(lane))));
      expect(second).toEqual(first);
    }
    for (const file of info.files.keys()) {
      const [first, second] = await Promise.all(captures.map((capture) => outcome(capture.adtsIndex(file))));
      expect(plain(second ?? '')).toEqual(plain(first ?? ''));
    }
    for (const capture of captures) capture.close();
  }

  async function expectSameLoudness(captures: [OpenCapture, OpenCapture], lane: number): Promise<void> {
    const [first, second] = await Promise.all(captures.map((capture) => outcome(capture.loudness(lane))));
    if (typeof first !== 'object' || typeof second !== 'object') return expect(second).toEqual(first);
    for (const key of ['integratedLufs', 'rangeLu', 'truePeakDbtp', 'samplePeakDbfs'] as const) {
      const [expected, got] = [first[key], second[key]];
      if (expected === null || got === null) expect(got).toBe(expected);
      else expect(Math.abs(got - expected)).toBeLessThanOrEqual(0.0101);
    }
    expect(second.stepSeconds).toBe(first.stepSeconds);
    expect(second.shortTermLufs.length).toBe(first.shortTermLufs.length);
    for (const [i, expected] of first.shortTermLufs.entries()) {
      const got = second.shortTermLufs[i] ?? null;
      if (expected === null || got === null) expect(got).toBe(expected);
      else expect(Math.abs(got - expected)).toBeLessThanOrEqual(0.0101);
    }
  }

  test('give the same of WAV files of every format', async () => {
    for (const name of writeWaves(folder)) await expectSame(join(folder, name));
  }, 120_000);

  test('give the same of the end of a file of more than 4 GiB', async () => {
    const path = join(folder, 'sparse.wav');
    const seconds = 23_000; // 4.4 GB, of which 4 s are on the disk
    sparseWave(path, seconds, 4);
    const both = await openBoth(path);
    if (both === undefined) throw new Error('it is opened');
    const { captures, info } = both;
    expect(info).toMatchObject({ container: 'rf64', validFrames: seconds * 48000, unfinished: false, problems: [] });
    const firstFrame = info.validFrames - 4 * 48000;
    const reads = captures.map(async (capture) => {
      const samples = new Float32Array(2 * 1000);
      const picture = new Uint8Array(50 * 129);
      const frames = await capture.read(2, firstFrame + 24_000, samples);
      const request = { lane: 2, firstFrame, hopFrames: 4000, columns: 50, fftFrames: 256 };
      await capture.spectrogram(request, picture);
      return {
        frames,
        samples: plain(new Uint8Array(samples.buffer)),
        picture: plain(picture),
        loudest: Math.max(...samples),
      };
    });
    const [first, second] = await Promise.all(reads);
    expect(first?.frames).toBe(1000);
    expect(first?.loudest).toBeGreaterThan(0.3);
    expect(second).toEqual(first);
    for (const capture of captures) capture.close();
    rmSync(path);
  }, 120_000);

  test('give the same of what the recorder writes, with sidecars, features and tracks', async () => {
    for (const path of await writeCaptures(folder)) await expectSame(path);
  }, 120_000);

  test("know the same of another encoder's AAC", async () => {
    for (const path of writeForeignAac(folder)) await expectSame(path);
  }, 60_000);

  test('say the same of damaged files', async () => {
    for (const name of writeDamaged(folder)) await expectSame(join(folder, name));
  }, 120_000);

  test('say the same of what is not there', async () => {
    const [first, second] = await opened(join(folder, 'missing.wav'));
    expect(first).toMatch(/^not-found: .*missing\.wav/);
    expect(second).toEqual(first);
  });

  test.each(['wav', 'aac'])(
    'list and open the same of what a killed process has left of %s',
    async (suffix) => {
      const options = { ...survivingOptions(join(folder, `killed-${suffix}`)), virtualClock: true };
      const config = {
        filePath: join(options.capturesFolder, `never.${suffix}`),
        cycleTime: 20,
        durability: 'process' as const,
      };
      await talkUntilKilled({ options, config, dump: { afterSeconds: 600 } }, 2 * 48000);
      const [first, second] = await Promise.all(
        [addon, wasm].map((each) => each.listRings(options.recoveryFolder ?? '')),
      );
      expect(first).toHaveLength(1);
      expect(second).toEqual(first);
      const { path, pins } = (first as RingInfo[])[0] as RingInfo;
      expect(pins.length).toBeGreaterThan(0);
      for (const ring of [path, ...pins.map((pin) => `${path}#${pin}`)]) await expectSame(ring);
    },
    120_000,
  );

  test('export the same bytes', async () => {
    const source = join(folder, 'pcm16-stereo.wav');
    const files: Buffer[] = [];
    for (const analysis of [addon, wasm]) {
      const capture = await analysis.open(source);
      const target = join(folder, `${analysis.kind}.wav`);
      const result = await capture.export(target, { startSeconds: 1, endSeconds: 3, withSidecar: false });
      expect(result).toMatchObject({ sampleRate: 48000, channels: 2, durationSeconds: 2 });
      files.push(readFileSync(target));
    }
    expect(files[1]?.equals(files[0] ?? Buffer.alloc(0))).toBe(true);
  });

  test('make the same picture of samples that script has', async () => {
    const samples = Float32Array.from({ length: 8192 }, (_, i) => Math.sin(i / 7) * 0.3);
    const request = { lane: 0, firstFrame: 0, hopFrames: 64, columns: 60, fftFrames: 512 };
    const pictures = [addon, wasm].map(() => new Uint8Array(60 * 257));
    await Promise.all(
      [addon, wasm].map((each, i) => each.spectrogramOfSamples(samples, 2, request, pictures[i] as Uint8Array)),
    );
    expect(Math.max(...(pictures[0] as Uint8Array))).toBeGreaterThan(200);
    expect(plain(pictures[1] as Uint8Array)).toEqual(plain(pictures[0] as Uint8Array));
  });
});
