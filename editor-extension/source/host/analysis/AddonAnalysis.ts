import { notAllowed } from '../../shared/AnalysisError';
import type { Analysis, Capabilities, OpenCapture, RingInfo, SpectrogramRequest, Work } from '../../shared/analysis';
import {
  checkCount,
  checkFloats,
  checkKey,
  checkObject,
  checkSpectrogram,
  checkText,
} from '../../shared/analysisArguments';
import { AddonCapture } from './AddonCapture';
import type { NativeAddon } from './nativeAddon';
import { NativeCalls } from './NativeCalls';

/** The analysis through the addon: on threads of its own. */
export class AddonAnalysis implements Analysis {
  readonly kind = 'addon';
  private readonly calls: NativeCalls;

  constructor(
    addon: NativeAddon,
    private readonly key?: Uint8Array,
  ) {
    this.calls = new NativeCalls(addon);
  }

  async capabilities(): Promise<Capabilities> {
    return JSON.parse(await this.calls.run({}, () => this.calls.addon.capabilities())) as Capabilities;
  }

  async open(path: string, options: { key?: Uint8Array } & Work = {}): Promise<OpenCapture> {
    checkText('path', path);
    checkObject('options', options);
    const key = options.key ?? this.key;
    checkKey(key);
    const capture = await this.calls.run(options, (id, onProgress) => this.calls.addon.open(path, key, id, onProgress));
    return new AddonCapture(this.calls, capture);
  }

  async listRings(recoveryFolder: string): Promise<RingInfo[]> {
    checkText('recoveryFolder', recoveryFolder);
    return JSON.parse(await this.calls.run({}, () => this.calls.addon.listRings(recoveryFolder))) as RingInfo[];
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
    const { firstFrame, hopFrames, columns, fftFrames } = request;
    await this.calls.run({}, () =>
      this.calls.addon.spectrogramOfSamples(firstFrame, hopFrames, columns, fftFrames, into, samples, channels),
    );
  }
}
