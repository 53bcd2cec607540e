import { statSync } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { CaptureSummary } from '../shared/captures';
import { CaptureError } from '../shared/CaptureError';
import { groupCaptures } from './captureFiles';
import type { CaptureFiles } from './captureFiles';
import { readEntries } from './folderEntries';
import { lockedInodes } from './fileLocks';
import type { FileFacts } from './folderEntries';
import { Notes } from './Notes';
import { SidecarReader } from './SidecarReader';
import { mayBeWritten, newestFirst, summaryOf } from './summary';
import { reasonOf } from './systemErrors';

/** A listing younger than this is given again when the folder itself has not changed. */
const FRESH_MS = 2000;
/** File systems tell times this coarsely: a change within it may not show in the folder's own time. */
const CLOCK_STEP_MS = 20;

export interface Listing {
  captures: ReadonlyMap<string, CaptureFiles>;
  summaries: CaptureSummary[];
  /** Differs when anything does that a list shows. */
  version: string;
}

interface Scan extends Listing {
  atMs: number;
  folderMs: number;
}

/**
 * The captures of one folder, out of names and sidecars alone. Only files that a listing has found can be reached, so
 * nothing outside of the folder is. Trouble with one capture is a badge of it; trouble with the folder rejects.
 */
export class CapturesFolder {
  readonly notes: Notes;
  private readonly sidecars: SidecarReader;
  private readonly sealed = new Map<string, { stamp: string; sealed: boolean }>();
  private last: Scan | null = null;
  private running: Promise<Scan> | null = null;

  private constructor(readonly path: string) {
    this.notes = new Notes(path);
    this.sidecars = new SidecarReader(path);
  }

  /** The folder must exist. */
  static async at(folder: string): Promise<CapturesFolder> {
    const advice = 'give the folder that the game writes captures to';
    const path = await realpath(resolve(folder)).catch((error: unknown) => {
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      const told = isMissing ? `there is no folder ${folder}` : `${folder} cannot be read: ${reasonOf(error)}`;
      throw new CaptureError('not-found', `${told}; ${advice}`);
    });
    const found = await stat(path).catch(() => null);
    if (!found?.isDirectory()) throw new CaptureError('not-found', `${folder} is no folder; ${advice}`);
    return new CapturesFolder(path);
  }

  async list(): Promise<Listing> {
    const last = this.last;
    if (last !== null && Date.now() - last.atMs < FRESH_MS && this.changedMs() === last.folderMs) {
      if (last.atMs - last.folderMs > CLOCK_STEP_MS) return last;
    }
    return this.rescan();
  }

  /** The next listing looks at everything again. */
  forget(): void {
    this.last = null;
  }

  async find(id: string): Promise<CaptureFiles> {
    const known = (await this.list()).captures.get(id);
    if (known === undefined) throw new CaptureError('not-found', 'this capture is not in the folder any more');
    return known;
  }

  async summary(id: string): Promise<CaptureSummary> {
    const found = (await this.list()).summaries.find((summary) => summary.id === id);
    if (found === undefined) throw new CaptureError('not-found', 'this capture is not in the folder any more');
    return found;
  }

  /** Without a turn of the event loop: this is what every request begins with. */
  private changedMs(): number {
    return Math.max(...[this.path, this.notes.path].map(changedMsOf));
  }

  /** Calls during a scan wait for the one after it, because what they look for may have come meanwhile. */
  private async rescan(): Promise<Scan> {
    if (this.running !== null) await this.running.catch(() => null);
    this.running ??= this.scan().finally(() => (this.running = null));
    return this.running;
  }

  private async scan(): Promise<Scan> {
    const atMs = Date.now();
    const folderMs = this.changedMs();
    const entries = await readEntries(this.path).catch((error: Error) => {
      throw new CaptureError('io', `the folder ${this.path} cannot be read: ${reasonOf(error)}`);
    });
    const own = await this.notes.readAll();
    const groups = groupCaptures(entries, await this.sidecars.readAll(entries));
    await this.lookForSealed(groups);
    const locked = groups.some(mayBeWritten) ? await lockedInodes() : new Set<number>();
    const summaries = groups
      .map((capture) =>
        summaryOf(capture, {
          own: own.get(capture.name) ?? null,
          sealed: this.isSealed(capture.audio),
          locked: capture.audio !== null && locked.has(capture.audio.inode),
          nowMs: atMs,
        }),
      )
      .sort(newestFirst);
    const captures = new Map(groups.map((capture) => [capture.id, capture]));
    this.last = { captures, summaries, version: versionOf(entries, summaries), atMs, folderMs };
    return this.last;
  }

  /** What has no sidecar to say so may be encrypted all the same. */
  private async lookForSealed(groups: CaptureFiles[]): Promise<void> {
    for (const { audio, reading } of groups) {
      if (audio === null || (reading !== null && !('problem' in reading))) continue;
      if (this.sealed.get(audio.name)?.stamp === audio.stamp) continue;
      this.sealed.set(audio.name, { stamp: audio.stamp, sealed: await beginsSealed(join(this.path, audio.name)) });
    }
  }

  private isSealed(audio: FileFacts | null): boolean {
    return audio !== null && this.sealed.get(audio.name)?.sealed === true;
  }
}

/** 0: it is not there, or cannot be looked at, which the scan then tells. */
function changedMsOf(path: string): number {
  try {
    return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  } catch {
    return 0;
  }
}

async function beginsSealed(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
      return bytesRead === 4 && buffer.toString('latin1') === 'VRSE';
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}

function versionOf(entries: ReadonlyMap<string, FileFacts>, summaries: CaptureSummary[]): string {
  const notes = summaries.map(({ id, note, pinned, live }) => [id, note, pinned, live]);
  return JSON.stringify([[...entries.values()].map((entry) => entry.stamp), notes]);
}
