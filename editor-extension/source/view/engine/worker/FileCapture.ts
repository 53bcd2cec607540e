import type {
  CaptureInfo,
  ExportResult,
  LaneMap,
  Loudness,
  OpenCapture,
  SpectrogramRequest,
  Work,
} from '../../../shared/analysis';
import { AnalysisError } from '../../../shared/AnalysisError';
import type { CreateFileAnalysis, NamedBlob } from '../../engine';
import { exportWav } from '../audio/exportWav';
import type { CaptureMethod } from './protocol';
import { WorkerClient } from './WorkerClient';

/** A capture among files that the page has. */
class FileCapture implements OpenCapture {
  constructor(
    private readonly worker: WorkerClient,
    private readonly capture: number,
  ) {}

  info(): Promise<CaptureInfo> {
    return this.ask('info', []) as Promise<CaptureInfo>;
  }

  envelope(lane: number, work?: Work): Promise<Uint8Array> {
    return this.ask('envelope', [lane], work) as Promise<Uint8Array>;
  }

  map(lane: number, work?: Work): Promise<LaneMap> {
    return this.ask('map', [lane], work) as Promise<LaneMap>;
  }

  loudness(lane: number, work?: Work): Promise<Loudness> {
    return this.ask('loudness', [lane], work) as Promise<Loudness>;
  }

  async spectrogram(request: SpectrogramRequest, into: Uint8Array, work?: Work): Promise<void> {
    into.set((await this.ask('spectrogram', [request, into.length], work)) as Uint8Array);
  }

  async read(lane: number, firstFrame: number, into: Float32Array): Promise<number> {
    const read = await this.ask('read', [lane, firstFrame, into.length]);
    const { frames, samples } = read as { frames: number; samples: Float32Array };
    into.set(samples);
    return frames;
  }

  adtsIndex(file: number): Promise<Uint8Array> {
    return this.ask('adtsIndex', [file]) as Promise<Uint8Array>;
  }

  export(): Promise<ExportResult> {
    return Promise.reject(new AnalysisError('not-supported', 'A page cannot write files: save the audio it has.'));
  }

  close(): void {
    this.worker.call('close', { capture: this.capture }).catch(() => undefined);
  }

  private ask(method: CaptureMethod, args: readonly unknown[], work: Work = {}): Promise<unknown> {
    return this.worker.call('capture', { capture: this.capture, method, args }, work);
  }
}

export const createFileAnalysis: CreateFileAnalysis = ({ workerUrl }) => {
  const worker = new WorkerClient(workerUrl);
  return {
    async open(files: readonly NamedBlob[], audioFile: string): Promise<OpenCapture> {
      const audio = files.filter(({ name }) => name === audioFile);
      if (audio.length === 0) throw new AnalysisError('not-found', `There is no ${audioFile} among the files.`);
      const others = files.filter(({ name }) => name !== audioFile);
      const capture = await worker.call('open', { files: [...audio, ...others] });
      return new FileCapture(worker, capture);
    },
    wav: (source, detail, order, signal) => exportWav({ source, detail, order, signal }),
    dispose: () => worker.close(),
  };
};
