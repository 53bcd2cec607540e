import type { Capabilities, OpenCapture, RingInfo, SpectrogramRequest, Work } from '../../shared/analysis';
import { AddonCapture } from './AddonCapture';
import { CheckedAnalysis } from './CheckedAnalysis';
import { CheckedCapture } from './CheckedCapture';
import type { NativeAddon } from './nativeAddon';
import { NativeCalls } from './NativeCalls';

/** The analysis through the addon: on threads of its own. */
export class AddonAnalysis extends CheckedAnalysis {
  readonly kind = 'addon';
  private readonly calls: NativeCalls;

  constructor(addon: NativeAddon, key?: Uint8Array) {
    super(key);
    this.calls = new NativeCalls(addon);
  }

  async capabilities(): Promise<Capabilities> {
    return JSON.parse(await this.calls.run({}, () => this.calls.addon.capabilities())) as Capabilities;
  }

  protected async openChecked(path: string, key: Uint8Array | undefined, work: Work): Promise<OpenCapture> {
    const capture = await this.calls.run(work, (id, onProgress) => this.calls.addon.open(path, key, id, onProgress));
    return new CheckedCapture(new AddonCapture(this.calls, capture));
  }

  protected async listRingsChecked(recoveryFolder: string, key: Uint8Array | undefined): Promise<RingInfo[]> {
    const json = await this.calls.run({}, () => this.calls.addon.listRings(recoveryFolder, key));
    return JSON.parse(json) as RingInfo[];
  }

  protected async spectrogramOfSamplesChecked(
    samples: Float32Array,
    channels: number,
    request: SpectrogramRequest,
    into: Uint8Array,
  ): Promise<void> {
    const { firstFrame, hopFrames, columns, fftFrames } = request;
    await this.calls.run({}, () =>
      this.calls.addon.spectrogramOfSamples(firstFrame, hopFrames, columns, fftFrames, into, samples, channels),
    );
  }
}
