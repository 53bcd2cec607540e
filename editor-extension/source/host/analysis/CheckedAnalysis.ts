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

/** What all builds of the analysis on this machine have in common: arguments are checked, and a key stands for all. */
export abstract class CheckedAnalysis implements Analysis {
  abstract readonly kind: 'addon' | 'wasm';

  /** `key`: where a call gives none. */
  protected constructor(private readonly key: Uint8Array | undefined) {}

  abstract capabilities(): Promise<Capabilities>;

  async open(path: string, options: { key?: Uint8Array } & Work = {}): Promise<OpenCapture> {
    checkText('path', path);
    return this.openChecked(path, this.keyOf(options), options);
  }

  async listRings(recoveryFolder: string, options: { key?: Uint8Array } = {}): Promise<RingInfo[]> {
    checkText('recoveryFolder', recoveryFolder);
    return this.listRingsChecked(recoveryFolder, this.keyOf(options));
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
    await this.spectrogramOfSamplesChecked(samples, channels, { ...request, lane: 0 }, into);
  }

  protected abstract openChecked(path: string, key: Uint8Array | undefined, work: Work): Promise<OpenCapture>;
  protected abstract listRingsChecked(recoveryFolder: string, key: Uint8Array | undefined): Promise<RingInfo[]>;
  protected abstract spectrogramOfSamplesChecked(
    samples: Float32Array,
    channels: number,
    request: SpectrogramRequest,
    into: Uint8Array,
  ): Promise<void>;

  private keyOf(options: { key?: Uint8Array }): Uint8Array | undefined {
    checkObject('options', options);
    const key = options.key ?? this.key;
    checkKey(key);
    return key;
  }
}
