import { VOICE_RATE_HZ } from './voiceFormat';

/** How much of a recording is what was sent, and where in what was sent it ends. */
export interface Comparison {
  /** Windows of 100 ms in which somebody speaks. */
  windows: number;
  /** Those of them that hold what was sent. */
  matched: number;
  /** The frame of what was sent behind the last one of the recording; undefined when nothing matched. */
  endFrame: number | undefined;
}

const WINDOW_FRAMES = VOICE_RATE_HZ / 10;
const NEAR_FRAMES = 4;
const FAR_FRAMES = VOICE_RATE_HZ / 2;
const LEAST_CORRELATION = 0.99;
/** Of full scale; below it there is nothing to compare. */
const QUIET_RMS = 0.003;

/**
 * Looks for each 100 ms of a recording in a voice that was sent over and over, near the place at which the window before
 * it was found. The recording's first frame is expected near frame `begin` of what was sent.
 */
export function compareWithSent(recording: Float32Array, voice: Int16Array, begin: number): Comparison {
  const result: Comparison = { windows: 0, matched: 0, endFrame: undefined };
  let lag = begin;
  for (let at = 0; at + WINDOW_FRAMES <= recording.length; at += WINDOW_FRAMES) {
    const window = recording.subarray(at, at + WINDOW_FRAMES);
    if (rms(window) < QUIET_RMS) continue;
    result.windows++;
    const found = find(window, voice, at + lag, NEAR_FRAMES) ?? find(window, voice, at + lag, FAR_FRAMES);
    if (found === undefined) continue;
    result.matched++;
    lag = found - at;
    result.endFrame = recording.length + lag;
  }
  return result;
}

/** The frame within `reach` of `center` at which the voice is most like the window, if it is like it at all. */
function find(window: Float32Array, voice: Int16Array, center: number, reach: number): number | undefined {
  let best: number | undefined;
  let bestCorrelation = LEAST_CORRELATION;
  for (let frame = center - reach; frame <= center + reach; frame++) {
    const likeness = correlation(window, voice, frame, bestCorrelation);
    if (likeness <= bestCorrelation) continue;
    bestCorrelation = likeness;
    best = frame;
  }
  return best;
}

/** Looks at every eighth frame first: nothing that is unlike there is like as a whole. */
function correlation(window: Float32Array, voice: Int16Array, frame: number, least: number): number {
  const coarse = correlationOf(window, voice, frame, 8);
  return coarse < least - 0.1 ? coarse : correlationOf(window, voice, frame, 1);
}

function correlationOf(window: Float32Array, voice: Int16Array, frame: number, step: number): number {
  const { length } = voice;
  let position = ((frame % length) + length) % length;
  let product = 0;
  let ofWindow = 0;
  let ofVoice = 0;
  for (let i = 0; i < window.length; i += step) {
    const one = window[i] ?? 0;
    const other = voice[position] ?? 0;
    product += one * other;
    ofWindow += one * one;
    ofVoice += other * other;
    position += step;
    if (position >= length) position -= length;
  }
  return ofWindow === 0 || ofVoice === 0 ? 0 : product / Math.sqrt(ofWindow * ofVoice);
}

function rms(samples: Float32Array): number {
  let sum = 0;
  for (const value of samples) sum += value * value;
  return Math.sqrt(sum / samples.length);
}
