import { randomBytes } from 'node:crypto';
import { lstat, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CaptureError } from '../shared/CaptureError';
import { allFiles } from './captureFiles';
import type { CaptureFiles } from './captureFiles';
import { findOwnFolder, makeOwnFolder } from './ownFolder';
import { reasonOf } from './systemErrors';

export const UNDO_SECONDS = 30;
/** What another process may have put there, on this machine or on another one, is left alone for as long. */
const FOREIGN_MS = 3600 * 1000;

interface Removed {
  id: string;
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
  /** The newest last: another capture of the same name may go before the first is gone for good. */
  private readonly removed = new Set<Removed>();

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
    this.keep({ id: capture.id, folder, audio: capture.name, names });
  }

  /** The newest of this id. */
  async restore(id: string): Promise<void> {
    const removed = [...this.removed].filter((each) => each.id === id).pop();
    if (removed === undefined) {
      throw new CaptureError('not-found', `this capture is gone for good: that can be undone for ${UNDO_SECONDS} s`);
    }
    for (const name of removed.names) {
      const taken = await lstat(join(this.folder, name)).catch(() => null);
      if (taken !== null) throw new CaptureError('refused', `${name} is there again: nothing was brought back`);
    }
    this.letGo(removed);
    try {
      await this.move(removed.names, removed.folder, this.folder);
    } catch (error) {
      this.keep(removed);
      throw error;
    }
    await rm(removed.folder, { recursive: true, force: true });
  }

  /** Nothing of this process can be undone any more. */
  async empty(): Promise<void> {
    await Promise.all([...this.removed].map((each) => this.purge(each)));
    const own = await findOwnFolder(this.folder, 'trash', this.own);
    if (own !== null) await rm(own, { recursive: true, force: true }).catch(() => undefined);
  }

  /** What processes have left that live no more: a process of another machine cannot be asked whether it does. */
  async purgeLeftovers(): Promise<void> {
    const root = await findOwnFolder(this.folder, 'trash');
    for (const name of root === null ? [] : await readdir(root).catch(() => [])) {
      const path = join(root ?? '', name);
      if (name === this.own || (await isYoung(path))) continue;
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
    }
  }

  private keep(removed: Omit<Removed, 'timer'>): void {
    const timer = setTimeout(() => void this.purge(kept), this.undoMs).unref();
    const kept: Removed = { ...removed, timer };
    this.removed.add(kept);
  }

  private letGo(removed: Removed): void {
    clearTimeout(removed.timer);
    this.removed.delete(removed);
  }

  private async purge(removed: Removed): Promise<void> {
    this.letGo(removed);
    await rm(removed.folder, { recursive: true, force: true }).catch(() => undefined);
    // What is noted of a name is noted of the capture that has it now.
    const others = [...this.removed].some(({ audio }) => audio === removed.audio);
    const taken = others || (await lstat(join(this.folder, removed.audio)).catch(() => null)) !== null;
    if (!taken) await this.onGone(removed.audio);
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

async function isYoung(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs < FOREIGN_MS;
}
