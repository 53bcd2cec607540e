/**
 * What C# offers to scripts in Unity, as PuerTS shows it below `CS.GameVoice`. Every function is static. PuerTS makes
 * values of other types fit without a word, which is why nothing but `checkedUnity` calls these.
 */
export interface UnityTypes {
  readonly VoiceRecorderNative: VoiceRecorderNative;
  readonly VoiceRecorderHost: VoiceRecorderHost;
}

/** `voice_recorder.h`, function by function; a key has 64 hexadecimal digits, or is empty. */
export interface VoiceRecorderNative {
  /** Throws `[VR 39002]` when there is no native library that fits. */
  AbiVersion(): number;
  Version(): string;
  SourceFingerprint(): string;
  Capabilities(): number;
  AacEncoderName(): string;
  LastError(): string;
  LastId(): number;
  Create(
    capturesFolder: string,
    nameTemplate: string,
    retentionCount: number,
    retentionBytes: number,
    retentionAgeSeconds: number,
    minFreeBytes: number,
    maxBufferBytes: number,
    maxSources: number,
    mixDelayMs: number,
    requireConsent: boolean,
    virtualClock: boolean,
    logLevel: number,
    recoveryFolder: string,
    maxRingBytes: number,
    maxTracks: number,
  ): number;
  SetName(recorder: number, name: string): number;
  Adopt(name: string): number;
  Destroy(recorder: number): void;
  DestroyAll(): void;
  DestroyUnnamed(): void;
  LiveCount(): number;
  NowMs(recorder: number): number;
  Advance(recorder: number, durationMs: number): number;
  SetConsent(recorder: number, given: boolean): number;
  SetAbout(recorder: number, aboutJson: string): number;
  Notify(recorder: number, notice: number, text: string): number;
  Exclude(recorder: number, userId: string, forget: boolean): number;
  Include(recorder: number, userId: string): number;
  Wipe(recorder: number): number;
  Recover(recorder: number, encryptionKeyHex: string): number;
  EnterRoom(recorder: number, roomId: string, userId: string): number;
  Reconnecting(recorder: number): number;
  LeaveRoom(recorder: number): number;
  OpenSource(recorder: number, kind: number, userId: string, label: string): number;
  SetMuted(source: number, muted: boolean): number;
  SetAllMuted(recorder: number, muted: boolean): number;
  CloseSource(source: number): number;
  Start(
    recorder: number,
    filePath: string,
    sampleRateHz: number,
    quality: number,
    position: number,
    cycleTimeSeconds: number,
    channels: number,
    layout: number,
    overwrite: boolean,
    durability: number,
    tracks: number,
    encryptionKeyHex: string,
  ): number;
  Stop(recorder: number): number;
  Pause(recorder: number): number;
  Resume(recorder: number): number;
  Estimate(
    recorder: number,
    filePath: string,
    sampleRateHz: number,
    quality: number,
    position: number,
    cycleTimeSeconds: number,
    channels: number,
    layout: number,
    durability: number,
    tracks: number,
    encryptionKeyHex: string,
  ): number;
  CostNumber(index: number): number;
  Dump(
    recorder: number,
    lastSeconds: number,
    afterSeconds: number,
    filePath: string,
    reason: string,
    clear: boolean,
    overwrite: boolean,
    hotkey: string,
  ): number;
  Retry(recorder: number, captureId: number, filePath: string): number;
  Discard(recorder: number, captureId: number): number;
  Mark(recorder: number, label: string, dataJson: string): number;
  AddStatistics(recorder: number, dataJson: string): number;
  Poll(recorder: number): boolean;
  EventNumber(index: number): number;
  EventText(index: number): string;
  ReadStats(recorder: number): number;
  StatsNumber(index: number): number;
}

/** What only this host has. */
export interface VoiceRecorderHost {
  /** `samples` is copied on the way; `format`: 0 int16, 1 float32; `captureTimeMs` NaN: none. */
  Push(
    source: number,
    samples: ArrayBufferView,
    frames: number,
    format: number,
    sampleRateHz: number,
    channels: number,
    captureTimeMs: number,
  ): number;
  SetDefaultCapturesFolder(path: string): void;
  /** Empty: none. */
  DefaultCapturesFolder(): string;
  DefaultMaxBufferBytes(): number;
  PrepareFolder(path: string): void;
  WatchKey(key: string): number;
  /** How often it went down, times 16, and as the rest the modifiers of the last time. */
  KeyPresses(number: number): number;
}
