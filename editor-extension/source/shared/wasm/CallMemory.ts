import { AnalysisError } from '../AnalysisError';
import type { AnalysisModule } from './AnalysisModule';
import type { BlockingWork } from './WasmAnalysis';

/** Bytes of the description structs of voice_recorder_analysis.h on wasm32. */
const PROGRESS_BYTES = 8;
const BUFFER_BYTES = 8;

/** What one call has in the module's memory; `release` gives all of it back. */
export class CallMemory {
  private readonly pointers: number[] = [];
  private readonly buffers: number[] = [];

  constructor(private readonly module: AnalysisModule) {}

  zeros(bytes: number): number {
    const pointer = this.module._malloc(Math.max(1, bytes));
    if (pointer === 0) {
      throw new AnalysisError('out-of-memory', `WebAssembly has no ${bytes} bytes left: close other captures first`);
    }
    this.pointers.push(pointer);
    this.module.HEAPU8.fill(0, pointer, pointer + bytes);
    return pointer;
  }

  text(value: string): number {
    const bytes = this.module.lengthBytesUTF8(value) + 1;
    const pointer = this.zeros(bytes);
    this.module.stringToUTF8(value, pointer, bytes);
    return pointer;
  }

  copyIn(value: ArrayBufferView): number {
    const pointer = this.zeros(value.byteLength);
    this.module.HEAPU8.set(new Uint8Array(value.buffer, value.byteOffset, value.byteLength), pointer);
    return pointer;
  }

  copyOut(pointer: number, into: ArrayBufferView): void {
    const source = this.module.HEAPU8.subarray(pointer, pointer + into.byteLength);
    new Uint8Array(into.buffer, into.byteOffset, into.byteLength).set(source);
  }

  view(): DataView {
    return new DataView(this.module.HEAPU8.buffer);
  }

  /** A vra_buffer for a result. */
  buffer(): number {
    const pointer = this.zeros(BUFFER_BYTES);
    this.buffers.push(pointer);
    return pointer;
  }

  /** A vra_progress, or 0 where nobody listens. */
  progress(call: number, work: BlockingWork): number {
    if (!work.onProgress && !work.isCancelled) return 0;
    const pointer = this.zeros(PROGRESS_BYTES);
    this.view().setUint32(pointer, call, true);
    return pointer;
  }

  /** A copy of what a vra_buffer holds. */
  bytesOf(buffer: number): Uint8Array {
    const data = this.view().getUint32(buffer, true);
    return this.module.HEAPU8.slice(data, data + this.view().getUint32(buffer + 4, true));
  }

  textOf(buffer: number): string {
    return this.module.UTF8ToString(this.view().getUint32(buffer, true));
  }

  release(): void {
    for (const buffer of this.buffers) this.module._vra_free(buffer);
    for (const pointer of this.pointers) this.module._free(pointer);
  }
}
