import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { walkAdts } from './adtsFile';
import { parseWav } from './wavFile';
import type { WavAudio } from './wavFile';

/** What a capture is by its own bytes, found without the recorder. */
export interface CaptureFacts {
  format: 'wav' | 'aac';
  sizeBytes: number;
  sampleRate: number;
  channels: number;
  /** All that a player plays; with AAC some more than the valid audio. */
  frames: number;
  /** By the sidecar; in a WAV file all of it. */
  validFrames: number;
  sources: SourceFacts[];
  /** Per channel, of WAV only: AAC would have to be decoded. */
  levels: Level[] | undefined;
  /** Files of single users, by the sidecar. */
  tracks: string[];
}

/** What the sidecar says of one source within the capture. */
export interface SourceFacts {
  kind: string;
  userId: string;
  peakDbfs: number;
  longestGapMs: number;
}

interface Sidecar {
  validFrames: number;
  tracks: { file: string }[];
  sources: { kind: string; user: string; peakDbfs: number; gaps: { seconds: number }[] }[];
}

export interface Level {
  peakDbfs: number;
  rmsDbfs: number;
}

export const SILENCE_DBFS = -120;

/** Reads and checks a capture; rejects when it is missing, damaged or cut off. */
export async function readCaptureFacts(filePath: string, sidecarPath: string): Promise<CaptureFacts> {
  const bytes = await readFile(filePath);
  const sidecar = JSON.parse(await readFile(sidecarPath, 'utf8')) as Sidecar;
  const common = {
    sizeBytes: bytes.length,
    validFrames: sidecar.validFrames,
    sources: sidecar.sources.map(sourceFacts),
    tracks: sidecar.tracks.map(({ file }) => join(dirname(filePath), file)),
  };
  if (filePath.toLowerCase().endsWith('.aac')) {
    return { format: 'aac', ...walkAdts(bytes), levels: undefined, ...common };
  }
  const audio = parseWav(bytes);
  const { sampleRate, channels, frames } = audio;
  return { format: 'wav', sampleRate, channels, frames, levels: levelsOf(audio), ...common };
}

function sourceFacts({ kind, user, peakDbfs, gaps }: Sidecar['sources'][number]): SourceFacts {
  return { kind, userId: user, peakDbfs, longestGapMs: Math.max(0, ...gaps.map(({ seconds }) => seconds * 1000)) };
}

function levelsOf({ samples, channels, frames }: WavAudio): Level[] {
  return Array.from({ length: channels }, (_, channel) => {
    let peak = 0;
    let sum = 0;
    for (let frame = 0; frame < frames; frame++) {
      const value = samples[frame * channels + channel] ?? 0;
      peak = Math.max(peak, Math.abs(value));
      sum += value * value;
    }
    return { peakDbfs: dbfs(peak), rmsDbfs: dbfs(Math.sqrt(sum / frames)) };
  });
}

function dbfs(amplitude: number): number {
  return amplitude > 0 ? Math.max(SILENCE_DBFS, 20 * Math.log10(amplitude)) : SILENCE_DBFS;
}
