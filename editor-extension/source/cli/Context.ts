import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Analysis, OpenCapture } from '../shared/analysis';
import { loadedOrNull } from './loadedOrNull';
import { readKeyFile } from './keyFile';
import type { Terminal } from './Terminal';

/** What every command has: where it writes, what stops it, and what stands on its command line for all of them. */
export class Context {
  private loaded: Promise<Analysis> | null = null;

  constructor(
    readonly terminal: Terminal,
    /** Ctrl-C. */
    readonly signal: AbortSignal,
    private readonly workingFolder: string,
    private readonly load: () => Promise<Analysis>,
  ) {}

  resolve(path: string): string {
    return resolve(this.workingFolder, path);
  }

  /** Throws where no build of it loads, and says what was tried. */
  analysis(): Promise<Analysis> {
    this.loaded ??= this.load();
    return this.loaded;
  }

  /** null where none loads, which is told. */
  async analysisOrNull(without: string): Promise<Analysis | null> {
    const { analysis, told } = await loadedOrNull(() => this.analysis());
    if (analysis === null) this.terminal.warn(`warning: ${without}: ${told}`);
    return analysis;
  }

  key(file: string | undefined): Promise<Uint8Array> | undefined {
    return file === undefined ? undefined : readKeyFile(this.resolve(file));
  }

  /** Opens a capture for as long as `use` takes. */
  async withCapture<T>(
    file: string,
    keyFile: string | undefined,
    use: (capture: OpenCapture) => Promise<T>,
  ): Promise<T> {
    const key = await this.key(keyFile);
    const analysis = await this.analysis();
    const options = { signal: this.signal, ...(key === undefined ? {} : { key }) };
    const capture = await analysis.open(this.resolve(file), options);
    try {
      return await use(capture);
    } finally {
      capture.close();
    }
  }

  /** A folder beside `target` in which a file is made before it gets its name; it goes whatever happens. */
  async withFolderBeside<T>(target: string, use: (folder: string) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(join(dirname(target), '.voice-recorder-'));
    try {
      return await use(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
