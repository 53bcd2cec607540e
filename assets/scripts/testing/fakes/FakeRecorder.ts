import { NativeEventKind, StatsField } from '../../bridge/NativeBridge';
import type {
  NativeCapture,
  NativeCost,
  NativeDumpRequest,
  NativeEvent,
  NativeRecorder,
  NativeRecorderOptions,
  NativeTaskConfig,
} from '../../bridge/NativeBridge';
import { DEGRADED_REASONS, RECORDING_STATES, RecordingCode } from '../../config/enums';
import type { DegradedReason, RecordingState } from '../../config/enums';
import { ReturnCode } from '../../errors/ReturnCode';
import { fakeCapture, Origin } from './fakeCapture';
import { FakeDumps } from './FakeDumps';
import { FakeEvents } from './FakeEvents';
import type { FakeLeftovers } from './FakeLeftovers';
import { FakeSources, trackName } from './FakeSources';
import { FakeTask } from './FakeTask';

/** The calls of {@link FakeRecorder} that are recorded and can be made to fail. */
export type FakeCallName = Exclude<
  keyof NativeRecorder,
  'takenOver' | 'lastError' | 'nowMs' | 'poll' | 'readStats' | 'destroy' | 'estimate'
>;

/** One recorded call. */
export interface FakeCall {
  readonly name: FakeCallName | 'destroy';
  readonly args: readonly unknown[];
}

const RING_RESERVE_S = 60;

/** The recorder of a `FakeBridge`. Time moves in {@link advance} only. */
export class FakeRecorder implements NativeRecorder {
  /** Every call, oldest first. */
  readonly calls: FakeCall[] = [];
  destroyed = false;
  takenOver = false;
  private readonly events = new FakeEvents(() => this.clockMs);
  private readonly sources = new FakeSources();
  private readonly dumps: FakeDumps;
  private readonly failures = new Map<FakeCallName, { status: number; message: string }>();
  private nextWipeFailure: string | undefined;
  private task: FakeTask | undefined;
  private state: RecordingState = 'idle';
  private degraded: DegradedReason | undefined;
  private inRoom = false;
  private room = '';
  private consent = false;
  private killed = false;
  private clockMs = 0;
  private lastId = 0;
  private error = '';

  constructor(
    readonly options: NativeRecorderOptions,
    private readonly leftovers: FakeLeftovers,
  ) {
    this.dumps = new FakeDumps(this.events, options.capturesFolder);
  }

  /** false: accepted calls raise no events of their own; the test scripts them with {@link emit}. */
  get automatic(): boolean {
    return this.events.automatic;
  }

  set automatic(value: boolean) {
    this.events.automatic = value;
  }

  /** Blocks taken by source. */
  get blocks(): ReadonlyMap<number, number> {
    return this.sources.blocks;
  }

  /** Whether it lives and has this name. */
  isNamed(name: string): boolean {
    return !this.destroyed && !this.killed && this.options.name === name;
  }

  /** The same recorder for another script. */
  taken(): this {
    this.takenOver = true;
    return this;
  }

  /** The next call of this name is refused and changes nothing. */
  failNext(name: FakeCallName, status: number, message = 'refused by the fake'): void {
    this.failures.set(name, { status, message });
  }

  /** The next accepted dump ends with `dumpFailed`. */
  failNextDumpFile(reason: string): void {
    this.dumps.failNext(reason);
  }

  /** The next accepted wipe ends with something left. */
  failNextWipe(reason: string): void {
    this.nextWipeFailure = reason;
  }

  /** The running task keeps less than promised until {@link restore}. */
  degrade(reason: DegradedReason, text = 'as the test wants it'): void {
    this.degraded = reason;
    this.tellDegraded(NativeEventKind.Degraded, reason, text);
  }

  restore(text = 'as the test wants it'): void {
    if (this.degraded === undefined) return;
    this.tellDegraded(NativeEventKind.Restored, this.degraded, text);
    this.degraded = undefined;
  }

  /**
   * The process is killed here: nothing is finished and every call answers 30005. What a task with durability `process`
   * holds is what another recorder of the same bridge with the same recovery folder recovers.
   */
  kill(): void {
    this.killed = true;
    this.leftovers.leave(this.options, this.task, this.dumps.failedDumps, this.clockMs);
    this.task = undefined;
    this.events.clear();
  }

