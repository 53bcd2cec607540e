import type { NativeRecorder } from '../bridge/NativeBridge';
import type { TaskSettings } from '../config/taskConfig';
import type { Answer } from './Calls';

/** What a configuration costs. */
export interface Cost {
  /** Memory of the cycle buffer; in real time without a recovery folder, of the feature tracks of an hour. */
  readonly bufferBytes: number;
  /** The capture of a full cycle buffer; in real time, of one hour; all tracks together. */
  readonly fileBytes: number;
  /** Of the files. */
  readonly bytesPerSecond: number;
  /** On disk in the recovery folder, taken when the task starts; in real time, to begin with; 0 in memory. */
  readonly ringBytes: number;
}

/** Asks the native side. */
export function costOf(native: NativeRecorder, settings: TaskSettings): Answer<Cost> {
  const { status, bufferBytes, fileBytes, bytesPerSecond, ringBytes } = native.estimate(settings);
  return { status, value: { bufferBytes, fileBytes, bytesPerSecond, ringBytes } };
}
