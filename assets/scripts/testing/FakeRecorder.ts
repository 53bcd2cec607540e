import { NativeEventKind, StatsField } from '../bridge/NativeBridge';
import type {
  NativeCapture,
  NativeDumpRequest,
  NativeEvent,
  NativeRecorder,
  NativeRecorderOptions,
  NativeTaskConfig,
} from '../bridge/NativeBridge';
import { RecordingCode } from '../config/enums';
import { ReturnCode } from '../errors/ReturnCode';

/** The calls of {@link FakeRecorder} that are recorded and can be made to fail. */
export type FakeCallName = Exclude<
  keyof NativeRecorder,
  'lastError' | 'nowMs' | 'poll' | 'readStats' | 'destroy' | 'estimate'
>;

/** One recorded call. */
export interface FakeCall {
  readonly name: FakeCallName | 'destroy';
  readonly args: readonly unknown[];
}

interface FakeTask {
  readonly id: number;
  readonly config: NativeTaskConfig;
  readonly startedMs: number;
}

/** The recorder of a `FakeBridge`. Time moves in {@link advance} only. */
export class FakeRecorder implements NativeRecorder {
  /** Every call, oldest first. */
  readonly calls: FakeCall[] = [];
  /** Blocks taken by source. */
  readonly blocks = new Map<number, number>();
  /** false: accepted starts, stops and dumps raise no events of their own; the test scripts them with {@link emit}. */
  automatic = true;
  destroyed = false;
  private readonly events: NativeEvent[] = [];
  private readonly failures = new Map<FakeCallName, { status: number; message: string }>();
  private readonly failedDumps = new Map<number, NativeDumpRequest>();
  private readonly openKinds = new Map<number, number>();
  private failNextDump: string | undefined;
  private task: FakeTask | undefined;
  private inRoom = false;
  private consent = false;
  private clockMs = 0;
  private lastId = 0;
  private error = '';

  constructor(readonly options: NativeRecorderOptions) {}

  /** The next call of this name is refused and changes nothing. */
  failNext(name: FakeCallName, status: number, message = 'refused by the fake'): void {
    this.failures.set(name, { status, message });
  }

  /** The next accepted dump ends with `dumpFailed`. */
  failNextDumpFile(reason: string): void {
    this.failNextDump = reason;
  }

  /** Queues an event; fields that are left out are 0 or empty. */
  emit(event: Partial<NativeEvent> & { kind: NativeEventKind }): void {
    const { clockMs: timeMs } = this;
    this.events.push({ code: 0, taskId: 0, captureId: 0, progress: 0, timeMs, path: '', text: '', ...event });
  }

  lastError(): string {
    return this.error;
  }

  nowMs(): number {
    return this.clockMs;
  }

  advance(durationMs: number): number {
    return this.call('advance', [durationMs], () => {
      if (!this.options.virtualClock) return this.refuse(ReturnCode.InvalidState, 'the clock is not virtual');
      this.clockMs += durationMs;
      return ReturnCode.Ok;
    });
  }

  setConsent(given: boolean): number {
    return this.call('setConsent', [given], () => {
      this.consent = given;
      if (!given && this.options.requireConsent) this.endTask();
      return ReturnCode.Ok;
    });
  }

  enterRoom(roomId: string, userId: string): number {
    return this.call('enterRoom', [roomId, userId], () => {
      this.endTask();
      this.inRoom = true;
      return ReturnCode.Ok;
    });
  }

  reconnecting(): number {
    return this.call('reconnecting', [], () => this.needRoom());
  }

  leaveRoom(): number {
    return this.call('leaveRoom', [], () => {
      const status = this.needRoom();
      if (status === ReturnCode.Ok) this.endTask();
      this.inRoom = false;
      return status;
    });
  }

