import { ReturnCode } from '../errors/ReturnCode';
import type {
  NativeCost,
  NativeDumpRequest,
  NativeEvent,
  NativeRecorder,
  NativeRecorderOptions,
  NativeTaskConfig,
} from './NativeBridge';
import { EventReader } from './eventReader';
import type { FlatNative } from './FlatNative';

/** What a recorder needs from its bridge. */
export interface RecorderOwner {
  /** Called before captures whose names come from the template. */
  prepareFolder(capturesFolder: string): void;
  /** Ends the native recorder of this handle. */
  end(handle: number): void;
  /** What a call that threw is to answer. */
  failureOf(thrown: unknown): Failure;
}

/** A status that is not 0, and why. */
export interface Failure {
  readonly status: number;
  readonly message: string;
}

/** A native recorder behind its number. What a call throws becomes a status. */
export class HandleRecorder implements NativeRecorder {
  private readonly events: EventReader;
  private readonly cost = new Float64Array(4);
  private failure = '';

  constructor(
    private readonly native: FlatNative,
    /** The number of the native recorder. */
    readonly handle: number,
    private readonly capturesFolder: string,
    private readonly owner: RecorderOwner,
    /** It lived already: a script that is gone has left it, or the game shares it. */
    readonly takenOver = false,
  ) {
    this.events = new EventReader(native);
  }

  lastError(): string {
    return this.failure;
  }

  nowMs(): number {
    return this.native.NowMs(this.handle);
  }

  advance(durationMs: number): number {
    return this.call(() => this.native.Advance(this.handle, durationMs));
  }

  setConsent(given: boolean): number {
    return this.call(() => this.native.SetConsent(this.handle, given));
  }

  setAbout(aboutJson: string): number {
    return this.call(() => this.native.SetAbout(this.handle, aboutJson));
  }

  notify(notice: number, text: string): number {
    return this.call(() => this.native.Notify(this.handle, notice, text));
  }

  exclude(userId: string, forget: boolean): number {
    return this.call(() => this.native.Exclude(this.handle, userId, forget));
  }

  include(userId: string): number {
    return this.call(() => this.native.Include(this.handle, userId));
  }

  wipe(): number {
    return this.call(() => this.native.Wipe(this.handle));
  }

  recover(encryptionKey: Uint8Array): number {
    return this.call(() => {
      this.owner.prepareFolder(this.capturesFolder);
      return this.native.Recover(this.handle, encryptionKey);
    });
  }

  enterRoom(roomId: string, userId: string): number {
    return this.call(() => this.native.EnterRoom(this.handle, roomId, userId));
  }

  reconnecting(): number {
    return this.call(() => this.native.Reconnecting(this.handle));
  }

  leaveRoom(): number {
    return this.call(() => this.native.LeaveRoom(this.handle));
  }

  start(config: NativeTaskConfig): number {
    return this.call(() => {
      const { overwrite, durability, tracks, encryptionKey } = config;
      return this.native.Start(this.handle, ...soundOf(config), overwrite, durability, tracks, encryptionKey);
    });
  }

  stop(): number {
    return this.call(() => this.native.Stop(this.handle));
  }

  pause(): number {
    return this.call(() => this.native.Pause(this.handle));
  }

  resume(): number {
    return this.call(() => this.native.Resume(this.handle));
  }

  estimate(config: NativeTaskConfig): NativeCost {
    this.cost.fill(0);
    const status = this.call(() => {
      const { durability, tracks, encryptionKey } = config;
      return this.native.Estimate(this.handle, ...soundOf(config), durability, tracks, encryptionKey, this.cost);
    });
    const [bufferBytes = 0, fileBytes = 0, bytesPerSecond = 0, ringBytes = 0] = this.cost;
    return { status, bufferBytes, fileBytes, bytesPerSecond, ringBytes };
  }

  dump(request: NativeDumpRequest): { status: number; captureId: number } {
    const status = this.call(() => {
      const { lastSeconds, afterSeconds, filePath, reason, clear, overwrite, hotkey } = request;
      if (filePath === '') this.owner.prepareFolder(this.capturesFolder);
      return this.native.Dump(this.handle, lastSeconds, afterSeconds, filePath, reason, clear, overwrite, hotkey);
    });
    return { status, captureId: this.idWhen(status) };
  }

  retry(captureId: number, filePath: string): number {
    return this.call(() => this.native.Retry(this.handle, captureId, filePath));
  }

  discard(captureId: number): number {
    return this.call(() => this.native.Discard(this.handle, captureId));
  }

  mark(label: string, dataJson: string): number {
    return this.call(() => this.native.Mark(this.handle, label, dataJson));
  }

  addStatistics(dataJson: string): number {
    return this.call(() => this.native.AddStatistics(this.handle, dataJson));
  }

  openSource(kind: number, userId: string, label: string): { status: number; source: number } {
    const status = this.call(() => this.native.OpenSource(this.handle, kind, userId, label));
    return { status, source: this.idWhen(status) };
  }

  push(
    source: number,
    samples: Int16Array | Float32Array,
    sampleRate: number,
    channels: number,
    captureTimeMs: number,
  ): number {
    try {
      const format = samples.BYTES_PER_ELEMENT === 2 ? 0 : 1;
      const frames = samples.length / channels; // the addon compares it with the memory that is really there
      return this.native.Push(source, samples, frames, format, sampleRate, channels, captureTimeMs);
    } catch (thrown) {
      return this.refuse(thrown);
    }
  }

  setMuted(source: number, muted: boolean): number {
    return this.call(() => this.native.SetMuted(source, muted));
  }

  setAllMuted(muted: boolean): number {
    return this.call(() => this.native.SetAllMuted(this.handle, muted));
  }

  closeSource(source: number): number {
    return this.call(() => this.native.CloseSource(source));
  }

  poll(): NativeEvent | undefined {
    return this.events.poll(this.handle);
  }

  readStats(into: Float64Array): number {
    return this.call(() => this.native.ReadStats(this.handle, into));
  }

  destroy(): void {
    this.owner.end(this.handle);
  }

  protected call(run: () => number): number {
    try {
      const status = run();
      this.failure = status === ReturnCode.Ok ? '' : this.native.LastError();
      return status;
    } catch (thrown) {
      return this.refuse(thrown);
    }
  }

  private refuse(thrown: unknown): number {
    const { status, message } = this.owner.failureOf(thrown);
    this.failure = message;
    return status;
  }

  protected idWhen(status: number): number {
    return status === ReturnCode.Ok ? this.native.LastId() : 0;
  }
}

/** What both a start and an estimate begin with. */
function soundOf({ filePath, sampleRate, quality, position, cycleTime, channels, layout }: NativeTaskConfig) {
  return [filePath, sampleRate, quality, position, cycleTime, channels, layout] as const;
}

/** Makes a native recorder; answers its number, or the status and the reason why there is none. */
export function createNative(
  native: FlatNative,
  options: NativeRecorderOptions,
  failureOf: (thrown: unknown) => Failure,
): { handle: number } | Failure {
  try {
    const status = native.Create(
      options.capturesFolder,
      options.nameTemplate,
      options.retentionCount,
      options.retentionBytes,
      options.retentionAgeSeconds,
      options.minFreeBytes,
      options.maxBufferBytes,
      options.maxSources,
      options.mixDelayMs,
      options.requireConsent,
      options.virtualClock,
      options.logLevel,
      options.recoveryFolder,
      options.maxRingBytes,
      options.maxTracks,
    );
    return status === ReturnCode.Ok ? { handle: native.LastId() } : { status, message: native.LastError() };
  } catch (thrown) {
    return failureOf(thrown);
  }
}
