import type { WavAudio } from './wavFile';

/** What every player's microphone in the sample delivers: 10 ms blocks of 48 kHz mono, as WebRTC devices do. */
export const VOICE_RATE_HZ = 48000;
export const BLOCK_FRAMES = VOICE_RATE_HZ / 100;

/** Half of the filter's length in input samples; long enough that speech loses nothing to be heard. */
const HALF_TAPS = 16;

/** Any WAV as 48 kHz mono int16: channels averaged, resampled by a windowed sinc. */
export function toVoice(audio: WavAudio): Int16Array {
  const mono = averageChannels(audio);
  const resampled = resample(mono, audio.sampleRate, VOICE_RATE_HZ);
  const { max, min, round } = Math;
  return Int16Array.from(resampled, (value) => max(-32768, min(32767, round(value * 32768))));
}

function averageChannels({ samples, frames, channels }: WavAudio): Float32Array {
  const mono = new Float32Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += samples[frame * channels + channel] ?? 0;
    mono[frame] = sum / channels;
  }
  return mono;
}

export function resample(input: Float32Array, fromHz: number, toHz: number): Float32Array {
  if (fromHz === toHz) return input;
  const output = new Float32Array(Math.max(1, Math.floor((input.length * toHz) / fromHz)));
  const cutoff = Math.min(1, toHz / fromHz);
  const reach = HALF_TAPS / cutoff;
  for (let index = 0; index < output.length; index++) {
    const center = (index * fromHz) / toHz;
    let sum = 0;
    for (let at = Math.ceil(center - reach); at <= center + reach; at++) {
      const value = input[at];
      if (value !== undefined) sum += value * cutoff * kernelAt((at - center) * cutoff);
    }
    output[index] = sum;
  }
  return output;
}

/** The kernel's right half, so finely that the nearest entry is good for 16 bits of speech. */
const STEPS_PER_TAP = 1024;
const kernel = Float32Array.from({ length: HALF_TAPS * STEPS_PER_TAP + 1 }, (_, step) =>
  windowedSinc(step / STEPS_PER_TAP),
);

function kernelAt(x: number): number {
  return kernel[((x < 0 ? -x : x) * STEPS_PER_TAP + 0.5) | 0] ?? 0;
}

function windowedSinc(x: number): number {
  if (Math.abs(x) < 1e-9) return 1;
  const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / HALF_TAPS);
  return (Math.sin(Math.PI * x) / (Math.PI * x)) * window;
}

const QUIET_AMPLITUDE = 330; // -40 dBFS

/** The longest stretch without speech in a voice that is repeated over and over, in seconds; all of it: Infinity. */
export function longestPauseSeconds(samples: Int16Array): number {
  let first = -1;
  let last = -1;
  let longest = 0;
  samples.forEach((value, index) => {
    if (value > -QUIET_AMPLITUDE && value < QUIET_AMPLITUDE) return;
    if (first < 0) first = index;
    else longest = index - last > longest ? index - last : longest;
    last = index;
  });
  if (first < 0) return Infinity;
  const overTheEnd = samples.length - last + first;
  return (overTheEnd > longest ? overTheEnd : longest) / VOICE_RATE_HZ;
}