  start(config: NativeTaskConfig): number {
    return this.call('start', [config], () => {
      if (this.options.requireConsent && !this.consent) return this.refuse(ReturnCode.InvalidState, 'no consent');
      const status = this.needRoom();
      if (status !== ReturnCode.Ok) return status;
      const id = ++this.lastId;
      if (!/\.(wav|aac)$/i.test(config.filePath)) {
        this.taskEvent(RecordingCode.ErrorSuffix, id, config.filePath);
        return ReturnCode.Ok;
      }
      this.endTask();
      this.task = { id, config, startedMs: this.clockMs };
      this.taskEvent(RecordingCode.Start, id, config.filePath);
      return ReturnCode.Ok;
    });
  }

  stop(): number {
    return this.call('stop', [], () => {
      if (this.task === undefined) return this.refuse(ReturnCode.InvalidState, 'no task runs');
      this.endTask();
      return ReturnCode.Ok;
    });
  }

  estimate(config: NativeTaskConfig): {
    status: number;
    bufferBytes: number;
    fileBytes: number;
    bytesPerSecond: number;
  } {
    const bytesPerSecond = config.sampleRate * config.channels * 2;
    const bufferBytes = bytesPerSecond * config.cycleTime;
    return { status: ReturnCode.Ok, bufferBytes, fileBytes: bufferBytes || bytesPerSecond * 3600, bytesPerSecond };
  }

  dump(request: NativeDumpRequest): { status: number; captureId: number } {
    let captureId = 0;
    const status = this.call('dump', [request], () => {
      if (this.task === undefined || this.task.config.cycleTime === 0) {
        return this.refuse(ReturnCode.InvalidState, 'no cycle task runs');
      }
      captureId = ++this.lastId;
      this.dumpEvent(NativeEventKind.DumpAccepted, captureId, request);
      this.dumpEvent(NativeEventKind.DumpCaptured, captureId, request);
      this.finishDump(captureId, request);
      return ReturnCode.Ok;
    });
    return { status, captureId };
  }

  retry(captureId: number, filePath: string): number {
    return this.call('retry', [captureId, filePath], () => {
      const request = this.failedDumps.get(captureId);
      if (request === undefined) return this.refuse(ReturnCode.InvalidState, 'no such capture');
      this.failedDumps.delete(captureId);
      this.finishDump(captureId, filePath === '' ? request : { ...request, filePath });
      return ReturnCode.Ok;
    });
  }

  discard(captureId: number): number {
    return this.call('discard', [captureId], () =>
      this.failedDumps.delete(captureId) ? ReturnCode.Ok : this.refuse(ReturnCode.InvalidState, 'no such capture'),
    );
  }

  mark(label: string, dataJson: string): number {
    return this.call('mark', [label, dataJson], () =>
      this.task === undefined ? this.refuse(ReturnCode.InvalidState, 'no task runs') : ReturnCode.Ok,
    );
  }

  openSource(kind: number, userId: string, label: string): { status: number; source: number } {
    let source = 0;
    const status = this.call('openSource', [kind, userId, label], () => {
      const clash = kind === 1 ? 2 : kind === 2 ? 1 : -1;
      if ([...this.openKinds.values()].includes(clash)) {
        return this.refuse(ReturnCode.InvalidState, 'a remote mix beside a remote user counts voices twice');
      }
      source = ++this.lastId;
      this.openKinds.set(source, kind);
      return ReturnCode.Ok;
    });
    return { status, source };
  }

  push(source: number, samples: Int16Array | Float32Array, rate: number, channels: number, timeMs: number): number {
    return this.call('push', [source, samples, rate, channels, timeMs], () => {
      if (!this.openKinds.has(source)) return ReturnCode.InvalidState;
      this.blocks.set(source, (this.blocks.get(source) ?? 0) + 1);
      return ReturnCode.Ok;
    });
  }

  setMuted(source: number, muted: boolean): number {
    return this.call('setMuted', [source, muted], () => this.needSource(source));
  }

  closeSource(source: number): number {
    return this.call('closeSource', [source], () => {
      const status = this.needSource(source);
      this.openKinds.delete(source);
      return status;
    });
  }

  poll(): NativeEvent | undefined {
    return this.events.shift();
  }

