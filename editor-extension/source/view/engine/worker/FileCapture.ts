import type {
  CaptureInfo,
  Diagnosis,
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

/** No two captures of a page have the same number, whichever worker they are in. */
let lastNumber = 0;

/** A capture among files that the page has. It is opened again when the worker was started anew meanwhile. */
class FileCapture implements OpenCapture {
  private number = 0;
  private opening: Promise<void> | null = null;
  private closed = false;

  constructor(
    private readonly worker: WorkerClient,
    private readonly files: readonly NamedBlob[],
  ) {}

  /** All who ask meanwhile wait for the same one. */
  open(): Promise<void> {
    this.opening ??= this.openAnew().finally(() => (this.opening = null));
    return this.opening;
  }

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

  diagnose(): Promise<Diagnosis> {
    const where = 'use the server, the panel or voice-recorder diagnose';
    return Promise.reject(new AnalysisError('not-supported', `A page diagnoses nothing: ${where}.`));
  }

  expect(): Promise<never> {
    return Promise.reject(new AnalysisError('not-supported', 'A page tests nothing: tests run in Node.'));
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
    this.closed = true;
    this.worker.call('close', { capture: this.number }).catch(() => undefined);
  }

  private async openAnew(): Promise<void> {
    const number = ++lastNumber;
    await this.worker.call('open', { capture: number, files: this.files });
    this.number = number;
    if (this.closed) this.close();
  }

  private async ask(method: CaptureMethod, args: readonly unknown[], work: Work = {}): Promise<unknown> {
    const { number } = this;
    const given = await this.call(number, method, args, work);
    if (given !== null) return given;
    if (this.closed) throw new AnalysisError('invalid-parameter', 'the capture is closed: open it again');
    if (this.number === number) await this.open();
    const again = await this.call(this.number, method, args, work);
    if (again === null) throw new AnalysisError('io', 'The worker was started anew once more: try again.');
    return again;
  }

  private call(capture: number, method: CaptureMethod, args: readonly unknown[], work: Work): Promise<unknown> {
    return this.worker.call('capture', { capture, method, args }, work);
  }
}

export const createFileAnalysis: CreateFileAnalysis = ({ workerUrl, workerType }) => {
  const worker = new WorkerClient(workerUrl, workerType);
  return {
    async open(files: readonly NamedBlob[], audioFile: string): Promise<OpenCapture> {
      const audio = files.filter(({ name }) => name === audioFile);
      if (audio.length === 0) throw new AnalysisError('not-found', `There is no ${audioFile} among the files.`);
      const others = files.filter(({ name }) => name !== audioFile);
      const capture = new FileCapture(worker, [...audio, ...others]);
      await capture.open();
      return capture;
    },
    wav: (source, detail, order, signal) => exportWav({ source, detail, order, signal }),
    dispose: () => worker.close(),
  };
};
