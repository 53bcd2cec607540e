/** AAC bit rate; mono Low 27, Medium 50, High 96 kbit/s. WAV has no quality. */
export const NERtcAudioRecordingQuality = {
  kNERtcAudioRecordingQualityLow: 0,
  kNERtcAudioRecordingQualityMedium: 1,
  kNERtcAudioRecordingQualityHigh: 2,
  Low: 0,
  Medium: 1,
  High: 2,
} as const;
export type NERtcAudioRecordingQuality = (typeof NERtcAudioRecordingQuality)[keyof typeof NERtcAudioRecordingQuality];

/** Short name of {@link NERtcAudioRecordingQuality}. */
export const Quality = NERtcAudioRecordingQuality;
export type Quality = NERtcAudioRecordingQuality;

/** Whose voices are recorded. */
export const NERtcAudioRecordingPosition = {
  /** Local and remote. */
  kNERtcAudioRecordingPositionMixedRecordingAndPlayback: 0,
  /** What the local user publishes. */
  kNERtcAudioRecordingPositionRecording: 1,
  /** All remote users. */
  kNERtcAudioRecordingPositionMixedPlayback: 2,
  MixedRecordingAndPlayback: 0,
  Recording: 1,
  MixedPlayback: 2,
} as const;
export type NERtcAudioRecordingPosition =
  (typeof NERtcAudioRecordingPosition)[keyof typeof NERtcAudioRecordingPosition];

/** Short name of {@link NERtcAudioRecordingPosition}. */
export const Position = NERtcAudioRecordingPosition;
export type Position = NERtcAudioRecordingPosition;

/** The SDK's lengths of the cycle buffer in seconds; 0 writes as it happens. Any whole number 1..3600 is allowed too. */
export const NERtcAudioRecordingCycleTime = {
  kNERtcAudioRecordingCycleTime0: 0,
  kNERtcAudioRecordingCycleTime10: 10,
  kNERtcAudioRecordingCycleTime60: 60,
  kNERtcAudioRecordingCycleTime360: 360,
  kNERtcAudioRecordingCycleTime900: 900,
  Off: 0,
  Seconds10: 10,
  Seconds60: 60,
  Seconds360: 360,
  Seconds900: 900,
} as const;
export type NERtcAudioRecordingCycleTime =
  (typeof NERtcAudioRecordingCycleTime)[keyof typeof NERtcAudioRecordingCycleTime];

/** Short name of {@link NERtcAudioRecordingCycleTime}. */
export const CycleTime = NERtcAudioRecordingCycleTime;
export type CycleTime = NERtcAudioRecordingCycleTime;

/** Codes of the event `onAudioRecording`. Every accepted start yields one of {1, 2, 3}, every 3 one of {4, 5}. */
export const NERtcAudioRecordingCode = {
  /** The path ends neither in .wav nor in .aac. */
  kNERtcAudioRecordingErrorSuffix: 1,
  /** No permission, the folder is missing, the name is too long. */
  kNERtcAudioRecordingOpenFileFailed: 2,
  /** Recording began. */
  kNERtcAudioRecordingStart: 3,
  /** Recording ended early, usually because the disk is full; the file holds what fitted. */
  kNERtcAudioRecordingRecordError: 4,
  /** Recording ended and the file is complete. */
  kNERtcAudioRecordingFinish: 5,
  ErrorSuffix: 1,
  OpenFileFailed: 2,
  Start: 3,
  RecordError: 4,
  Finish: 5,
} as const;
export type NERtcAudioRecordingCode = (typeof NERtcAudioRecordingCode)[keyof typeof NERtcAudioRecordingCode];

/** Short name of {@link NERtcAudioRecordingCode}. */
export const RecordingCode = NERtcAudioRecordingCode;
export type RecordingCode = NERtcAudioRecordingCode;

/** Whether somebody is recorded; show it to the players. */
export type RecordingState = 'idle' | 'recording' | 'paused';

/** The states in the order of their native numbers. */
export const RECORDING_STATES: readonly RecordingState[] = ['idle', 'recording', 'paused'];

/**
 * Why recording goes on with less than promised: `pinned` dumps that are not written hold all that the buffer may have;
 * `disk` the disk of the recovery folder fails or is too slow, and newer audio, the last minute of it, is in memory only;
 * `memory` something could not be kept; `tracks` a user is in the mix only.
 */
export type DegradedReason = 'pinned' | 'disk' | 'memory' | 'tracks';

/** The reasons in the order of their native numbers, which begin at 1. */
export const DEGRADED_REASONS: readonly DegradedReason[] = ['pinned', 'disk', 'memory', 'tracks'];

/** How much is logged: `vr_log_level`. */
export const LogLevel = { None: 0, Error: 1, Warning: 2, Info: 3 } as const;
export type LogLevel = (typeof LogLevel)[keyof typeof LogLevel];
