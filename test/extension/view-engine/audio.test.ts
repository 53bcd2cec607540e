import { parseAdtsIndex, walkAdts } from '../../../editor-extension/source/view/engine/audio/adtsIndex';
import { decodePcm, deinterleave } from '../../../editor-extension/source/view/engine/audio/pcm';
import {
  planAdtsSlice,
  planPcmSlice,
  PRE_ROLL_FRAMES,
  trimAdtsSlice,
} from '../../../editor-extension/source/view/engine/audio/slicePlan';
import { adtsBytes, adtsIndexBytes, randomNumbers } from './support';

const random = randomNumbers(3);
const LENGTHS = Array.from({ length: 1000 }, () => 60 + Math.floor(random() * 700));
const STARTS = LENGTHS.reduce((starts, length) => [...starts, (starts.at(-1) ?? 0) + length], [0]);
const FILE = adtsBytes(LENGTHS);
const INDEX = parseAdtsIndex(adtsIndexBytes(LENGTHS));

describe('An ADTS index', () => {
  it('tells where each sixteenth frame begins and where the last one ends', () => {
    expect(INDEX).toMatchObject({ frameLength: 1024, every: 16, adtsFrames: 1000, endByte: FILE.length });
    expect(INDEX.entries[5]).toBe(STARTS[80]);
  });

  it.each([
    ['another beginning', new Uint8Array(100)],
    ['entries that are cut off', adtsIndexBytes(LENGTHS).subarray(0, 60)],
    ['nothing', new Uint8Array(0)],
  ])('is refused with %s', (_what, bytes) => {
    expect(() => parseAdtsIndex(bytes)).toThrow(/^ADTS index: /);
  });

  it('is not needed to find the frames of a slice', () => {
    expect(walkAdts(FILE.subarray(STARTS[3], STARTS[7]))).toEqual(
      [3, 4, 5, 6, 7].map((n) => (STARTS[n] ?? 0) - (STARTS[3] ?? 0)),
    );
    expect(walkAdts(FILE.subarray(0, (STARTS[2] ?? 0) + 5))).toEqual([0, STARTS[1], STARTS[2]]);
    expect(walkAdts(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8))).toEqual([0]);
  });
});

describe('A slice of AAC', () => {
  it('has every frame that is wanted, and the pre-roll before it, wherever it lies', () => {
    for (let turn = 0; turn < 500; turn++) {
      const first = Math.floor(random() * 1000 * 1024);
      const end = Math.min(first + 1 + Math.floor(random() * 100000), 1000 * 1024);
      const plan = planAdtsSlice(INDEX, first, end);
      const starts = walkAdts(FILE.subarray(plan.firstByte, plan.endByte));
      const trimmed = trimAdtsSlice(plan, starts, 1024);
      const firstFrame = STARTS.indexOf(plan.firstByte + trimmed.firstByte);
      const endFrame = STARTS.indexOf(plan.firstByte + trimmed.endByte);
      expect(firstFrame * 1024 + trimmed.skipFrames).toBe(first);
      expect(endFrame * 1024).toBeGreaterThanOrEqual(first + plan.frames);
      expect(plan.frames).toBe(end - first);
      expect(Math.floor(first / 1024) - firstFrame).toBeGreaterThanOrEqual(
        Math.min(PRE_ROLL_FRAMES, Math.floor(first / 1024)),
      );
      expect(endFrame - firstFrame).toBeGreaterThanOrEqual(16);
    }
  });

  it('begins with the file where there is nothing before it', () => {
    expect(planAdtsSlice(INDEX, 0, 100)).toMatchObject({ firstByte: 0, skipFrames: 0, frames: 100 });
  });

  it('is empty behind the end', () => {
    expect(planAdtsSlice(INDEX, 2_000_000, 2_000_100).frames).toBe(0);
  });

  it('ends where the file does', () => {
    const plan = planAdtsSlice(INDEX, 999 * 1024, 1000 * 1024 + 500);
    expect(plan).toMatchObject({ endByte: FILE.length, frames: 1024 });
  });
});

describe('A slice of PCM', () => {
  const file = { dataOffset: 80, dataBytes: 4003, frameBytes: 4 };

  it('begins at its first frame and ends with whole frames', () => {
    expect(planPcmSlice(file, 10, 20)).toEqual({ firstByte: 120, endByte: 160, skipFrames: 0, frames: 10 });
    expect(planPcmSlice(file, 990, 2000)).toMatchObject({ endByte: 80 + 4000, frames: 10 });
    expect(planPcmSlice(file, 5000, 6000).frames).toBe(0);
  });

  const bytesOf = (write: (view: DataView) => void, size: number): Uint8Array => {
    const bytes = new Uint8Array(size);
    write(new DataView(bytes.buffer));
    return bytes;
  };

  it.each([
    ['pcm8', 1, (view: DataView) => [192, 0].forEach((value, at) => view.setUint8(at, value)), [0.5, -1]],
    [
      'pcm16',
      2,
      (view: DataView) => [16384, -32768].forEach((value, at) => view.setInt16(at * 2, value, true)),
      [0.5, -1],
    ],
    [
      'pcm24',
      3,
      (view: DataView) => [0, 0, 0x40, 0, 0, 0x80].forEach((value, at) => view.setUint8(at, value)),
      [0.5, -1],
    ],
    [
      'pcm32',
      4,
      (view: DataView) => [2 ** 30, -(2 ** 31)].forEach((value, at) => view.setInt32(at * 4, value, true)),
      [0.5, -1],
    ],
    [
      'float32',
      4,
      (view: DataView) => [1.5, NaN].forEach((value, at) => view.setFloat32(at * 4, value, true)),
      [1.5, 0],
    ],
    [
      'float64',
      8,
      (view: DataView) => [-0.25, Infinity].forEach((value, at) => view.setFloat64(at * 8, value, true)),
      [-0.25, 0],
    ],
  ] as const)('of %s gives numbers from -1 to 1', (codec, size, write, numbers) => {
    const mono = [new Float32Array(2)];
    expect(decodePcm(bytesOf(write, size * 2), codec, size, mono)).toBe(2);
    expect([...(mono[0] ?? [])]).toEqual([...numbers]);
    const stereo = [new Float32Array(1), new Float32Array(1)];
    decodePcm(bytesOf(write, size * 2), codec, size * 2, stereo);
    expect(stereo.map((channel) => channel[0])).toEqual([...numbers]);
  });

  it('of 16 bits is read at an odd place too', () => {
    const bytes = bytesOf((view) => view.setInt16(1, 16384, true), 3).subarray(1);
    const into = [new Float32Array(1)];
    decodePcm(bytes, 'pcm16', 2, into);
    expect(into[0]?.[0]).toBe(0.5);
  });

  it('of the host is taken apart by channels', () => {
    const into = [new Float32Array(2), new Float32Array(2)];
    expect(deinterleave(Float32Array.of(1, 2, 3, 4), 2, into)).toBe(2);
    expect(into.map((channel) => [...channel])).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });
});
