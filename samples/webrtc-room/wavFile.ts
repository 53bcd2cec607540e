/** A small WAV reader: PCM of 16, 24 and 32 bits and 32-bit float, any rate and channel count. */

export class WavError extends Error {
  override name = 'WavError';
}

export interface WavAudio {
  sampleRate: number;
  channels: number;
  /** Frames in the file; a frame is one sample per channel. */
  frames: number;
  /** Interleaved, nominally -1..1. */
  samples: Float32Array;
}

interface Chunk {
  id: string;
  start: number;
  size: number;
}

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;
/** A program that writes to a pipe cannot know the length and leaves a number like this, or 0. */
const UNKNOWN_LENGTH = 0x7ffff000;

const readers: Record<string, { bytes: number; read: (view: DataView, at: number) => number }> = {
  [`${PCM}/16`]: { bytes: 2, read: (view, at) => view.getInt16(at, true) / 0x8000 },
  [`${PCM}/24`]: {
    bytes: 3,
    read: (view, at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 0x10000) / 0x800000,
  },
  [`${PCM}/32`]: { bytes: 4, read: (view, at) => view.getInt32(at, true) / 0x80000000 },
  [`${FLOAT}/32`]: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
};

const formatNames: Record<number, string> = { 2: 'ADPCM', 6: 'A-law', 7: 'mu-law', 0x11: 'IMA ADPCM', 0x55: 'MP3' };

/** Reads a whole WAV file; throws {@link WavError} with the reason and what to do. */
export function parseWav(bytes: Uint8Array): WavAudio {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 12 || !['RIFF', 'RF64'].includes(fourCC(view, 0)) || fourCC(view, 8) !== 'WAVE') {
    throw new WavError('it is not a WAV file (no RIFF/WAVE header); convert it with: sox INPUT -b 16 OUTPUT.wav');
  }
  const chunks = listChunks(view);
  const format = chunks.find((chunk) => chunk.id === 'fmt ');
  const data = chunks.find((chunk) => chunk.id === 'data');
  if (!format || format.size < 16) throw new WavError('it has no "fmt " chunk, so its format is unknown');
  if (!data) throw new WavError('it has no "data" chunk, so it holds no audio');
  return readSamples(view, format, data);
}

function readSamples(view: DataView, format: Chunk, data: Chunk): WavAudio {
  let tag = view.getUint16(format.start, true);
  if (tag === EXTENSIBLE && format.size >= 26) tag = view.getUint16(format.start + 24, true);
  const channels = view.getUint16(format.start + 2, true);
  const sampleRate = view.getUint32(format.start + 4, true);
  const bits = view.getUint16(format.start + 14, true);
  const reader = readers[`${tag}/${bits}`];
  if (!reader) {
    const name = tag === PCM ? 'PCM' : tag === FLOAT ? 'float' : (formatNames[tag] ?? `format ${tag}`);
    throw new WavError(
      `it holds ${bits}-bit ${name}; expected PCM of 16, 24 or 32 bits or 32-bit float (sox INPUT -b 16 OUTPUT.wav)`,
    );
  }
  if (channels < 1 || channels > 32) throw new WavError(`it says ${channels} channels; expected 1 to 32`);
  if (sampleRate < 8000 || sampleRate > 384000) {
    throw new WavError(`it says ${sampleRate} Hz; expected 8000 to 384000`);
  }
  const available = view.byteLength - data.start;
  const lengthIsUnknown = data.size === 0 || data.size >= UNKNOWN_LENGTH;
  if (data.size > available && !lengthIsUnknown) {
    throw new WavError(`it is cut off: its header promises ${data.size} bytes of audio, ${available} are there`);
  }
  const frames = Math.floor((lengthIsUnknown ? available : data.size) / (reader.bytes * channels));
  if (frames === 0) throw new WavError('it holds no audio (0 frames)');
  const samples = new Float32Array(frames * channels);
  for (let index = 0; index < samples.length; index++) {
    samples[index] = reader.read(view, data.start + index * reader.bytes);
  }
  return { sampleRate, channels, frames, samples };
}

function listChunks(view: DataView): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 12; at + 8 <= view.byteLength;) {
    const chunk = { id: fourCC(view, at), start: at + 8, size: view.getUint32(at + 4, true) };
    chunks.push(chunk);
    at = chunk.start + chunk.size + (chunk.size % 2);
  }
  return chunks;
}

function fourCC(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}
