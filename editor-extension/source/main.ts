// The extension in Creator's main process: opens the panel, knows the captures folder, and what its files tell.
import { shell } from 'electron';
import { setting } from './editor/ask';
import { say } from './editor/texts';
import { ActivityReader, projectFolder } from './host/projectFolder';
import { EXTENSION, SETTINGS } from './shared/creator';
import type { FolderActivity, FolderState } from './shared/creator';

const reader = new ActivityReader();

async function folder(): Promise<FolderState> {
  return projectFolder(Editor.Project.path, await setting(SETTINGS.capturesFolder));
}

/** Importing captures is slow, and they would be part of the game: this is said where nobody has opened the panel. */
async function warnOfFolder(): Promise<void> {
  const { warnings } = await folder();
  if (warnings.includes('in-assets')) console.warn(`[${EXTENSION}] ${say('warnInAssets')}`);
}

/** What the messages of package.json call. */
export const methods = {
  async openPanel(): Promise<void> {
    await Editor.Panel.open(EXTENSION);
  },

  /** In the system's file manager. What keeps it from opening is told in a dialog. */
  async openFolder(): Promise<void> {
    const { path, kind, reason } = await folder();
    if (kind === 'missing') {
      await Editor.Dialog.info(say('folderMissing', { path }), { detail: say('missingSteps') });
      return;
    }
    const problem = kind === 'blocked' ? `${path}: ${reason}` : await shell.openPath(path);
    if (problem !== '') await Editor.Dialog.warn(say('folderFailed', { reason: problem }));
  },

  queryFolder: folder,

  async queryActivity(): Promise<FolderActivity> {
    return reader.read(await folder());
  },

  settingsChanged: warnOfFolder,
};

export function load(): void {
  void warnOfFolder();
}

/** Nothing is left running: each panel ends its own process. */
export function unload(): void {
  // Creator calls it; there is nothing to end.
}
