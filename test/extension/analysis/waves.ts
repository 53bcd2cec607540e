import { closeSync, openSync, writeSync } from 'node:fs';

/** WAV files of every format that the analysis reads, of a signal that has loud, silent, clipped and empty stretches. */

export type SampleFormat = 'pcm8' | 'pcm16' | 'pcm24' | 'pcm32' | 'float32' | 'float64';

const BYTES: Record<SampleFormat, number> = { pcm8: 1, pcm16: 2, pcm24: 3, pcm32: 4, float32: 4, float64: 8 };
const FORMAT_PCM = 1;
const FORMAT_FLOAT = 3;
const FORMAT_EXTENSIBLE = 0xfffe;

/** Sample of a channel at a frame, -1 to 1 and beyond: 2 s of tones and noise, 1 s of nothing, 1 s too loud, repeated. */
export function signalAt(frame: number, channel: number, sampleRate: number): number {
  const seconds = frame / sampleRate;
  const part = seconds % 4;
  if (part >= 2 && part < 3) return 0;
  const tone = Math.sin(2 * Math.PI * (220 + 330 * channel) * seconds);
  const noise = ((Math.imul(frame + 7919 * channel, 0x9e3779b1) >>> 0) / 2 ** 32 - 0.5) * 0.2;
  return part >= 3 ? 1.5 * tone : 0.4 * tone + noise;
}

function writeSample(view: DataView, at: number, format: SampleFormat, value: number): void {
  const clipped = Math.max(-1, Math.min(1, value));
  if (format === 'pcm8') view.setUint8(at, Math.round(clipped * 127) + 128);
  else if (format === 'pcm16') view.setInt16(at, Math.round(clipped * 32767), true);
  else if (format === 'pcm24') {
    const whole = Math.round(clipped * 8388607);
    view.setUint16(at, whole & 0xffff, true);
    view.setInt8(at + 2, whole >> 16);
  } else if (format === 'pcm32') view.setInt32(at, Math.round(clipped * 2147483647), true);
  else if (format === 'float32') view.setFloat32(at, value, true);
  else view.setFloat64(at, value, true);
}

export function sampleBytes(format: SampleFormat, channels: number, sampleRate: number, frames: number): Uint8Array {
  const size = BYTES[format];
  const bytes = new Uint8Array(frames * channels * size);
  const view = new DataView(bytes.buffer);
  for (let frame = 0; frame < frames; frame++) {
    for (let channel = 0; channel < channels; channel++) {
      writeSample(view, (frame * channels + channel) * size, format, signalAt(frame, channel, sampleRate));
    }
  }
  return bytes;
}

export interface WaveOptions {
  format: SampleFormat;
  channels: number;
  sampleRate: number;
  seconds: number;
  /** What the header says that there are, where that is not so. */
  toldBytes?: number;
  extensible?: boolean;
  rf64?: boolean;
  /** Of floats: every seventh sample is no number, the next one infinite, the next one far beyond full scale. */
  broken?: boolean;
}

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function formatChunk({ format, channels, sampleRate, extensible = false }: WaveOptions): Buffer {
  const size = BYTES[format];
  const code = format.startsWith('float') ? FORMAT_FLOAT : FORMAT_PCM;
  const body = Buffer.alloc(extensible ? 40 : 16);
  body.writeUInt16LE(extensible ? FORMAT_EXTENSIBLE : code, 0);
  body.writeUInt16LE(channels, 2);
  body.writeUInt32LE(sampleRate, 4);
  body.writeUInt32LE(sampleRate * channels * size, 8);
  body.writeUInt16LE(channels * size, 12);
  body.writeUInt16LE(size * 8, 14);
  if (extensible) {
    body.writeUInt16LE(22, 16);
    body.writeUInt16LE(size * 8, 18);
    body.writeUInt16LE(code, 24);
    Buffer.from('00000000001000800000aa00389b71', 'hex').copy(body, 25);
  }
  return Buffer.concat([ascii('fmt '), uint32(body.length), body]);
}

function breakFloats(samples: Uint8Array): void {
  const floats = new Float32Array(samples.buffer);
  for (let i = 0; i + 2 < floats.length; i += 7) floats.set([NaN, i % 2 === 0 ? Infinity : -Infinity, 1e30], i);
}

export function waveFile(options: WaveOptions): Buffer {
  const { format, channels, sampleRate, seconds, rf64 = false, broken = false } = options;
  const samples = sampleBytes(format, channels, sampleRate, Math.round(seconds * sampleRate));
  if (broken) breakFloats(samples);
  const told = options.toldBytes ?? samples.length;
  const chunk = formatChunk(options);
  const riffBytes = 4 + chunk.length + 8 + told + (rf64 ? 36 : 0);
  const sizes = rf64
    ? Buffer.concat([ascii('ds64'), uint32(28), uint64(riffBytes), uint64(told), uint64(0), uint32(0)])
    : Buffer.alloc(0);
  const head = [ascii(rf64 ? 'RF64' : 'RIFF'), uint32(rf64 ? 0xffffffff : riffBytes), ascii('WAVE'), sizes, chunk];
  return Buffer.concat([...head, ascii('data'), uint32(rf64 ? 0xffffffff : told), samples]);
}

/** An RF64 file of more than 4 GiB, of which only the head and `endSeconds` of the signal at its end are on the disk. */
export function sparseWave(path: string, seconds: number, endSeconds: number): void {
  const rate = 48000;
  const base = { format: 'pcm16' as const, channels: 2, sampleRate: rate };
  const dataBytes = seconds * rate * 4;
  const head = waveFile({ ...base, seconds: 0, toldBytes: dataBytes, rf64: true });
  const file = openSync(path, 'w');
  writeSync(file, head);
  const end = sampleBytes('pcm16', 2, rate, endSeconds * rate);
  writeSync(file, end, 0, end.length, head.length + dataBytes - end.length);
  closeSync(file);
}

/** A 48 kHz stereo WAV of 16 bits and any length: a second of the signal over and over, written piece by piece. */
export function longWave(path: string, seconds: number): void {
  const rate = 48000;
  const second = Buffer.from(sampleBytes('pcm16', 2, rate, rate));
  const head = waveFile({
    format: 'pcm16',
    channels: 2,
    sampleRate: rate,
    seconds: 0,
    toldBytes: second.length * seconds,
  });
  const file = openSync(path, 'w');
  writeSync(file, head);
  for (let i = 0; i < seconds; i++) writeSync(file, second);
  closeSync(file);
}
