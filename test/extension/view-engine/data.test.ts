import type { CaptureDetail, CaptureSource } from '../../../editor-extension/source/shared/captures';
import { CaptureError } from '../../../editor-extension/source/shared/CaptureError';
import type { EngineOptions } from '../../../editor-extension/source/view/engine';
import { CHUNK_FRAMES } from '../../../editor-extension/source/view/engine/audio/sounds';
import { Data } from '../../../editor-extension/source/view/engine/Data';
import { makeAxis } from '../../../editor-extension/source/view/engine/time/axis';
import { fakeBuffer, settle } from './support';

const CHUNKS = 6;
const FRAMES = CHUNKS * CHUNK_FRAMES;
const RATE = 32000;
const FRAME_BYTES = 2;

const detail = {
  summary: { id: 'a' },
  ...{ sampleRate: RATE, validStart: 0, validFrames: FRAMES, decodable: true },
  lanes: [{ kind: 'mix', file: 0, channel: null, channels: 1 }],
  files: [
    { codec: 'pcm16', sampleRate: RATE, channels: 1, frames: FRAMES, dataOffset: 0, plain: true, name: 'a.wav' },
  ].map((file) => ({ ...file, dataBytes: FRAMES * FRAME_BYTES, frameBytes: FRAME_BYTES })),
} as unknown as CaptureDetail;

describe('An envelope that the page makes because the host cannot', () => {
  const before = globalThis.AudioBuffer;
  beforeAll(() => {
    globalThis.AudioBuffer = function ({ length, sampleRate }: AudioBufferOptions) {
      return fakeBuffer([new Float32Array(length)], sampleRate);
    } as unknown as typeof AudioBuffer;
  });
  afterAll(() => (globalThis.AudioBuffer = before));

  it('goes on where the connection was lost once that is tried again', async () => {
    const failures: string[] = [];
    const read: number[] = [];
    let lost = false;
    const source = {
      envelope: () => Promise.reject(new CaptureError('not-supported', 'no decoder')),
      audio: (_id: string, _file: number, first: number, end: number) => {
        const chunk = first / FRAME_BYTES / CHUNK_FRAMES;
        if (lost && chunk >= 2) return Promise.reject(new CaptureError('lost', 'no server'));
        read.push(chunk);
        return Promise.resolve(new Uint8Array(end - first));
      },
    } as unknown as CaptureSource;
    const options = { detail, source, assets: { workerUrl: '' } } as EngineOptions;
    const data = new Data(options, (what, lane, error) => failures.push(`${what} ${lane} ${(error as Error).message}`));
    const progress: number[] = [];
    data.onProgress = (_lane, done) => progress.push(done);
    lost = true;
    const wave = data.waves[0];
    data.queue.want(wave?.wanted(makeAxis({ from: 0, to: 4 }, 1000), false, false) ?? []);
    for (let turn = 0; turn < 20; turn++) await settle();
    expect([failures, progress.at(-1)]).toEqual([['envelope 0 no server'], 2 / CHUNKS]);
    lost = false;
    read.length = 0;
    data.retry();
    for (let turn = 0; turn < 20; turn++) await settle();
    expect([failures.length, progress.at(-1), Math.min(...read)]).toEqual([1, 1, 2]);
    progress.length = 0;
    data.retry();
    await settle();
    expect(progress).toEqual([]);
    data.close();
  });
});
