/** A 16-bit WAV as the recorder writes it: the samples begin at byte 80. */
export function wavBytes(samples: Int16Array, sampleRate: number, channels = 1): Buffer {
  const header = Buffer.alloc(80);
  const dataBytes = samples.byteLength;
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(72 + dataBytes, 4);
  header.write('WAVEJUNK', 8, 'latin1');
  header.writeUInt32LE(28, 16);
  header.write('fmt ', 48, 'latin1');
  header.writeUInt32LE(16, 52);
  header.writeUInt16LE(1, 56);
  header.writeUInt16LE(channels, 58);
  header.writeUInt32LE(sampleRate, 60);
  header.writeUInt32LE(sampleRate * channels * 2, 64);
  header.writeUInt16LE(channels * 2, 68);
  header.writeUInt16LE(16, 70);
  header.write('data', 72, 'latin1');
  header.writeUInt32LE(dataBytes, 76);
  return Buffer.concat([header, Buffer.from(samples.buffer, samples.byteOffset, dataBytes)]);
}

export function tone(seconds: number, sampleRate: number, hz = 440, level = 0.5): Int16Array {
  const step = (2 * Math.PI * hz) / sampleRate;
  return Int16Array.from({ length: Math.round(seconds * sampleRate) }, (_, i) =>
    Math.round(32767 * level * Math.sin(i * step)),
  );
}

export interface Pcm {
  samples: Int16Array;
  sampleRate: number;
  channels: number;
}

/** Reads what wavBytes writes; null for anything else. */
export function readWav(bytes: Buffer): Pcm | null {
  if (bytes.length < 80 || bytes.toString('latin1', 0, 4) !== 'RIFF') return null;
  const end = 80 + 2 * Math.floor((bytes.length - 80) / 2);
  const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset + 80, bytes.byteOffset + end));
  return { samples, channels: bytes.readUInt16LE(58), sampleRate: bytes.readUInt32LE(60) };
}

/** Noise that comes and goes as words do, without a fault that a diagnosis would find. */
export function murmur(seconds: number, sampleRate: number): Int16Array {
  let seed = 1;
  const noise = (): number => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    return seed / 2 ** 31 - 1;
  };
  return Int16Array.from({ length: Math.round(seconds * sampleRate) }, (_, i) => {
    const time = i / sampleRate;
    const word = Math.sin(Math.PI * ((1.7 * time) % 1)) ** 2 * (0.5 + 0.5 * Math.sin(3.1 * time) ** 2);
    return Math.round(32767 * noise() * (0.2 * word + 0.0005));
  });
}
