import { VOICE_RATE_HZ } from './voiceFormat';

/** Vowels as the first three resonances of the mouth, in Hz. */
const VOWELS: readonly (readonly [number, number, number])[] = [
  [730, 1090, 2440],
  [270, 2290, 3010],
  [530, 1840, 2480],
  [570, 840, 2410],
  [300, 870, 2240],
];
const BANDWIDTHS_HZ = [80, 100, 140] as const;
const SYLLABLE_S = 0.21;
const SYLLABLES_PER_PHRASE = 6;
const PAUSE_S = 0.3;
const PEAK = 0.5 * 32767;

/**
 * Something with the shape of speech, the same for the same arguments: a buzz at a moving pitch, formed by three
 * resonances that change with every syllable, in phrases with pauses between them.
 */
export function generateVoice(pitchHz: number, seconds: number): Int16Array {
  const frames = Math.round(seconds * VOICE_RATE_HZ);
  const signal = new Float32Array(frames);
  const resonators = BANDWIDTHS_HZ.map((bandwidth) => new Resonator(bandwidth));
  const phraseS = SYLLABLES_PER_PHRASE * SYLLABLE_S + PAUSE_S;
  let phase = 0;
  let peak = 0;
  for (let frame = 0; frame < frames; frame++) {
    const time = frame / VOICE_RATE_HZ;
    const inPhrase = time % phraseS;
    const syllable = Math.floor(inPhrase / SYLLABLE_S);
    const speaking = syllable < SYLLABLES_PER_PHRASE;
    const pitch = pitchHz * (1.12 - 0.25 * (inPhrase / phraseS) + 0.02 * Math.sin(2 * Math.PI * 5 * time));
    phase = (phase + pitch / VOICE_RATE_HZ) % 1;
    const buzz = (1 - 2 * phase) * (speaking ? Math.sin((Math.PI * (inPhrase % SYLLABLE_S)) / SYLLABLE_S) : 0);
    const vowel = VOWELS[(syllable + Math.floor(time / phraseS) + Math.round(pitchHz)) % VOWELS.length] ?? VOWELS[0]!;
    const value = resonators.reduce((sum, resonator, index) => sum + resonator.step(buzz, vowel[index] ?? 500), 0);
    signal[frame] = value;
    peak = Math.max(peak, Math.abs(value));
  }
  return Int16Array.from(signal, (value) => Math.round((value / peak) * PEAK));
}

/** A two-pole resonance whose frequency may change from sample to sample. */
class Resonator {
  private last = 0;
  private beforeLast = 0;
  private frequencyHz = 0;
  private cosine = 0;
  private readonly radius: number;

  constructor(bandwidthHz: number) {
    this.radius = Math.exp((-Math.PI * bandwidthHz) / VOICE_RATE_HZ);
  }

  step(input: number, frequencyHz: number): number {
    if (frequencyHz !== this.frequencyHz) {
      this.frequencyHz = frequencyHz;
      this.cosine = Math.cos((2 * Math.PI * frequencyHz) / VOICE_RATE_HZ);
    }
    const { radius } = this;
    const output = (1 - radius) * input + 2 * radius * this.cosine * this.last - radius * radius * this.beforeLast;
    this.beforeLast = this.last;
    this.last = output;
    return output;
  }
}