  /** Queues an event; fields that are left out are 0 or empty. */
  emit(event: Partial<NativeEvent> & { kind: NativeEventKind }): void {
    this.events.emit(event);
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

  setAbout(aboutJson: string): number {
    return this.call('setAbout', [aboutJson], accepted);
  }

  notify(notice: number, text: string): number {
    return this.call('notify', [notice, text], accepted);
  }

  exclude(userId: string, forget: boolean): number {
    return this.call('exclude', [userId, forget], () => {
      if (forget && this.task?.config.tracks === 0) this.task.forget(this.clockMs);
      return ReturnCode.Ok;
    });
  }

  include(userId: string): number {
    return this.call('include', [userId], accepted);
  }

  wipe(): number {
    return this.call('wipe', [], () => {
      const text = this.nextWipeFailure;
      this.nextWipeFailure = undefined;
      this.task?.forget(this.clockMs);
      this.dumps.clear();
      this.leftovers.wipe(this.options.recoveryFolder);
      this.events.raise({ kind: NativeEventKind.Wiped, code: text === undefined ? 0 : 1, text: text ?? '' });
      return ReturnCode.Ok;
    });
  }

  recover(encryptionKey: Uint8Array): number {
    return this.call('recover', [encryptionKey], () => {
      const { recoveryFolder: path } = this.options;
      if (path === '') return this.refuse(ReturnCode.InvalidState, 'there is nothing to recover from');
      const { captures, locked } = this.leftovers.recover(this.options, encryptionKey);
      for (const capture of captures) {
        this.events.raise({ kind: NativeEventKind.Recovered, path: capture.filePath, capture });
      }
      const text = 'it is encrypted with another key than the one given; it is left as it is';
      for (let i = 0; i < locked; i++) this.events.raise({ kind: NativeEventKind.RecoveryProblem, path, text });
      if (captures.length + locked > 0) this.events.raise({ kind: NativeEventKind.RecoveryProgress, progress: 1 });
      this.events.raise({ kind: NativeEventKind.RecoveryDone, code: captures.length });
      return ReturnCode.Ok;
    });
  }

  enterRoom(roomId: string, userId: string): number {
    return this.call('enterRoom', [roomId, userId], () => {
      const room = JSON.stringify([roomId, userId]);
      if (!this.inRoom || this.room !== room) this.endTask();
      this.room = room;
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
      if (config.durability === 1 && this.options.recoveryFolder === '') {
        return this.refuse(ReturnCode.InvalidParameter, "durability 'process' needs a recovery folder");
      }
      const status = this.needRoom();
      if (status !== ReturnCode.Ok) return status;
      if (this.options.requireConsent && !this.consent) return this.refuse(ReturnCode.InvalidState, 'no consent');
      const id = ++this.lastId;
      if (!/\.(wav|aac)$/i.test(config.filePath)) {
        this.tellTask(RecordingCode.ErrorSuffix, id, config.filePath);
        return ReturnCode.Ok;
      }
      const before = this.task;
      this.task = new FakeTask(id, config, this.isDurable(config), this.clockMs);
      for (const name of this.sources.trackNames()) this.task.join(name, this.options.maxTracks);
      this.finish(before);
      this.tellTask(RecordingCode.Start, id, config.filePath);
      this.tellState();
      return ReturnCode.Ok;
    });
  }

  stop(): number {
    return this.call('stop', [], () => {
      const status = this.needTask();
      this.endTask();
      return status;
    });
  }

  pause(): number {
    return this.call('pause', [], () => this.setPaused(true));
  }

  resume(): number {
    return this.call('resume', [], () => this.setPaused(false));
  }

  estimate(config: NativeTaskConfig): NativeCost {
    const bytesPerSecond = config.sampleRate * config.channels * 2;
    const bufferBytes = bytesPerSecond * config.cycleTime;
    return {
      status: ReturnCode.Ok,
      bufferBytes,
      fileBytes: bufferBytes || bytesPerSecond * 3600,
      bytesPerSecond,
      ringBytes: this.isDurable(config) ? bufferBytes + bytesPerSecond * RING_RESERVE_S : 0,
    };
  }

  dump(request: NativeDumpRequest): { status: number; captureId: number } {
    let captureId = 0;
    const status = this.call('dump', [request], () => {
      const { task } = this;
      if (task === undefined || !task.isCycle) return this.refuse(ReturnCode.InvalidState, 'no cycle task runs');
      captureId = ++this.lastId;
      this.dumps.begin(captureId, task, request, this.clockMs);
      return ReturnCode.Ok;
    });
    return { status, captureId };
  }

  retry(captureId: number, filePath: string): number {
    return this.call('retry', [captureId, filePath], () => this.needCapture(this.dumps.retry(captureId, filePath)));
  }

  discard(captureId: number): number {
    return this.call('discard', [captureId], () => this.needCapture(this.dumps.discard(captureId)));
  }

  mark(label: string, dataJson: string): number {
    return this.call('mark', [label, dataJson], () => this.needTask());
  }

  addStatistics(dataJson: string): number {
    return this.call('addStatistics', [dataJson], () => this.needTask());
  }

  openSource(kind: number, userId: string, label: string): { status: number; source: number } {
    return this.open('openSource', [kind, userId, label], kind, userId);
  }

  openTestTone(
    kind: number,
    userId: string,
    label: string,
    frequencyHz: number,
    levelDbfs: number,
  ): { status: number; source: number } {
    return this.open('openTestTone', [kind, userId, label, frequencyHz, levelDbfs], kind, userId);
  }

  private open(
    name: FakeCallName,
    args: readonly unknown[],
    kind: number,
    userId: string,
  ): { status: number; source: number } {
    let source = 0;
    const status = this.call(name, args, () => {
      if (this.sources.clashes(kind)) {
        return this.refuse(ReturnCode.InvalidState, 'a remote mix beside a remote user counts voices twice');
      }
      source = ++this.lastId;
      this.sources.add(source, kind, userId);
      this.task?.join(trackName(kind, userId), this.options.maxTracks);
      return ReturnCode.Ok;
    });
    return { status, source };
  }

  push(source: number, samples: Int16Array | Float32Array, rate: number, channels: number, timeMs: number): number {
    return this.call('push', [source, samples, rate, channels, timeMs], () => {
      if (!this.sources.has(source)) return ReturnCode.InvalidState;
      this.sources.take(source);
      return ReturnCode.Ok;
    });
  }

  setMuted(source: number, muted: boolean): number {
    return this.call('setMuted', [source, muted], () => this.needSource(source));
  }

  setAllMuted(muted: boolean): number {
    return this.call('setAllMuted', [muted], accepted);
  }

  closeSource(source: number): number {
    return this.call('closeSource', [source], () => {
      const status = this.needSource(source);
      const track = this.sources.remove(source);
      this.task?.leave(track, this.clockMs);
      return status;
    });
  }

  poll(): NativeEvent | undefined {
    return this.events.poll();
  }

  /** Fills in the room, the task, the clock and how long the task has run; levels stay at silence. */
  readStats(into: Float64Array): number {
    into.fill(0);
    const { task } = this;
    into[StatsField.InRoom] = this.inRoom ? 1 : 0;
    into[StatsField.TaskState] = task === undefined ? 0 : task.isCycle ? 2 : 1;
    into[StatsField.TaskId] = task?.id ?? 0;
    into[StatsField.ClockMs] = this.clockMs;
    into[StatsField.MixDelayMs] = this.options.mixDelayMs;
    into[StatsField.RecordedSeconds] = task?.recordedSeconds(this.clockMs) ?? 0;
    into[StatsField.BufferedSeconds] = task?.bufferedSeconds(this.clockMs) ?? 0;
    into[StatsField.CapturesFailed] = this.dumps.failedDumps.length;
    into[StatsField.PeakDbfs] = -120;
    into[StatsField.RmsDbfs] = -120;
    into[StatsField.Paused] = task?.paused === true ? 1 : 0;
    into[StatsField.Degraded] = this.degraded === undefined ? 0 : DEGRADED_REASONS.indexOf(this.degraded) + 1;
    into[StatsField.DurableSeconds] = task?.durable === true ? task.recordedSeconds(this.clockMs) : 0;
    into[StatsField.RingBytes] = task === undefined ? 0 : this.estimate(task.config).ringBytes;
    return ReturnCode.Ok;
  }

  destroy(): void {
    this.calls.push({ name: 'destroy', args: [] });
    this.destroyed = true;
    this.events.clear();
  }

  private call(name: FakeCallName, args: readonly unknown[], act: () => number): number {
    this.calls.push({ name, args });
    this.error = '';
    if (this.killed) return this.refuse(ReturnCode.InvalidState, 'the process was killed');
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

  private needTask(): number {
    return this.task === undefined ? this.refuse(ReturnCode.InvalidState, 'no task runs') : ReturnCode.Ok;
  }

  private needSource(source: number): number {
    return this.sources.has(source) ? ReturnCode.Ok : this.refuse(ReturnCode.InvalidState, 'no such source');
  }

  private needCapture(isThere: boolean): number {
    return isThere ? ReturnCode.Ok : this.refuse(ReturnCode.InvalidState, 'no such capture');
  }

  private isDurable({ durability }: NativeTaskConfig): boolean {
    return this.options.recoveryFolder !== '' && durability !== 0;
  }

  private setPaused(paused: boolean): number {
    if (this.task !== undefined) this.task.paused = paused;
    this.tellState();
    return this.needTask();
  }

  /** The task ends and none follows. */
  private endTask(): void {
    const { task } = this;
    this.task = undefined;
    this.tellState();
    this.finish(task);
  }

  private finish(task: FakeTask | undefined): void {
    this.degraded = undefined;
    if (task === undefined) return;
    const { id, config } = task;
    const seconds = task.fileSeconds(this.clockMs);
    const tracks = task.tracksWithin(seconds, this.clockMs);
    const capture = fakeCapture(config.filePath, 'task', Origin.Task, seconds, config, tracks);
    this.tellTask(RecordingCode.Finish, id, config.filePath, capture);
  }

  private tellState(): void {
    const state = this.task === undefined ? 'idle' : this.task.paused ? 'paused' : 'recording';
    if (state === this.state) return;
    this.state = state;
    const code = RECORDING_STATES.indexOf(state);
    this.events.raise({ kind: NativeEventKind.State, code, taskId: this.task?.id ?? 0 });
  }

  private tellTask(code: RecordingCode, taskId: number, path: string, capture?: NativeCapture): void {
    this.events.raise({ kind: NativeEventKind.Task, code, taskId, path, ...(capture && { capture }) });
  }

  private tellDegraded(kind: NativeEventKind, reason: DegradedReason, text: string): void {
    this.events.raise({ kind, code: DEGRADED_REASONS.indexOf(reason) + 1, taskId: this.task?.id ?? 0, text });
  }
}

function accepted(): number {
  return ReturnCode.Ok;
}
