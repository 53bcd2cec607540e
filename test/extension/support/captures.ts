import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tone, wavBytes } from './wavFile';

/** A folder that goes when the test is over. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'vr-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export const RATE = 16000;
export const STARTED_MS = 1_790_000_000_000;

/** A sidecar of version 2, without what `more` sets to undefined. */
export function sidecarOf(file: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  const seconds = 1;
  return {
    version: 2,
    id: '0123456789abcdef-1',
    generator: { name: 'voice-recorder', version: '0.1.0' },
    file,
    format: file.endsWith('.aac') ? 'aac' : 'wav',
    ...{ sampleRate: RATE, channels: 1, layout: 'mix', origin: 'dump', reason: 'glitch', room: 'lobby', user: 'me' },
    ...{ startedAt: new Date(STARTED_MS).toISOString(), startedAtUnixMs: STARTED_MS, durationSeconds: seconds },
    ...{ validStart: 0, validFrames: seconds * RATE, fileFrames: seconds * RATE },
    ...{
      features: null,
      tracks: [],
      sources: [],
      markers: [],
      statistics: [],
      missing: [],
      problems: [],
      encrypted: null,
    },
    ...more,
  };
}

const A_SECOND = wavBytes(tone(1, RATE), RATE);

/** A second of a tone with a sidecar; `sidecar` null: without one. */
export function writeCapture(folder: string, name: string, sidecar: Record<string, unknown> | null = {}): void {
  writeFileSync(join(folder, name), A_SECOND);
  if (sidecar !== null) writeFileSync(join(folder, `${name}.json`), JSON.stringify(sidecarOf(name, sidecar), null, 2));
}
