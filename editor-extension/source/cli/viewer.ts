// The viewer for programs of this project that have made captures; the bundle build/extension/viewer.mjs exports this.
import { captureId } from '../host/names';
import { serve } from '../server/serve';
import { loadedOrNull } from '../host/analysis/loadedOrNull';
import { openInBrowser } from './openInBrowser';
import { pageFolder } from './places';

export interface RunningViewer {
  /** Opens the page on this machine, at a capture of the folder by the name of its file; null: at the newest. */
  linkTo(file: string | null): string;
  /** What the viewer has to do without; empty: nothing. */
  warning: string;
  /** False: nothing here opens a link. */
  openBrowser(link: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Serves the captures of a folder to this machine alone. Rejects when the folder is not there. */
export async function viewCaptures(folder: string): Promise<RunningViewer> {
  const { analysis, told } = await loadedOrNull();
  const server = await serve({ folder, analysis, page: pageFolder() });
  return {
    linkTo: (file) => (file === null ? server.link : `${server.link}#c=${captureId(file)}`),
    warning: told,
    openBrowser: openInBrowser,
    close: () => server.close(),
  };
}
