import { notAllowed } from '../../../shared/AnalysisError';
import type { Analysis, Capabilities, OpenCapture, RingInfo, SpectrogramRequest, Work } from '../../../shared/analysis';
import {
  checkCount,
  checkFloats,
  checkKey,
  checkObject,
  checkSpectrogram,
  checkText,
} from '../../../shared/analysisArguments';
import { WorkerCapture } from './WorkerCapture';
import { WorkerPort } from './WorkerPort';

const MOST_WORKERS = 3;

/** The analysis as WebAssembly in workers; a capture stays with the worker that opened it. */
export class WorkerAnalysis implements Analysis {
  readonly kind = 'wasm';
  private ports: WorkerPort[] = [];
  private readonly collected = new FinalizationRegistry<{ port: WorkerPort; capture: number }>(({ port, capture }) =>
    port.tell('close', { capture }),
  );

  constructor(
    private readonly files: { script: string; module: string },
    private readonly key?: Uint8Array,
  ) {}

  async capabilities(): Promise<Capabilities> {
    return this.port().call('capabilities', {});
  }

  async open(path: string, options: { key?: Uint8Array } & Work = {}): Promise<OpenCapture> {
    checkText('path', path);
    checkObject('options', options);
    const key = options.key ?? this.key;
    checkKey(key);
    const port = this.port();
    const capture = await port.call('open', { path, key }, options);
    const opened = new WorkerCapture(port, capture, () => this.collected.unregister(opened));
    this.collected.register(opened, { port, capture }, opened);
    return opened;
  }

  async listRings(recoveryFolder: string): Promise<RingInfo[]> {
    checkText('recoveryFolder', recoveryFolder);
    return this.port().call('listRings', { recoveryFolder });
  }

  async spectrogramOfSamples(
    samples: Float32Array,
    channels: number,
    request: SpectrogramRequest,
    into: Uint8Array,
  ): Promise<void> {
    checkFloats('samples', samples);
    checkCount('channels', channels, 1, 32);
    checkSpectrogram({ ...request, lane: 0 }, into);
    if (samples.length % channels !== 0) throw notAllowed('samples', `frames of ${channels} samples`, samples.length);
    const takes = { samples, channels, request: { ...request, lane: 0 }, bytes: into.length };
    into.set(await this.port().call('spectrogramOfSamples', takes));
  }

  /** One that has nothing to do, a new one, or the one with the least to do. */
  private port(): WorkerPort {
    this.ports = this.ports.filter(({ broken }) => broken === undefined);
    const least = this.ports.reduce<WorkerPort | undefined>(
      (best, port) => (best === undefined || port.busy < best.busy ? port : best),
      undefined,
    );
    if (least !== undefined && (least.busy === 0 || this.ports.length >= MOST_WORKERS)) return least;
    const port = new WorkerPort(this.files.script, { module: this.files.module });
    this.ports.push(port);
    return port;
  }
}
