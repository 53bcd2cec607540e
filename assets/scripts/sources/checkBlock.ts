import { lengthOfArray, typeOfArray } from '../config/typedArrays';
import { describe } from '../errors/describe';

/** What `push` is told about a block. */
export interface BlockFormat {
  /** A whole number of Hz, 8000..48000; it may differ from block to block. */
  readonly sampleRate: number;
  /** 1 or 2; it may differ from block to block. */
  readonly channels: number;
  /**
   * When the first frame was captured, in milliseconds on the clock of `recorder.now`. Default: the moment of the call
   * less the length of the block.
   */
  readonly captureTimeMs?: number | undefined;
}

/** Largest distance of a capture time from 0 that nanoseconds in 64 bits can hold. */
const MAX_CAPTURE_TIME_MS = 9e12;

/** Whether these are samples of a kind that native code takes; arrays of other realms too, forged ones never. */
export function isSamples(samples: unknown): samples is Int16Array | Float32Array {
  const tag = typeOfArray(samples);
  return tag === 'Int16Array' || tag === 'Float32Array';
}

/** Whether a block may be pushed. Allocates nothing. */
export function isBlock(
  samples: Int16Array | Float32Array,
  sampleRate: number,
  channels: number,
  captureTimeMs: number,
): boolean {
  const length = lengthOfArray(samples); // 0 when its memory was given away
  return (
    Number.isInteger(sampleRate) &&
    sampleRate >= 8000 &&
    sampleRate <= 48000 &&
    (channels === 1 || channels === 2) &&
    length > 0 &&
    length % channels === 0 &&
    isLengthAllowed(length / channels, sampleRate) &&
    (Number.isNaN(captureTimeMs) || Math.abs(captureTimeMs) <= MAX_CAPTURE_TIME_MS)
  );
}

/** What is wrong with a block that was refused. */
export function explainBlock(samples: unknown, rate: unknown, channels: unknown, captureTimeMs: unknown): string {
  if (!isSamples(samples)) {
    return `samples: expected an Int16Array or a Float32Array, got ${typeOfArray(samples) ?? describe(samples)}`;
  }
  if (typeof rate !== 'number' || !Number.isInteger(rate) || rate < 8000 || rate > 48000) {
    return `sampleRate: expected a whole number from 8000 to 48000, got ${describe(rate)}`;
  }
  if (channels !== 1 && channels !== 2) return `channels: expected 1 or 2, got ${describe(channels)}`;
  const length = lengthOfArray(samples);
  if (length === 0) return 'samples: expected 1 frame to 100 ms, got none (empty, or its memory was given away)';
  if (length % channels !== 0) return `samples: expected a multiple of ${channels} channels, got ${length}`;
  if (!isLengthAllowed(length / channels, rate)) {
    return `samples: expected at most 100 ms (${Math.floor(rate / 10)} frames), got ${length / channels} frames`;
  }
  return `captureTimeMs: expected a number from -9e12 to 9e12, or none, got ${describe(captureTimeMs)}`;
}

function isLengthAllowed(frames: number, sampleRate: number): boolean {
  return frames * 10 <= sampleRate;
}
