// The viewer for programs of this project that have made captures; the bundle build/extension/viewer.mjs exports this.
import { serve } from '../server/serve';
import { loadedOrNull } from './loadedOrNull';
import { openInBrowser } from './openInBrowser';
import { pageFolder } from './places';

export interface RunningViewer {
  /** Opens the page on this machine. */
  link: string;
  /** What the viewer has to do without; empty: nothing. */
  warning: string;
  /** False: nothing here opens a link. */
  openBrowser(): Promise<boolean>;
  close(): Promise<void>;
}

/** Serves the captures of a folder to this machine alone. Rejects when the folder is not there. */
export async function viewCaptures(folder: string): Promise<RunningViewer> {
  const { analysis, told } = await loadedOrNull();
  const server = await serve({ folder, analysis, page: pageFolder() });
  return {
    link: server.link,
    warning: told,
    openBrowser: () => openInBrowser(server.link),
    close: () => server.close(),
  };
}
