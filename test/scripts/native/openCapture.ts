import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './support';

/** Runs what `npm run open` runs, with a key of hexadecimal digits. */
export function openWith(key: string, path: string, out: string): { status: number | null } {
  const keyFile = join(out, 'key.txt');
  writeFileSync(keyFile, key);
  const program = join(root, 'build', 'native', 'tools', 'voice-recorder-open');
  return spawnSync(program, [path, '--key-file', keyFile, '--out', out], { encoding: 'utf8' });
}
