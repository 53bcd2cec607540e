import type { Capabilities, OpenCapture, RingInfo, SpectrogramRequest, Work } from '../../../shared/analysis';
import { CheckedAnalysis } from '../CheckedAnalysis';
import { CheckedCapture } from '../CheckedCapture';
import { WorkerCapture } from './WorkerCapture';
import { WorkerPort } from './WorkerPort';

const MOST_WORKERS = 3;

/** The analysis as WebAssembly in workers; a capture stays with the worker that opened it. */
export class WorkerAnalysis extends CheckedAnalysis {
  readonly kind = 'wasm';
  private ports: WorkerPort[] = [];
  private readonly collected = new FinalizationRegistry<{ port: WorkerPort; capture: number }>(({ port, capture }) =>
    port.tell('close', { capture }),
  );

  constructor(
    private readonly files: { script: string; module: string },
    key?: Uint8Array,
  ) {
    super(key);
  }

  async capabilities(): Promise<Capabilities> {
    return this.port().call('capabilities', {});
  }

  protected async openChecked(path: string, key: Uint8Array | undefined, work: Work): Promise<OpenCapture> {
    const port = this.port();
    const capture = await port.call('open', { path, key }, work);
    const opened = new CheckedCapture(new WorkerCapture(port, capture, () => this.collected.unregister(opened)));
    this.collected.register(opened, { port, capture }, opened);
    return opened;
  }

  protected async listRingsChecked(recoveryFolder: string, key: Uint8Array | undefined): Promise<RingInfo[]> {
    return this.port().call('listRings', { recoveryFolder, key });
  }

  protected async spectrogramOfSamplesChecked(
    samples: Float32Array,
    channels: number,
    request: SpectrogramRequest,
    into: Uint8Array,
  ): Promise<void> {
    const takes = { samples, channels, request, bytes: into.length };
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