  /** Fills in the room, the task, the clock and how long the task has run; levels stay at silence. */
  readStats(into: Float64Array): number {
    into.fill(0);
    const cycleTime = this.task?.config.cycleTime ?? 0;
    const recordedSeconds = this.task === undefined ? 0 : (this.clockMs - this.task.startedMs) / 1000;
    into[StatsField.InRoom] = this.inRoom ? 1 : 0;
    into[StatsField.TaskState] = this.task === undefined ? 0 : cycleTime > 0 ? 2 : 1;
    into[StatsField.TaskId] = this.task?.id ?? 0;
    into[StatsField.ClockMs] = this.clockMs;
    into[StatsField.MixDelayMs] = this.options.mixDelayMs;
    into[StatsField.RecordedSeconds] = recordedSeconds;
    into[StatsField.BufferedSeconds] = Math.min(cycleTime, recordedSeconds);
    into[StatsField.CapturesFailed] = this.failedDumps.size;
    into[StatsField.PeakDbfs] = -120;
    into[StatsField.RmsDbfs] = -120;
    return ReturnCode.Ok;
  }

  destroy(): void {
    this.calls.push({ name: 'destroy', args: [] });
    this.destroyed = true;
    this.events.length = 0;
  }

  private call(name: FakeCallName, args: readonly unknown[], act: () => number): number {
    this.calls.push({ name, args });
    this.error = '';
    const failure = this.failures.get(name);
    if (failure === undefined) return act();
    this.failures.delete(name);
    return this.refuse(failure.status, failure.message);
  }

  private refuse(status: number, message: string): number {
    this.error = message;
    return status;
  }

  private needRoom(): number {
    return this.inRoom ? ReturnCode.Ok : this.refuse(ReturnCode.NotInRoom, 'not in a room');
  }

  private needSource(source: number): number {
    return this.openKinds.has(source) ? ReturnCode.Ok : this.refuse(ReturnCode.InvalidState, 'no such source');
  }

  private endTask(): void {
    const task = this.task;
    if (task === undefined) return;
    this.task = undefined;
    const { id, config } = task;
    this.taskEvent(RecordingCode.Finish, id, config.filePath, this.capture(config.filePath, 'task', 0, config));
  }

  private taskEvent(code: RecordingCode, taskId: number, path: string, capture?: NativeCapture): void {
    if (!this.automatic) return;
    this.emit({ kind: NativeEventKind.Task, code, taskId, path, ...(capture && { capture }) });
  }

  private finishDump(captureId: number, request: NativeDumpRequest): void {
    const reason = this.failNextDump;
    this.failNextDump = undefined;
    if (reason !== undefined) {
      this.failedDumps.set(captureId, request);
      this.dumpEvent(NativeEventKind.DumpFailed, captureId, request, { text: reason });
      return;
    }
    const config = this.task?.config;
    const capture = this.capture(this.dumpPath(captureId, request), request.reason, 1, config);
    this.dumpEvent(NativeEventKind.DumpDone, captureId, request, { capture });
  }

  private dumpEvent(
    kind: NativeEventKind,
    captureId: number,
    request: NativeDumpRequest,
    more: Partial<NativeEvent> = {},
  ): void {
    if (!this.automatic) return;
    this.emit({ kind, captureId, taskId: this.task?.id ?? 0, path: this.dumpPath(captureId, request), ...more });
  }

  private dumpPath(captureId: number, request: NativeDumpRequest): string {
    const suffix = this.task?.config.filePath.slice(-4) ?? '.wav';
    return request.filePath === '' ? `${this.options.capturesFolder}/fake-${captureId}${suffix}` : request.filePath;
  }

  private capture(filePath: string, reason: string, origin: number, config?: NativeTaskConfig): NativeCapture {
    return {
      filePath,
      sidecarPath: `${filePath}.json`,
      format: /\.aac$/i.test(filePath) ? 1 : 0,
      sampleRate: config?.sampleRate ?? 0,
      channels: config?.channels ?? 0,
      durationSeconds: 0,
      startedAtUnixMs: 0,
      reason,
      origin,
      sizeBytes: 0,
      peakDbfs: -120,
    };
  }
}
