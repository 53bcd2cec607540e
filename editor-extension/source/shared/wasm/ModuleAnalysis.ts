import { AnalysisError, notAllowed, wrongType } from '../AnalysisError';
import type { Capabilities, RingInfo, SpectrogramRequest } from '../analysis';
import { checkCount, checkFloats, checkKey, checkSpectrogram, checkText } from '../analysisArguments';
import type { AnalysisModule } from './AnalysisModule';
import { ModuleCalls } from './ModuleCalls';
import { ModuleCapture } from './ModuleCapture';
import { openOptions, spectrogramRequest } from './structs';
import type { BlockingWork, NamedBlob, WasmAnalysis, WasmCapture } from './WasmAnalysis';

const DROPPED = '/dropped';

export class ModuleAnalysis implements WasmAnalysis {
  private readonly calls: ModuleCalls;
  private dropped = 0;

  constructor(private readonly module: AnalysisModule) {
    this.calls = new ModuleCalls(module);
  }

  get broken(): string | undefined {
    return this.calls.broken;
  }

  capabilities(): Capabilities {
    return this.calls.json({}, (_memory, _progress, json) => this.module._vra_capabilities(json)) as Capabilities;
  }

  open(what: string | readonly NamedBlob[], options: { key?: Uint8Array } & BlockingWork = {}): WasmCapture {
    checkKey(options.key);
    if (typeof what === 'string') return this.openPath(what, options, () => undefined);
    const { path, close } = this.give(what);
    try {
      return this.openPath(path, options, close);
    } catch (error) {
      close();
      throw error;
    }
  }

  listRings(recoveryFolder: string, key?: Uint8Array): RingInfo[] {
    checkText('recoveryFolder', recoveryFolder);
    checkKey(key);
    return this.calls.json({}, (memory, _progress, json) => {
      const keyBytes = key === undefined ? 0 : memory.copyIn(key);
      return this.module._vra_list_rings(memory.text(recoveryFolder), keyBytes, json);
    }) as RingInfo[];
  }

  spectrogramOfSamples(samples: Float32Array, channels: number, request: SpectrogramRequest, into: Uint8Array): void {
    checkFloats('samples', samples);
    checkCount('channels', channels, 1, 32);
    checkSpectrogram({ ...request, lane: 0 }, into);
    if (samples.length % channels !== 0) throw notAllowed('samples', `frames of ${channels} samples`, samples.length);
    let result = 0;
    this.calls.run(
      {},
      (memory) => {
        result = memory.zeros(into.byteLength);
        const struct = spectrogramRequest(this.module, memory, { ...request, lane: 0 });
        const frames = BigInt(samples.length / channels);
        const copied = memory.copyIn(samples);
        return this.module._vra_spectrogram_of_samples(copied, frames, channels, struct, result, into.byteLength);
      },
      (memory) => memory.copyOut(result, into),
    );
  }

  private openPath(path: string, options: { key?: Uint8Array } & BlockingWork, onClose: () => void): WasmCapture {
    checkText('path', path);
    let handle = 0;
    return this.calls.run(
      options,
      (memory, progress) => {
        handle = memory.zeros(4);
        const call = progress === 0 ? 0 : memory.view().getUint32(progress, true);
        return this.module._vra_open(memory.text(path), openOptions(this.module, memory, options.key, call), handle);
      },
      (memory) => new ModuleCapture(this.calls, memory.view().getUint32(handle, true), onClose),
    );
  }

  /** Blobs as files of one folder of their own. */
  private give(files: readonly NamedBlob[]): { path: string; close: () => void } {
    if (!Array.isArray(files)) throw wrongType('open', 'a path or a list of { name, blob }', files);
    const first = (files as readonly NamedBlob[])[0];
    if (first === undefined) throw notAllowed('open', 'one file at least', '[]');
    for (const { name } of files as readonly NamedBlob[]) {
      checkText('name', name);
      if (name.includes('/') || name === '.' || name === '..') throw notAllowed('name', 'a name without folders', name);
    }
    const { blobs } = this.module;
    if (blobs === undefined) {
      throw new AnalysisError('not-supported', 'this WebAssembly build reads no blobs: give it a path');
    }
    this.dropped += 1;
    const folder = `${DROPPED}/${this.dropped}`;
    const begin = blobs.push(...files.map(({ name, blob }) => ({ path: `${folder}/${name}`, blob }))) - files.length;
    return { path: `${folder}/${first.name}`, close: () => blobs.fill(undefined, begin, begin + files.length) };
  }
}
