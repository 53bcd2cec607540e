import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

const live = new Set<string>();
let isWatching = false;

/** A folder that goes with the process at the latest. */
export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'voice-recorder-test-'));
  live.add(path);
  if (!isWatching) process.on('exit', () => live.forEach(remove));
  isWatching = true;
  return { path, remove: () => remove(path) };
}

function remove(path: string): void {
  if (live.delete(path)) rmSync(path, { recursive: true, force: true });
}
