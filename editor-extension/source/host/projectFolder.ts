import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { FolderActivity, FolderState } from '../shared/creator';
import { CapturesFolder } from './CapturesFolder';
import { reasonOf } from './systemErrors';

/** Where captures of a project are when its settings name no folder. */
export const DEFAULT_FOLDER = 'captures';

/** The folder that a project's settings name: absolute, or below the project. */
export function folderOf(project: string, setting: unknown): string {
  const named = typeof setting === 'string' && setting.trim() !== '' ? setting.trim() : DEFAULT_FOLDER;
  return resolve(project, named);
}

/** Looks at the captures folder of a project. Does not reject. */
export async function projectFolder(project: string, setting: unknown): Promise<FolderState> {
  const path = folderOf(project, setting);
  const warnings: FolderState['warnings'] = isWithin(join(project, 'assets'), path) ? ['in-assets'] : [];
  const blocked = (reason: string): FolderState => ({ path, kind: 'blocked', reason, warnings });
  try {
    if (!(await stat(path)).isDirectory()) return blocked('that is a file, and a folder is expected');
    await access(path, constants.R_OK);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return isMissing ? { path, kind: 'missing', reason: '', warnings } : blocked(reasonOf(error));
  }
  if (!(await isWritable(path))) warnings.push('read-only');
  return { path, kind: 'ready', reason: '', warnings };
}

export async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!isAbsolute(way) && way.split(/[\\/]/)[0] !== '..');
}

/** What the running game does, by the files of the folder. Folders are known from one call to the next. */
export class ActivityReader {
  private known: CapturesFolder | null = null;

  /** Does not reject. */
  async read(folder: FolderState): Promise<FolderActivity> {
    const nothing = { folder, captures: 0, live: 0, newestUnixMs: null, problem: '' };
    if (folder.kind !== 'ready') return { ...nothing, problem: folder.reason };
    try {
      const { summaries } = await (await this.captures(folder.path)).list();
      const live = summaries.filter((summary) => summary.live).length;
      return { ...nothing, captures: summaries.length, live, newestUnixMs: summaries[0]?.startedAtUnixMs ?? null };
    } catch (error) {
      this.known = null;
      return { ...nothing, problem: (error as Error).message };
    }
  }

  private asked = '';

  private async captures(path: string): Promise<CapturesFolder> {
    if (this.known === null || this.asked !== path) {
      this.known = await CapturesFolder.at(path);
      this.asked = path;
    }
    return this.known;
  }
}
