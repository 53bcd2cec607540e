export { VoiceRecorder, EVENTS_PER_TICK } from './VoiceRecorder';
export type { Cost, HotkeyOptions, VoiceRecorderOptions } from './VoiceRecorder';

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
export type { LogLevelName, LogSink, RetentionOptions } from './config/recorderOptions';
export type { DumpOptions, RoomOptions, SourceKind, SourceOptions, WaitSignal } from './config/requests';
export type { Support } from './config/support';
export type { AudioRecordingConfig } from './config/taskConfig';

export type { Capture } from './events/Capture';
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
  RecorderEventMap,
  RecorderEventName,
} from './events/RecorderEvents';

export { ReturnCode } from './errors/ReturnCode';
export { VoiceRecorderError } from './errors/VoiceRecorderError';
export type { Listener, Unsubscribe } from './events/Emitter';

export { Hotkey } from './hotkey/Hotkey';
export type { HeldModifiers } from './hotkey/Hotkey';
export { parseHotkey } from './hotkey/HotkeyBinding';
export type { HotkeyBinding } from './hotkey/HotkeyBinding';
export type { KeyInput } from './hotkey/Keyboard';

export type { BlockFormat } from './sources/checkBlock';
export { VoiceSource } from './sources/VoiceSource';
export type { RecorderStats, SourceStats } from './stats/RecorderStats';

export type { NativeBridge, NativeRecorder } from './bridge/NativeBridge';
