import type { Capture } from '../events/Capture';
import type { AudioRecordingEvent } from '../events/RecorderEvents';
import { RecordingCode } from '../config/enums';
import { invalidState, VoiceRecorderError } from '../errors/VoiceRecorderError';
import type { Deferred } from './Deferred';

interface PendingStart {
  readonly cycleTime: number;
  readonly promise: Deferred<void> | undefined;
}

interface PendingStop {
  /** The stop ends the task that runs once so many starts are answered. */
  readonly afterStarts: number;
  readonly promise: Deferred<Capture>;
  taskId: number | undefined;
}

/**
 * Matches task events to the calls that caused them. Every accepted start is answered by one of the codes 1, 2 and 3,
 * in the order of the calls; a stop belongs to the task that runs when all starts before it are answered.
 */
export class TaskPromises {
  private readonly starts: PendingStart[] = [];
  private stops: PendingStop[] = [];
  private accepted = 0;
  private answered = 0;
  private running: { taskId: number; cycleTime: number | undefined } | undefined;

  /** `keepsCycle`: whether the running task keeps a cycle buffer, asked of a task that others have started. */
  constructor(private readonly keepsCycle: () => boolean = () => false) {}

  /** Whether the newest task, announced or not, keeps a cycle buffer. */
  get hasCycleTask(): boolean {
    const newest = this.starts[this.starts.length - 1] ?? this.running;
    if (newest === undefined) return false;
    return newest.cycleTime === undefined ? this.keepsCycle() : newest.cycleTime > 0;
  }

  /** This task runs already; others have started it. */
  takeOver(taskId: number): void {
    this.running = { taskId, cycleTime: undefined };
  }

  startAccepted(cycleTime: number, promise?: Deferred<void>): void {
    this.accepted++;
    this.starts.push({ cycleTime, promise });
  }

  stopAccepted(promise: Deferred<Capture>): void {
    this.stops.push({ afterStarts: this.accepted, promise, taskId: undefined });
    this.bindStops();
  }

  onEvent(event: AudioRecordingEvent): void {
    if (event.code >= RecordingCode.RecordError) this.ended(event);
    else this.answerStart(event);
  }

  /** Rejects everything that waits. */
  rejectAll(reason: VoiceRecorderError): void {
    for (const start of this.starts.splice(0)) start.promise?.reject(reason);
    for (const stop of this.stops.splice(0)) stop.promise.reject(reason);
    this.running = undefined;
  }

  private answerStart(event: AudioRecordingEvent): void {
    const start = this.starts.shift();
    this.answered++;
    if (event.code === RecordingCode.Start) {
      this.running = { taskId: event.taskId, cycleTime: start?.cycleTime };
      start?.promise?.resolve();
    } else {
      start?.promise?.reject(new VoiceRecorderError(event.code, failureText(event)));
    }
    this.bindStops();
  }

  private ended(event: AudioRecordingEvent): void {
    if (this.running?.taskId === event.taskId) this.running = undefined;
    const mine = this.stops.filter((stop) => stop.taskId === event.taskId);
    this.stops = this.stops.filter((stop) => stop.taskId !== event.taskId);
    for (const { promise } of mine) {
      if (event.code === RecordingCode.Finish && event.capture !== undefined) promise.resolve(event.capture);
      else promise.reject(new VoiceRecorderError(RecordingCode.RecordError, failureText(event), event.captureId));
    }
  }

  private bindStops(): void {
    for (const stop of this.stops) {
      if (stop.taskId !== undefined || stop.afterStarts > this.answered) continue;
      stop.taskId = this.running?.taskId;
      if (stop.taskId === undefined) stop.promise.reject(invalidState('stop: no task was running'));
    }
    this.stops = this.stops.filter((stop) => stop.taskId !== undefined || stop.afterStarts > this.answered);
  }
}

function failureText(event: AudioRecordingEvent): string {
  if (event.message.length > 0) return event.message;
  if (event.code === RecordingCode.ErrorSuffix) return `${event.filePath}: the path must end in .wav or .aac`;
  if (event.code === RecordingCode.OpenFileFailed) return `${event.filePath}: the file cannot be opened`;
  return `${event.filePath}: recording ended early`;
}
