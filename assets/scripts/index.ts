export { VoiceRecorder, EVENTS_PER_TICK } from './VoiceRecorder';
export type { VoiceRecorderOptions } from './VoiceRecorder';
export type { Cost } from './tasks/Cost';

export {
  CycleTime,
  LogLevel,
  NERtcAudioRecordingCode,
  NERtcAudioRecordingCycleTime,
  NERtcAudioRecordingPosition,
  NERtcAudioRecordingQuality,
  Position,
  Quality,
  RecordingCode,
} from './config/enums';
export type { DegradedReason, RecordingState } from './config/enums';
export type { EncryptionKey } from './config/encryptionKey';
export type { Notice } from './config/notices';
export type { ExcludeOptions, RecoverOptions } from './config/privacy';
export type { LogLevelName, LogSink, RetentionOptions } from './config/recorderOptions';
export type {
  DumpOptions,
  RoomOptions,
  SourceKind,
  SourceOptions,
  TestToneOptions,
  WaitSignal,
} from './config/requests';
export type { Support } from './config/support';
export type { AudioRecordingConfig } from './config/taskConfig';

export type { Capture, RecoveredCapture } from './events/Capture';
export type { RecoveryProblem, RecoveryReport } from './events/Recovery';
export type {
  AudioRecordingEvent,
  CaptureRemovedEvent,
  DegradedEvent,
  DumpDoneEvent,
  DumpEvent,
  DumpFailedEvent,
  DumpProgressEvent,
  HotkeyEvent,
  LogEvent,
  RecoveredEvent,
  RecorderEventMap,
  RecorderEventName,
  RecoveryProgressEvent,
} from './events/RecorderEvents';

export { ReturnCode } from './errors/ReturnCode';
export { VoiceRecorderError } from './errors/VoiceRecorderError';
export type { Listener, Unsubscribe } from './events/Emitter';

export { Hotkey } from './hotkey/Hotkey';
export type { HeldModifiers } from './hotkey/Hotkey';
export type { HotkeyOptions } from './hotkey/HotkeyActions';
export { parseHotkey } from './hotkey/HotkeyBinding';
export type { HotkeyBinding } from './hotkey/HotkeyBinding';
export type { KeyInput } from './hotkey/Keyboard';

export type { BlockFormat } from './sources/checkBlock';
export { VoiceSource } from './sources/VoiceSource';
export type { RecorderStats, SourceStats } from './stats/RecorderStats';

export type { NativeBridge, NativeRecorder } from './bridge/NativeBridge';
