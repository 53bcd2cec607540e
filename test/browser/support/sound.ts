import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';

/** What goes to the loudspeaker is also heard here: the last 32768 frames of it. Runs in the page before its scripts. */
export function tapLoudspeaker(): void {
  const taps: AnalyserNode[] = [];
  Object.defineProperty(globalThis, 'loudspeakerTaps', { value: taps });
  const connect = AudioNode.prototype.connect as (this: AudioNode, ...args: unknown[]) => unknown;
  AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]) {
    const [target] = args;
    if (target instanceof AudioDestinationNode) {
      const tap = new AnalyserNode(this.context, { fftSize: 32768 });
      taps.push(tap);
      connect.call(this, tap);
    }
    return connect.apply(this, args);
  } as typeof AudioNode.prototype.connect;
}

export interface Heard {
  /** The last of it is what is heard now. */
  samples: Float32Array;
  sampleRate: number;
  /** What the page showed in the same moment. */
  position: number;
  /** The audio clock in that moment. */
  clockSeconds: number;
}

interface Taps {
  loudspeakerTaps: AnalyserNode[];
}

/** "12:03.250" in seconds. */
export function clockSeconds(text: string): number {
  return text.split(':').reduce((sum, part) => 60 * sum + Number(part), 0);
}

/** What is heard, and the time that an element shows in the same moment. */
export async function hear(page: Page, positionSelector: string): Promise<Heard> {
  const { bytes, sampleRate, currentTime, shown } = await page.evaluate((selector) => {
    const taps = (globalThis as unknown as Taps).loudspeakerTaps;
    const tap = taps[taps.length - 1];
    if (!tap) throw new Error('nothing has been connected with the loudspeaker');
    const sum = new Float32Array(tap.fftSize);
    tap.getFloatTimeDomainData(sum);
    const raw = new Uint8Array(sum.buffer);
    let text = '';
    for (let at = 0; at < raw.length; at += 8192) text += String.fromCharCode(...raw.subarray(at, at + 8192));
    const shown = document.querySelector(selector)?.textContent ?? '';
    const { sampleRate, currentTime } = tap.context;
    return { bytes: btoa(text), sampleRate, currentTime, shown };
  }, positionSelector);
  const buffer = Buffer.from(bytes, 'base64');
  const samples = new Float32Array(buffer.buffer, buffer.byteOffset, buffer.byteLength / 4);
  return { samples, sampleRate, position: clockSeconds(shown), clockSeconds: currentTime };
}

/** Root mean square in dBFS. */
export function level(samples: Float32Array): number {
  const power = samples.reduce((sum, value) => sum + value * value, 0) / Math.max(1, samples.length);
  return 10 * Math.log10(Math.max(1e-12, power));
}

/** One channel of a file as another program decodes it, at the rate that is asked for. */
export function decode(file: string, sampleRate: number, channel = 0): Float32Array {
  const pan = `pan=mono|c0=c${channel}`;
  const args = ['-v', 'error', '-i', file, '-af', pan, '-ar', String(sampleRate), '-f', 'f32le', '-'];
  const { buffer, byteOffset, byteLength } = execFileSync('ffmpeg', args, { maxBuffer: 1 << 28 });
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
}

/** Every `factor`th sample of the mean of so many. */
function thinned(samples: Float32Array, factor: number): Float32Array {
  return Float32Array.from({ length: Math.floor(samples.length / factor) }, (_, at) => {
    let sum = 0;
    for (let index = 0; index < factor; index++) sum += samples[at * factor + index] ?? 0;
    return sum / factor;
  });
}

export interface Found {
  /** Where in `known` it ends. */
  endSeconds: number;
  /** 1: the same but for its gain. */
  likeness: number;
}

const SEARCH_RATE_HZ = 8000;

/** Where in `known` the `heard` samples are, by normalised cross-correlation. Both have the same rate. */
export function locate(heard: Float32Array, known: Float32Array, sampleRate: number): Found {
  const factor = Math.max(1, Math.floor(sampleRate / SEARCH_RATE_HZ));
  const [short, long] = [thinned(heard, factor), thinned(known, factor)];
  const norm = Math.sqrt(short.reduce((sum, value) => sum + value * value, 0));
  let best = { at: 0, likeness: 0 };
  let energy = 0;
  for (let at = 0; at < short.length; at++) energy += (long[at] ?? 0) ** 2;
  for (let at = 0; at + short.length <= long.length; at++) {
    let product = 0;
    for (let index = 0; index < short.length; index++) product += (short[index] ?? 0) * (long[at + index] ?? 0);
    const likeness = product / Math.max(1e-9, norm * Math.sqrt(Math.max(energy, 0)));
    if (likeness > best.likeness) best = { at, likeness };
    energy += (long[at + short.length] ?? 0) ** 2 - (long[at] ?? 0) ** 2;
  }
  return { endSeconds: ((best.at + short.length) * factor) / sampleRate, likeness: best.likeness };
}
