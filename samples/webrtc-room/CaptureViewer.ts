import type { Screen } from './Screen';

/** What build/extension/viewer.mjs gives. */
export interface RunningViewer {
  linkTo(file: string | null): string;
  readonly warning: string;
  openBrowser(link: string): Promise<boolean>;
  close(): Promise<void>;
}

export type ViewCaptures = (folder: string) => Promise<RunningViewer>;

/** The viewer of the project, which lies beside this bundle: the sample itself knows nothing of how captures are read. */
const viewCaptures: ViewCaptures = async (folder) => {
  const bundle = new URL('../extension/viewer.mjs', import.meta.url).href;
  return ((await import(bundle)) as { viewCaptures: ViewCaptures }).viewCaptures(folder);
};

/** A desktop is where a browser has a window; over a plain terminal line the link is enough. */
function hasDesktop({ platform, env }: Pick<NodeJS.Process, 'platform' | 'env'> = process): boolean {
  return platform === 'win32' || platform === 'darwin' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

export interface CaptureViewerOptions {
  folder: string;
  screen: Screen;
  /** A person reads the screen: a browser may be opened. */
  isTerminal: boolean;
  view?: ViewCaptures;
  desktop?: boolean;
}

/** Shows the captures of the run in the viewer, during the run or after it. */
export class CaptureViewer {
  /** What it opens at, in the folder; null: the newest capture. */
  file: string | null = null;
  private running: Promise<RunningViewer> | undefined;
  private readonly view: ViewCaptures;
  private readonly desktop: boolean;

  constructor(private readonly options: CaptureViewerOptions) {
    this.view = options.view ?? viewCaptures;
    this.desktop = options.desktop ?? hasDesktop();
  }

  get isOpen(): boolean {
    return this.running !== undefined;
  }

  /** Prints the link, and opens a browser where there is a desktop. What fails is told and does not end the run. */
  async open(): Promise<void> {
    const { screen, folder, isTerminal } = this.options;
    try {
      this.running ??= this.view(folder);
      const viewer = await this.running;
      if (viewer.warning !== '') screen.print(`viewer: ${viewer.warning}`);
      const link = viewer.linkTo(this.file);
      screen.print(`viewer: ${link}`);
      if (isTerminal && this.desktop && !(await viewer.openBrowser(link))) screen.print('no browser could be opened');
    } catch (error) {
      this.running = undefined;
      screen.print(`the viewer cannot be opened: ${(error as Error).message}`);
    }
  }

  async close(): Promise<void> {
    await (await this.running?.catch(() => undefined))?.close();
    this.running = undefined;
  }
}
