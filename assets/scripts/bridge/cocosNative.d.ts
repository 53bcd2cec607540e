import type { FlatNative } from './FlatNative';

/**
 * What the native plugin of Cocos Creator puts on the global object, as a class whose functions are static. A value of
 * another type can end the process there, which is why nothing but `checkedCocos` calls these.
 */
export interface CocosNative extends FlatNative {
  SetName(recorder: number, name: string): number;
  /** When it answers 0, `LastId` is the recorder of this name that lives: recorders with a name outlive the scripts. */
  Adopt(name: string): number;
  /** Bound of a task's cycle buffer when the game names none: 64 MiB on Android and iOS, elsewhere 256 MiB. */
  DefaultMaxBufferBytes(): number;
  /** `captures` in the folder that the engine may write to, without a slash at the end. */
  DefaultCapturesFolder(): string;
  /** Makes a folder; where that cannot be, the call that needs it says why. */
  PrepareFolder(path: string): void;
  /**
   * Opens a source whose voice is a tone of 48 kHz mono, made by a thread of the plugin until the source is closed or the
   * recorder ends; `LastId` is the source. Frequency in Hz, level in dB of full scale.
   */
  OpenTestTone(
    recorder: number,
    kind: number,
    userId: string,
    label: string,
    frequencyHz: number,
    levelDbfs: number,
  ): number;
}
