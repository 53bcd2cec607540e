import { EXTENSION, MESSAGES, SETTINGS_TAB } from '../shared/creator';
import type { FolderActivity, FolderState } from '../shared/creator';

/** What panel and inspector ask of the main process, and of the editor. */
export const ask = {
  folder: (): Promise<FolderState> => Editor.Message.request(EXTENSION, MESSAGES.queryFolder) as Promise<FolderState>,
  activity: (): Promise<FolderActivity> =>
    Editor.Message.request(EXTENSION, MESSAGES.queryActivity) as Promise<FolderActivity>,
  openPanel: (): void => {
    Editor.Message.send(EXTENSION, MESSAGES.openPanel);
  },
  openSettings: (): void => {
    Editor.Message.send('project', 'open-settings', EXTENSION, SETTINGS_TAB);
  },
};

/** A setting of the project. */
export function setting(key: string): Promise<unknown> {
  return Editor.Profile.getProject(EXTENSION, key) as Promise<unknown>;
}
