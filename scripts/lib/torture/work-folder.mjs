import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a mount lies, as /proc/mounts writes it. */
function mountsBelow(folder) {
  try {
    const lines = readFileSync('/proc/mounts', 'utf8').split('\n');
    return lines.map((line) => line.split(' ')[1] ?? '').filter((path) => path.startsWith(`${folder}/`));
  } catch {
    return [];
  }
}

/** A folder that goes with everything in it, small disks that are mounted there included. */
export class WorkFolder {
  constructor() {
    this.path = mkdtempSync(join(tmpdir(), 'vr-torture-'));
  }

  /** With VR_TORTURE_KEEP set, the files stay and the small disks go. */
  remove() {
    for (const path of mountsBelow(this.path)) spawnSync('umount', ['-l', path], { stdio: 'ignore' });
    if (process.env.VR_TORTURE_KEEP) return void console.log(`  kept: ${this.path}`);
    // What was just killed may still be putting its last file there.
    rmSync(this.path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}
