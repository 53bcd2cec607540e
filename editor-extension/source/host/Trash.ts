import { randomBytes } from 'node:crypto';
import { lstat, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CaptureError } from '../shared/CaptureError';
import { allFiles } from './captureFiles';
import type { CaptureFiles } from './captureFiles';
import { findOwnFolder, makeOwnFolder } from './ownFolder';
import { reasonOf } from './systemErrors';

export const UNDO_SECONDS = 30;
/** What a process that still lives may have put there is left alone for as long. */
const FOREIGN_MS = 3600 * 1000;

interface Removed {
  folder: string;
  /** Of the audio. */
  audio: string;
  /** Names, in the order in which they come back. */
  names: string[];
  timer: NodeJS.Timeout;
}

/**
 * Captures that were removed, for as long as that may be undone: `.voice-recorder/trash`. All files of a capture go
 * together and come back together: the audio goes first and the sidecar last, so that it names what is there for as long
 * as there is anything, and they come back the other way round.
 */
export class Trash {
  private readonly own = `${process.pid}-${randomBytes(6).toString('hex')}`;
  private readonly removed = new Map<string, Removed>();

  constructor(
    private readonly folder: string,
    private readonly undoMs = UNDO_SECONDS * 1000,
    private readonly onGone: (audio: string) => Promise<void> = () => Promise.resolve(),
  ) {}

  async put(capture: CaptureFiles): Promise<void> {
    const names = allFiles(capture).map((file) => file.name);
    const place = `${capture.id}-${randomBytes(4).toString('hex')}`;
    const folder = await makeOwnFolder(this.folder, 'trash', this.own, place).catch((error: Error) => {
      throw new CaptureError('io', `nothing can be removed here: ${reasonOf(error)}`);
    });
    await this.move(orderOfGoing(names, capture.name), this.folder, folder);
    const timer = setTimeout(() => void this.purge(capture.id), this.undoMs).unref();
    this.removed.set(capture.id, { folder, audio: capture.name, names, timer });
  }

  async restore(id: string): Promise<void> {
    const removed = this.removed.get(id);
    if (removed === undefined) {
      throw new CaptureError('not-found', `this capture is gone for good: that can be undone for ${UNDO_SECONDS} s`);
    }
    for (const name of removed.names) {
      const taken = await lstat(join(this.folder, name)).catch(() => null);
      if (taken !== null) throw new CaptureError('refused', `${name} is there again: nothing was brought back`);
    }
    await this.move(removed.names, removed.folder, this.folder);
    clearTimeout(removed.timer);
    this.removed.delete(id);
    await rm(removed.folder, { recursive: true, force: true });
  }

  /** Nothing of this process can be undone any more. */
  async empty(): Promise<void> {
    await Promise.all([...this.removed.keys()].map((id) => this.purge(id)));
    const own = await findOwnFolder(this.folder, 'trash', this.own);
    if (own !== null) await rm(own, { recursive: true, force: true }).catch(() => undefined);
  }

  /** What processes have left that live no more. */
  async purgeLeftovers(): Promise<void> {
    const root = await findOwnFolder(this.folder, 'trash');
    for (const name of root === null ? [] : await readdir(root).catch(() => [])) {
      const path = join(root ?? '', name);
      if (name === this.own || (lives(Number.parseInt(name, 10)) && (await isYoung(path)))) continue;
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
    }
  }

  private async purge(id: string): Promise<void> {
    const removed = this.removed.get(id);
    if (removed === undefined) return;
    this.removed.delete(id);
    clearTimeout(removed.timer);
    await rm(removed.folder, { recursive: true, force: true }).catch(() => undefined);
    await this.onGone(removed.audio);
  }

  /** All of them or none. */
  private async move(names: string[], from: string, to: string): Promise<void> {
    const moved: string[] = [];
    try {
      for (const name of names) {
        await rename(join(from, name), join(to, name));
        moved.push(name);
      }
    } catch (error) {
      for (const name of moved.reverse()) await rename(join(to, name), join(from, name)).catch(() => undefined);
      throw new CaptureError('io', `the files of this capture cannot be moved: ${reasonOf(error)}`);
    }
  }
}

function orderOfGoing(names: string[], audio: string): string[] {
  return [...names.filter((name) => name === audio), ...names.filter((name) => name !== audio)];
}

function lives(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isYoung(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs < FOREIGN_MS;
}
