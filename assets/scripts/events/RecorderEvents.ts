import type { DegradedReason, LogLevel, NERtcAudioRecordingCode, RecordingState } from '../config/enums';
import type { Capture, RecoveredCapture } from './Capture';
import type { RecoveryProblem } from './Recovery';

/** A task began, failed or ended. */
export interface AudioRecordingEvent {
  readonly code: NERtcAudioRecordingCode;
  readonly filePath: string;
  /** Number of the task, unique in its recorder. */
  readonly taskId: number;
  /** With code 5 the finished file; with 4 the file of what fitted, where there is one. */
  readonly capture: Capture | undefined;
  /** With code 4: the capture that is kept for `retry` or `discard`; otherwise undefined. */
  readonly captureId: number | undefined;
  /** Why, where there is something to say. */
  readonly message: string;
}

/** A step of a dump. */
export interface DumpEvent {
  readonly captureId: number;
  /** Of the task whose buffer it is from; 0 with `dumpAccepted`, when a start may still be under way. */
  readonly taskId: number;
  /** Where the file goes. */
  readonly filePath: string;
  /** On the recorder's clock. */
  readonly timeMs: number;
}

/** How far a dump's file is. */
export interface DumpProgressEvent extends DumpEvent {
  /** 0..1. */
  readonly progress: number;
}

/** A dump's file is complete. */
export interface DumpDoneEvent extends DumpEvent {
  readonly capture: Capture;
}

/** A dump could not be written. */
export interface DumpFailedEvent extends DumpEvent {
  readonly reason: string;
  /** true: its audio is kept for `retry` or `discard`; false: there was none to keep. */
  readonly kept: boolean;
}

/** Recording goes on with less than promised, or is whole again. */
export interface DegradedEvent {
  readonly reason: DegradedReason;
  /** What happened, in words. */
  readonly message: string;
  readonly taskId: number;
  readonly timeMs: number;
}

/** Retention removed a capture. */
export interface CaptureRemovedEvent {
  readonly filePath: string;
}

/** A capture was made of what a dead process left. */
export interface RecoveredEvent {
  readonly capture: RecoveredCapture;
  /** On the recorder's clock. */
  readonly timeMs: number;
}

/** How far a recovery is. Small ones end before they tell anything but 1. */
export interface RecoveryProgressEvent {
  /** 0..1 of what was left, it only grows. */
  readonly progress: number;
  /** On the recorder's clock. */
  readonly timeMs: number;
}

/** A line of the log. */
export interface LogEvent {
  readonly level: LogLevel;
  readonly message: string;
}

/** A bound key was pressed and saves a dump. */
export interface HotkeyEvent {
  /** As it was bound, in its plain spelling, e.g. `Ctrl+Shift+R`. */
  readonly hotkey: string;
  /** The moment of the press on the recorder's clock. */
  readonly timeMs: number;
  /** The dump; undefined when the key is bound to a function. A rejection is logged and needs no handling. */
  readonly capture: Promise<Capture> | undefined;
}

/** Every event with the arguments of its listeners. */
export type RecorderEventMap = {
  /** The SDK's event: `(code, filePath)`. */
  onAudioRecording: [code: NERtcAudioRecordingCode, filePath: string];
  /** The same under its iOS name. */
  onNERtcEngineAudioRecording: [code: NERtcAudioRecordingCode, filePath: string];
  audioRecording: [event: AudioRecordingEvent];
  /** The window of a dump is fixed. */
  dumpAccepted: [event: DumpEvent];
  /** Its audio is held and cannot be overwritten any more. */
  dumpCaptured: [event: DumpEvent];
  dumpProgress: [event: DumpProgressEvent];
  dumpDone: [event: DumpDoneEvent];
  dumpFailed: [event: DumpFailedEvent];
  /** What is said is recorded from now on, or no longer. */
  onRecordingStateChanged: [state: RecordingState];
  degraded: [event: DegradedEvent];
  /** What was degraded is whole again. */
  restored: [event: DegradedEvent];
  recovered: [event: RecoveredEvent];
  recoveryProblem: [event: RecoveryProblem];
  recoveryProgress: [event: RecoveryProgressEvent];
  captureRemoved: [event: CaptureRemovedEvent];
  log: [event: LogEvent];
  hotkey: [event: HotkeyEvent];
};

export type RecorderEventName = keyof RecorderEventMap;

export const RECORDER_EVENTS: readonly RecorderEventName[] = [
  'onAudioRecording',
  'onNERtcEngineAudioRecording',
  'audioRecording',
  'dumpAccepted',
  'dumpCaptured',
  'dumpProgress',
  'dumpDone',
  'dumpFailed',
  'onRecordingStateChanged',
  'degraded',
  'restored',
  'recovered',
  'recoveryProblem',
  'recoveryProgress',
  'captureRemoved',
  'log',
  'hotkey',
];
