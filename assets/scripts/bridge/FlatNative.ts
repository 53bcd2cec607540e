/**
 * The functions of `voice_recorder.h` as the hosts of scripts offer them: flat, over numbers and text, with the recorder
 * or source as a number. Each host has a binding of its own with these names; what a function takes and means stands in
 * the header. Unless it says otherwise a function answers a status, and `LastError` says why it is not 0.
 */
export interface FlatNative {
  AbiVersion(): number;
  Version(): string;
  Capabilities(): number;
  AacEncoderName(): string;
  LastError(): string;
  /** What `Create`, `OpenSource` or `Dump` made, when they answered 0. */
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
  Destroy(recorder: number): void;
  NowMs(recorder: number): number;
  Advance(recorder: number, durationMs: number): number;
  SetConsent(recorder: number, given: boolean): number;
  SetAbout(recorder: number, aboutJson: string): number;
  Notify(recorder: number, notice: number, text: string): number;
  Exclude(recorder: number, userId: string, forget: boolean): number;
  Include(recorder: number, userId: string): number;
  Wipe(recorder: number): number;
  /** The key has 32 bytes or none. */
  Recover(recorder: number, encryptionKey: Uint8Array): number;
  EnterRoom(recorder: number, roomId: string, userId: string): number;
  Reconnecting(recorder: number): number;
  LeaveRoom(recorder: number): number;
  OpenSource(recorder: number, kind: number, userId: string, label: string): number;
  /** `format`: 0 int16, 1 float32; `captureTimeMs` NaN: none. */
  Push(
    source: number,
    samples: Int16Array | Float32Array,
    frames: number,
    format: number,
    sampleRate: number,
    channels: number,
    captureTimeMs: number,
  ): number;
  SetMuted(source: number, muted: boolean): number;
  SetAllMuted(recorder: number, muted: boolean): number;
  CloseSource(source: number): number;
  Start(
    recorder: number,
    filePath: string,
    sampleRate: number,
    quality: number,
    position: number,
    cycleTime: number,
    channels: number,
    layout: number,
    overwrite: boolean,
    durability: number,
    tracks: number,
    encryptionKey: Uint8Array,
  ): number;
  Stop(recorder: number): number;
  Pause(recorder: number): number;
  Resume(recorder: number): number;
  /** Fills `cost`: buffer bytes, file bytes, bytes a second, ring bytes. */
  Estimate(
    recorder: number,
    filePath: string,
    sampleRate: number,
    quality: number,
    position: number,
    cycleTime: number,
    channels: number,
    layout: number,
    durability: number,
    tracks: number,
    encryptionKey: Uint8Array,
    cost: Float64Array,
  ): number;
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
  /** Takes the oldest event; answers whether there was one. */
  Poll(recorder: number): boolean;
  /** Fills `numbers` with those of the event last polled. */
  ReadEvent(numbers: Float64Array): void;
  /** A text of the event last polled. */
  EventText(index: number): string;
  /** Fills `into` with a snapshot. */
  ReadStats(recorder: number, into: Float64Array): number;
}
