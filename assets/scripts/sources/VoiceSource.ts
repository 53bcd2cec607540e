import type { NativeRecorder } from '../bridge/NativeBridge';
import type { SourceKind } from '../config/requests';
import { expected, messageOf } from '../errors/describe';
import { ReturnCode } from '../errors/ReturnCode';
import { explainBlock, isBlock, isSamples } from './checkBlock';
import type { BlockFormat } from './checkBlock';

/** What a source needs from its recorder. */
export interface SourceOwner {
  /** The native recorder, or undefined once it is disposed. */
  native(): NativeRecorder | undefined;
  /** Remembers why a call failed; gives the code back. */
  refuse(code: number, message: string): number;
  /** The source is closed. */
  forget(id: number): void;
}

/** One producer of audio: the microphone, a remote user, or the mix of all remote users. Made by `openSource`. */
export class VoiceSource {
  private isClosed = false;

  /** Made by `VoiceRecorder.openSource` only. */
  constructor(
    private readonly owner: SourceOwner,
    /** Number of the source, unique in the process. */
    readonly id: number,
    readonly kind: SourceKind,
    readonly userId: string,
    readonly label: string,
  ) {}

  /** True after `close`, or when the recorder is disposed. */
  get closed(): boolean {
    return this.isClosed || this.owner.native() === undefined;
  }

  /**
   * Hands over one block of interleaved samples, 1 frame to 100 ms; float is nominally -1..1. The samples are copied
   * before the call returns. Never throws and, when all is well, allocates nothing: keep one format object and reuse
   * it. Returns 0, 30003 (the block is not allowed; `recorder.lastError` says why), 30005 (closed) or 39001 (the queue
   * of 2 s is full and the block is counted as dropped).
   */
  push(samples: Int16Array | Float32Array, format: BlockFormat): number {
    const native = this.isClosed ? undefined : this.owner.native();
    if (native === undefined) return this.owner.refuse(ReturnCode.InvalidState, 'push: the source is closed');
    try {
      const rate = format.sampleRate;
      const channels = format.channels;
      const time = format.captureTimeMs;
      const timeMs = time === undefined ? Number.NaN : time;
      const isTime = typeof timeMs === 'number' && (time === undefined || timeMs === timeMs);
      if (!isTime || !isSamples(samples) || !isBlock(samples, rate, channels, timeMs)) {
        return this.owner.refuse(ReturnCode.InvalidParameter, `push: ${explainBlock(samples, rate, channels, time)}`);
      }
      const status = native.push(this.id, samples, rate, channels, timeMs);
      return status === ReturnCode.Ok ? status : this.owner.refuse(status, reasonOf(status));
    } catch (thrown) {
      return this.owner.refuse(ReturnCode.InvalidParameter, `push: the format cannot be read: ${messageOf(thrown)}`);
    }
  }

  /** While muted, what is pushed is recorded as silence that is not counted as a gap. Returns 0, 30003 or 30005. */
  setMuted(muted: boolean): number {
    const native = this.isClosed ? undefined : this.owner.native();
    if (native === undefined) return this.owner.refuse(ReturnCode.InvalidState, 'setMuted: the source is closed');
    if (typeof muted !== 'boolean') {
      return this.owner.refuse(ReturnCode.InvalidParameter, expected('muted', 'true or false', muted));
    }
    const status = native.setMuted(this.id, muted);
    return status === ReturnCode.Ok ? status : this.owner.refuse(status, native.lastError());
  }

  /** Ends the source; what it has pushed is still recorded. Returns 0; 30005 when it is closed already. */
  close(): number {
    const native = this.isClosed ? undefined : this.owner.native();
    if (native === undefined) return this.owner.refuse(ReturnCode.InvalidState, 'close: the source is closed');
    this.isClosed = true;
    this.owner.forget(this.id);
    const status = native.closeSource(this.id);
    return status === ReturnCode.Ok ? status : this.owner.refuse(status, native.lastError());
  }
}

function reasonOf(status: number): string {
  if (status === ReturnCode.BlockDropped) return 'push: the queue of the source is full, the block is dropped';
  if (status === ReturnCode.InvalidState) return 'push: the source is closed';
  return 'push: the block is refused';
}
