import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import type { CapturesFolder } from './CapturesFolder';

const RESCAN_MS = 2000;
const DEBOUNCE_MS = 100;

/** Tells when a list of the captures would look different: by the system's notice, and by looking every two seconds. */
export class FolderWatch {
  private watcher: FSWatcher | null = null;
  private rescan: NodeJS.Timeout | null = null;
  private debounce: NodeJS.Timeout | null = null;
  private version: string | null = null;
  /** The folder has changed before the first look at it was over, which may have seen it as it is since. */
  private changedEarly = false;
  private ended = false;

  constructor(
    private readonly folder: CapturesFolder,
    private readonly onChange: () => void,
  ) {
    this.rescan = setInterval(() => {
      void this.look();
    }, RESCAN_MS).unref();
    void this.look();
    this.listen();
  }

  /** Looks soon, without waiting for the system: after a change of our own. */
  soon(): void {
    if (this.ended || this.debounce !== null) return;
    this.debounce = setTimeout(() => {
      this.debounce = null;
      this.folder.forget();
      void this.look();
    }, DEBOUNCE_MS).unref();
  }

  close(): void {
    this.ended = true;
    this.watcher?.close();
    if (this.rescan !== null) clearInterval(this.rescan);
    if (this.debounce !== null) clearTimeout(this.debounce);
  }

  /** Some file systems give no notice, and some systems have no watches left: looking goes on. */
  private listen(): void {
    try {
      this.watcher = watch(this.folder.path, { persistent: false }, () => {
        if (this.version === null) this.changedEarly = true;
        this.soon();
      });
      this.watcher.on('error', () => this.watcher?.close());
    } catch {
      this.watcher = null;
    }
  }

  private async look(): Promise<void> {
    const version = await this.folder.list().then(
      (listing) => listing.version,
      (error: Error) => `unreadable: ${error.message}`,
    );
    if (this.ended || version === this.version) return;
    const isNews = this.version !== null || this.changedEarly;
    this.version = version;
    if (isNews) this.onChange();
  }
}
