import type { Codec } from '../../../shared/analysis';

type PcmCodec = Exclude<Codec, 'aac-lc'>;
type ReadSample = (view: DataView, at: number) => number;

/** NaN and what has no end count as silence, as in the analysis library. */
const finite = (value: number): number => (Number.isFinite(value) ? value : 0);

const READ: Readonly<Record<PcmCodec, { bytes: number; read: ReadSample }>> = {
  pcm8: { bytes: 1, read: (view, at) => (view.getUint8(at) - 128) / 128 },
  pcm16: { bytes: 2, read: (view, at) => view.getInt16(at, true) / 32768 },
  pcm24: { bytes: 3, read: (view, at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 65536) / 8388608 },
  pcm32: { bytes: 4, read: (view, at) => view.getInt32(at, true) / 2147483648 },
  float32: { bytes: 4, read: (view, at) => finite(view.getFloat32(at, true)) },
  float64: { bytes: 8, read: (view, at) => finite(view.getFloat64(at, true)) },
};

/** Samples of interleaved PCM, as far as `bytes` reach, into one array for each channel. Returns whole frames. */
export function decodePcm(
  bytes: Uint8Array,
  codec: PcmCodec,
  frameBytes: number,
  into: readonly Float32Array[],
): number {
  const { bytes: size, read } = READ[codec];
  const frames = Math.min(Math.floor(bytes.byteLength / frameBytes), into[0]?.length ?? 0);
  if (codec === 'pcm16' && frameBytes === into.length * 2) return decodePcm16(bytes, frames, into);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const [channel, samples] of into.entries()) {
    let at = channel * size;
    for (let frame = 0; frame < frames; frame++, at += frameBytes) samples[frame] = read(view, at);
  }
  return frames;
}

/** What nearly every capture is, several times as fast; browsers are little-endian. */
function decodePcm16(bytes: Uint8Array, frames: number, into: readonly Float32Array[]): number {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  const channels = into.length;
  const samples = new Int16Array(aligned.buffer, aligned.byteOffset, frames * channels);
  for (const [channel, target] of into.entries()) {
    for (let frame = 0, at = channel; frame < frames; frame++, at += channels) {
      target[frame] = (samples[at] as number) / 32768;
    }
  }
  return frames;
}

/** Interleaved floats into one array for each channel. */
export function deinterleave(samples: Float32Array, channels: number, into: readonly Float32Array[]): number {
  const frames = Math.min(Math.floor(samples.length / channels), into[0]?.length ?? 0);
  for (const [channel, target] of into.entries()) {
    for (let frame = 0, at = channel; frame < frames; frame++, at += channels) target[frame] = samples[at] as number;
  }
  return frames;
}
