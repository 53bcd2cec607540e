import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { ModuleFiles } from '../../../shared/wasm/AnalysisModule';

/** A path of this machine as the module sees it. */
export interface Inside {
  path: string;
  /** The same text with folders of the module named as those of this machine. */
  outside(text: string): string;
  leave(): void;
}

const MOUNTED = '/host';

/** Folders of this machine in the module's file system, each as long as something of it is in use. */
export class HostFolders {
  private readonly mounted = new Map<string, { at: string; users: number }>();
  private count = 0;

  constructor(private readonly files: ModuleFiles) {}

  /** The folder of `path` is mounted; the file itself may be missing. */
  enter(path: string): Inside {
    const { folder, name } = located(resolve(path));
    const at = this.use(folder);
    return {
      path: `${at}/${name}`,
      outside: (text) => text.replaceAll(`${at}/`, () => join(folder, '/')).replaceAll(at, () => folder),
      leave: () => this.release(folder),
    };
  }

  private use(folder: string): string {
    const found = this.mounted.get(folder);
    if (found) {
      found.users += 1;
      return found.at;
    }
    this.count += 1;
    const at = `${MOUNTED}/${this.count}`;
    this.files.mkdirTree(at);
    this.files.mount(this.files.filesystems['NODEFS'], { root: folder }, at);
    this.mounted.set(folder, { at, users: 1 });
    return at;
  }

  private release(folder: string): void {
    const found = this.mounted.get(folder);
    if (!found) return;
    found.users -= 1;
    if (found.users > 0) return;
    this.mounted.delete(folder);
    this.files.unmount(found.at);
    this.files.rmdir(found.at);
  }
}

/** Links are followed here: the module's file system does not know where they lead. */
function located(path: string): { folder: string; name: string } {
  try {
    const real = realpathSync(path);
    return { folder: dirname(real), name: basename(real) };
  } catch {
    return { folder: realFolder(dirname(path)), name: basename(path) };
  }
}

/** The nearest folder that exists, for a path of which there is nothing. */
function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
