import type { Pcm } from './wavFile';

interface Cell {
  min: number;
  max: number;
  /** Mean of squares, 0 to 1. */
  power: number;
}

const FIRST_CELL = 256;

/** An envelope file of doc/analysis.md. */
export function envelopeFile({ samples, sampleRate, channels }: Pcm): Buffer {
  const levels = [firstLevel(samples, channels)];
  for (let last = levels[0] ?? []; last.length > 256 * channels;) {
    last = nextLevel(last, channels);
    levels.push(last);
  }
  const header = Buffer.alloc(48 + 16 * levels.length);
  header.write('VREN', 0, 'latin1');
  header.writeUInt16LE(1, 4);
  header.writeUInt16LE(48, 6);
  header.writeUInt32LE(sampleRate, 8);
  header.writeUInt16LE(channels, 12);
  header.writeUInt16LE(levels.length, 14);
  header.writeBigUInt64LE(BigInt(samples.length / channels), 16);
  header.writeUInt32LE(FIRST_CELL, 24);
  header.writeUInt16LE(4, 28);
  let at = header.length;
  for (let level = levels.length - 1; level >= 0; level -= 1) {
    const cells = levels[level] ?? [];
    header.writeBigUInt64LE(BigInt(at), 48 + 16 * level);
    header.writeBigUInt64LE(BigInt(cells.length / channels), 56 + 16 * level);
    at += 6 * cells.length;
  }
  return Buffer.concat([header, ...levels.reverse().map(cellBytes)]);
}

function firstLevel(samples: Int16Array, channels: number): Cell[] {
  const cells: Cell[] = [];
  const step = FIRST_CELL * channels;
  for (let first = 0; first < samples.length; first += step) {
    for (let channel = 0; channel < channels; channel += 1) {
      const cell = { min: 32767, max: -32768, power: 0 };
      let count = 0;
      for (let i = first + channel; i < Math.min(first + step, samples.length); i += channels) {
        const sample = samples[i] ?? 0;
        cell.min = Math.min(cell.min, sample);
        cell.max = Math.max(cell.max, sample);
        cell.power += (sample / 32768) ** 2;
        count += 1;
      }
      cells.push({ ...cell, power: cell.power / Math.max(count, 1) });
    }
  }
  return cells;
}

function nextLevel(cells: Cell[], channels: number): Cell[] {
  const next: Cell[] = [];
  for (let first = 0; first < cells.length; first += 4 * channels) {
    for (let channel = 0; channel < channels; channel += 1) {
      const parts = [0, 1, 2, 3].flatMap((part) => cells[first + part * channels + channel] ?? []);
      next.push({
        min: Math.min(...parts.map((part) => part.min)),
        max: Math.max(...parts.map((part) => part.max)),
        power: parts.reduce((sum, part) => sum + part.power, 0) / parts.length,
      });
    }
  }
  return next;
}

function cellBytes(cells: Cell[]): Buffer {
  const bytes = Buffer.alloc(6 * cells.length);
  cells.forEach(({ min, max, power }, i) => {
    bytes.writeInt16LE(min, 6 * i);
    bytes.writeInt16LE(max, 6 * i + 2);
    bytes.writeUInt16LE(Math.min(65535, Math.round(Math.sqrt(power) * 65535)), 6 * i + 4);
  });
  return bytes;
}
