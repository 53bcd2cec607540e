/* eslint-disable */
// Generated from native/plugins/voice-recorder/bridges/puerts by scripts/gen-typings.mjs. What each function takes and
// means stands in calls.h there.
declare module 'voice_recorder_puerts' {
  import { $Ref, $Nullable, cstring } from 'puerts';

  class VoiceRecorderNative {
    static AbiVersion(): number;
    static Version(): string;
    static SourceFingerprint(): string;
    static Capabilities(): number;
    static AacEncoderName(): string;
    static LastError(): string;
    static LastId(): number;
    static Create(
      p0: string,
      p1: string,
      p2: number,
      p3: number,
      p4: number,
      p5: number,
      p6: number,
      p7: number,
      p8: number,
      p9: boolean,
      p10: boolean,
      p11: number,
      p12: string,
      p13: number,
      p14: number,
    ): number;
    static Destroy(p0: number): void;
    static DestroyAll(): void;
    static LiveCount(): number;
    static NowMs(p0: number): number;
    static Advance(p0: number, p1: number): number;
    static SetConsent(p0: number, p1: boolean): number;
    static SetAbout(p0: number, p1: string): number;
    static Notify(p0: number, p1: number, p2: string): number;
    static Exclude(p0: number, p1: string, p2: boolean): number;
    static Include(p0: number, p1: string): number;
    static Wipe(p0: number): number;
    static Recover(p0: number, p1: ArrayBufferView): number;
    static EnterRoom(p0: number, p1: string, p2: string): number;
    static Reconnecting(p0: number): number;
    static LeaveRoom(p0: number): number;
    static OpenSource(p0: number, p1: number, p2: string, p3: string): number;
    static Push(p0: number, p1: ArrayBufferView, p2: number, p3: number, p4: number, p5: number, p6: number): number;
    static SetMuted(p0: number, p1: boolean): number;
    static SetAllMuted(p0: number, p1: boolean): number;
    static CloseSource(p0: number): number;
    static Start(
      p0: number,
      p1: string,
      p2: number,
      p3: number,
      p4: number,
      p5: number,
      p6: number,
      p7: number,
      p8: boolean,
      p9: number,
      p10: number,
      p11: ArrayBufferView,
    ): number;
    static Stop(p0: number): number;
    static Pause(p0: number): number;
    static Resume(p0: number): number;
    static Estimate(
      p0: number,
      p1: string,
      p2: number,
      p3: number,
      p4: number,
      p5: number,
      p6: number,
      p7: number,
      p8: number,
      p9: number,
      p10: ArrayBufferView,
      p11: ArrayBufferView,
    ): number;
    static Dump(
      p0: number,
      p1: number,
      p2: number,
      p3: string,
      p4: string,
      p5: boolean,
      p6: boolean,
      p7: string,
    ): number;
    static Retry(p0: number, p1: number, p2: string): number;
    static Discard(p0: number, p1: number): number;
    static Mark(p0: number, p1: string, p2: string): number;
    static AddStatistics(p0: number, p1: string): number;
    static Poll(p0: number): boolean;
    static ReadEvent(p0: ArrayBufferView): number;
    static EventText(p0: number): string;
    static ReadStats(p0: number, p1: ArrayBufferView): number;
  }
}
