import { NativeEventKind } from '../bridge/NativeBridge';
import type { NativeEvent } from '../bridge/NativeBridge';
import { DEGRADED_REASONS, RECORDING_STATES } from '../config/enums';
import type { LogLevel, NERtcAudioRecordingCode } from '../config/enums';
import { ReturnCode } from '../errors/ReturnCode';
import { VoiceRecorderError } from '../errors/VoiceRecorderError';
import type { Emitter } from '../events/Emitter';
import type { DumpPromises } from './DumpPromises';
import type { RecoveryPromises } from './RecoveryPromises';
import type { TaskPromises } from './TaskPromises';
import type { WipePromises } from './WipePromises';
import { toCapture } from './toCapture';
import type { AudioRecordingEvent, DegradedEvent, DumpEvent, RecorderEventMap } from '../events/RecorderEvents';

/** The promises that native events settle. */
export interface WaitingCalls {
  readonly tasks: TaskPromises;
  readonly dumps: DumpPromises;
  readonly recoveries: RecoveryPromises;
  readonly wipes: WipePromises;
}

/** Turns one native event into the events of the script, and settles the promises that wait for it. */
export class EventRouter {
  constructor(
    private readonly emitter: Emitter<RecorderEventMap>,
    private readonly waiting: WaitingCalls,
    private readonly print: (level: LogLevel, message: string) => void,
  ) {}

  route(event: NativeEvent): void {
    switch (event.kind) {
      case NativeEventKind.Task:
        return this.task(event);
      case NativeEventKind.DumpAccepted:
        return this.emitter.emit('dumpAccepted', dumpStep(event));
      case NativeEventKind.DumpCaptured:
        return this.emitter.emit('dumpCaptured', dumpStep(event));
      case NativeEventKind.DumpProgress:
        return this.emitter.emit('dumpProgress', { ...dumpStep(event), progress: event.progress });
      case NativeEventKind.DumpDone:
        return this.dumpDone(event);
      case NativeEventKind.DumpFailed:
        return this.dumpFailed(event, event.text, event.code === 0);
      case NativeEventKind.Degraded:
        return this.emitter.emit('degraded', degradation(event));
      case NativeEventKind.Restored:
        return this.emitter.emit('restored', degradation(event));
      case NativeEventKind.State:
        return this.emitter.emit('onRecordingStateChanged', RECORDING_STATES[event.code] ?? 'idle');
      case NativeEventKind.Recovered:
        return this.recovered(event);
      case NativeEventKind.RecoveryProblem:
        return this.recoveryProblem(event);
      case NativeEventKind.RecoveryProgress:
        return this.emitter.emit('recoveryProgress', { progress: event.progress, timeMs: event.timeMs });
      case NativeEventKind.RecoveryDone:
        return this.waiting.recoveries.done();
      case NativeEventKind.Wiped:
        return this.waiting.wipes.ended(event.code === 0, event.text);
      case NativeEventKind.CaptureRemoved:
        return this.emitter.emit('captureRemoved', { filePath: event.path });
      case NativeEventKind.Log:
        this.print(event.code as LogLevel, event.text);
        return this.emitter.emit('log', { level: event.code as LogLevel, message: event.text });
    }
  }

  private task(event: NativeEvent): void {
    const code = event.code as NERtcAudioRecordingCode;
    const said: AudioRecordingEvent = {
      code,
      filePath: event.path,
      taskId: event.taskId,
      capture: event.capture === undefined ? undefined : toCapture(event.capture, event.captureId),
      captureId: event.captureId > 0 ? event.captureId : undefined,
      message: event.text,
    };
    this.waiting.tasks.onEvent(said);
    this.emitter.emit('onAudioRecording', code, event.path);
    this.emitter.emit('onNERtcEngineAudioRecording', code, event.path);
    this.emitter.emit('audioRecording', said);
  }

  private dumpDone(event: NativeEvent): void {
    if (event.capture === undefined) return this.dumpFailed(event, 'the bridge tells of no capture', false);
    const capture = toCapture(event.capture, event.captureId);
    this.waiting.dumps.done(event.captureId, capture);
    this.emitter.emit('dumpDone', { ...dumpStep(event), capture });
  }

  private dumpFailed(event: NativeEvent, reason: string, kept: boolean): void {
    const captureId = kept ? event.captureId : undefined;
    const code = event.code === ReturnCode.InvalidParameter ? ReturnCode.InvalidParameter : ReturnCode.InvalidState;
    const error = new VoiceRecorderError(code, `dump: ${reason}`, captureId);
    this.waiting.dumps.failed(event.captureId, error);
    this.emitter.emit('dumpFailed', { ...dumpStep(event), reason, kept });
  }

  private recovered(event: NativeEvent): void {
    if (event.capture === undefined) return;
    const capture = { ...toCapture(event.capture, event.captureId), missing: event.text };
    this.waiting.recoveries.recovered(capture);
    this.emitter.emit('recovered', { capture, timeMs: event.timeMs });
  }

  private recoveryProblem(event: NativeEvent): void {
    const problem = { path: event.path, reason: event.text };
    this.waiting.recoveries.problem(problem);
    this.emitter.emit('recoveryProblem', problem);
  }
}

function degradation({ code, text: message, taskId, timeMs }: NativeEvent): DegradedEvent {
  return { reason: DEGRADED_REASONS[code - 1] ?? 'memory', message, taskId, timeMs };
}

function dumpStep(event: NativeEvent): DumpEvent {
  return { captureId: event.captureId, taskId: event.taskId, filePath: event.path, timeMs: event.timeMs };
}
