import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Analysis, OpenCapture } from '../shared/analysis';
import { reasonOf } from '../host/systemErrors';
import { CliError, ExitCode, usageError } from './CliError';
import { loadedOrNull } from '../host/analysis/loadedOrNull';
import { withTemporaryFolder } from './temporaryFolders';
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

  /** An empty one is a variable that a script has not set, and not the folder this runs in. */
  resolve(path: string): string {
    if (path === '') throw usageError('a path is empty: expected that of a file or a folder');
    return resolve(this.workingFolder, path);
  }

  /** The path of a capture, which is a file; or RING#PIN, which is known to the analysis alone. */
  async captureFile(file: string): Promise<string> {
    const path = this.resolve(file);
    try {
      const found = await stat(path);
      if (found.isDirectory()) {
        throw new CliError(
          ExitCode.Unreadable,
          `${path} is a folder: give a capture in it; voice-recorder list tells which there are`,
        );
      }
      await access(path, constants.R_OK);
    } catch (error) {
      if (error instanceof CliError) throw error;
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (isMissing && basename(path).includes('#')) return path;
      const told = isMissing ? `there is no file ${path}` : `${path} cannot be read: ${reasonOf(error)}`;
      throw new CliError(ExitCode.Unreadable, told);
    }
    return path;
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
    const path = await this.captureFile(file);
    const key = await this.key(keyFile);
    const analysis = await this.analysis();
    const options = { signal: this.signal, ...(key === undefined ? {} : { key }) };
    const capture = await analysis.open(path, options);
    try {
      return await use(capture);
    } finally {
      capture.close();
    }
  }

  /** A folder beside `target` in which a file is made before it gets its name; it goes whatever happens. */
  async withFolderBeside<T>(target: string, use: (folder: string) => Promise<T>): Promise<T> {
    const folder = dirname(target);
    try {
      await access(folder, constants.W_OK | constants.X_OK);
    } catch (error) {
      throw new CliError(ExitCode.Environment, `nothing can be written in ${folder}: ${reasonOf(error)}`);
    }
    return withTemporaryFolder(join(folder, '.voice-recorder-'), use);
  }
}
