import { NativeEventKind } from '../../bridge/NativeBridge';
import type { NativeDumpRequest, NativeEvent, NativeTaskConfig } from '../../bridge/NativeBridge';
import { fakeCapture, Origin } from './fakeCapture';
import type { FakeEvents } from './FakeEvents';
import type { FakeTask } from './FakeTask';

/** A dump whose file could not be made. */
export interface FailedDump {
  readonly captureId: number;
  readonly taskId: number;
  readonly config: NativeTaskConfig;
  readonly durable: boolean;
  readonly request: NativeDumpRequest;
  readonly path: string;
  readonly seconds: number;
  readonly tracks: readonly string[];
}

/** The dumps of a fake recorder: each ends at once, or fails and is kept. */
export class FakeDumps {
  private failed: FailedDump[] = [];
  private nextFailure: string | undefined;

  constructor(
    private readonly events: FakeEvents,
    private readonly capturesFolder: string,
  ) {}

  get failedDumps(): readonly FailedDump[] {
    return this.failed;
  }

  failNext(reason: string): void {
    this.nextFailure = reason;
  }

  begin(captureId: number, task: FakeTask, request: NativeDumpRequest, nowMs: number): void {
    const buffered = task.bufferedSeconds(nowMs);
    const last = request.lastSeconds === 0 ? buffered : Math.min(request.lastSeconds, buffered);
    const suffix = task.config.filePath.slice(-4);
    const path = request.filePath === '' ? `${this.capturesFolder}/fake-${captureId}${suffix}` : request.filePath;
    const { id: taskId, config, durable } = task;
    const dump: FailedDump = {
      ...{ captureId, taskId, config, durable, request, path },
      seconds: last + request.afterSeconds,
      tracks: task.tracksWithin(last, nowMs),
    };
    this.tell(NativeEventKind.DumpAccepted, dump);
    this.tell(NativeEventKind.DumpCaptured, dump);
    if (request.clear) task.forget(nowMs);
    this.finish(dump);
  }

  /** False: no failed dump has this number. */
  retry(captureId: number, filePath: string): boolean {
    const dump = this.take(captureId);
    if (dump !== undefined) this.finish(filePath === '' ? dump : { ...dump, path: filePath });
    return dump !== undefined;
  }

  /** False: no failed dump has this number. */
  discard(captureId: number): boolean {
    return this.take(captureId) !== undefined;
  }

  /** Gives up every failed dump. */
  clear(): void {
    this.failed = [];
  }

  private take(captureId: number): FailedDump | undefined {
    const found = this.failed.find((dump) => dump.captureId === captureId);
    this.failed = this.failed.filter((dump) => dump !== found);
    return found;
  }

  private finish(dump: FailedDump): void {
    const reason = this.nextFailure;
    this.nextFailure = undefined;
    if (reason === undefined) {
      const { path, request, seconds, config, tracks } = dump;
      const capture = fakeCapture(path, request.reason, Origin.Dump, seconds, config, tracks);
      this.tell(NativeEventKind.DumpDone, dump, { capture });
      return;
    }
    this.failed.push(dump);
    this.tell(NativeEventKind.DumpFailed, dump, { text: reason });
  }

  private tell(kind: NativeEventKind, { captureId, taskId, path }: FailedDump, more: Partial<NativeEvent> = {}): void {
    this.events.raise({ kind, captureId, taskId, path, ...more });
  }
}
