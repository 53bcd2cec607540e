import { stat } from 'node:fs/promises';
import type { Analysis } from '../shared/analysis';
import type { SessionMessage } from '../shared/creator';
import type { Channel, PageMessage } from '../shared/port';
import { loadedOrNull } from './analysis/loadedOrNull';
import { asCaptureError } from './captureErrors';
import { CaptureLibrary } from './CaptureLibrary';
import { serveOverPort } from './port';
import { isWritable } from './projectFolder';

const LOOK_AGAIN_MS = 1000;

export interface SessionOptions {
  folder: string;
  channel: Channel<SessionMessage, PageMessage>;
  /** For tests; otherwise the first build that loads. */
  load?: () => Promise<{ analysis: Analysis | null; told: string }>;
}

/** The captures of one folder for one panel: waits for the folder, then serves it over the channel. */
export class Session {
  private ended = false;
  private timer: NodeJS.Timeout | null = null;
  private wake: () => void = () => undefined;
  private library: CaptureLibrary | null = null;
  private unserve: () => void = () => undefined;

  constructor(private readonly options: SessionOptions) {}

  /** Does not reject: what goes wrong is told over the channel. False: nothing is served, and nothing will be. */
  async start(): Promise<boolean> {
    const { folder, channel, load = loadedOrNull } = this.options;
    try {
      if (!(await this.untilThere(folder))) return false;
      const { analysis, told } = await load();
      const library = await CaptureLibrary.at({ folder, analysis, readOnly: !(await isWritable(folder)) });
      this.library = library;
      if (this.ended) {
        await this.close();
        return false;
      }
      this.unserve = serveOverPort(library, channel);
      channel.send({ kind: 'serving', analysis: told });
      return true;
    } catch (error) {
      channel.send({ kind: 'refused', error: asCaptureError(error).body() });
      return false;
    }
  }

  /** Ends what is watched; what was removed is gone for good. Twice is once. */
  async close(): Promise<void> {
    this.ended = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.wake();
    this.unserve();
    const library = this.library;
    this.library = null;
    await library?.close();
  }

  /** False: the session was closed while it waited. */
  private async untilThere(folder: string): Promise<boolean> {
    for (let told = false; !this.ended;) {
      const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        return null;
      });
      if (found) return true;
      if (!told) this.options.channel.send({ kind: 'waiting' });
      told = true;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        this.timer = setTimeout(resolve, LOOK_AGAIN_MS);
      });
    }
    return false;
  }
}
