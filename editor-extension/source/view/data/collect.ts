/** Files out of a drop or a file dialog, with those of folders and archives. */
import type { PathBlob } from './files';
import { isZip, nameOf } from './files';

const MAX_FILES = 20_000;
const MAX_DEPTH = 8;

const ofFile = (file: File, path: string): PathBlob => ({ path, blob: file, changedMs: file.lastModified });

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });

/** A folder gives its entries in parts; an empty part is the last. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (part.length === 0) return all;
    all.push(...part);
    if (all.length > MAX_FILES) return all.slice(0, MAX_FILES);
  }
}

async function walk(entry: FileSystemEntry, into: PathBlob[], depth: number): Promise<void> {
  if (into.length >= MAX_FILES) return;
  if (entry.isFile) {
    const file = await fileOf(entry as FileSystemFileEntry).catch(() => null);
    if (file) into.push(ofFile(file, entry.fullPath.replace(/^\//, '')));
  } else if (entry.isDirectory && depth < MAX_DEPTH) {
    const inner = await entriesOf(entry as FileSystemDirectoryEntry).catch(() => []);
    for (const one of inner) await walk(one, into, depth + 1);
  }
}

/** Must be called while the drop event runs: its items are gone afterwards. */
export function droppedFiles(transfer: DataTransfer): Promise<PathBlob[]> {
  const entries = [...transfer.items]
    .filter((item) => item.kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  return (async () => {
    const files: PathBlob[] = [];
    for (const { entry, file } of entries) {
      if (entry) await walk(entry, files, 0);
      else if (file) files.push(ofFile(file, file.name));
    }
    return files;
  })();
}

export const chosenFiles = (files: FileList): PathBlob[] =>
  [...files].slice(0, MAX_FILES).map((file) => ofFile(file, file.webkitRelativePath || file.name));

export interface TakenApart {
  files: PathBlob[];
  /** Names of archives that cannot be read, or not all of them. */
  damaged: string[];
}

/** Archives are replaced by what is in them. */
export async function withZips(files: readonly PathBlob[]): Promise<TakenApart> {
  const all: PathBlob[] = [];
  const damaged = new Set<string>();
  if (!files.some(({ path }) => isZip(path))) return { files: [...files], damaged: [] };
  // A quarter of the shell, for the few who drop an archive: a bundler that splits leaves it out until then.
  const { zipEntries } = await import('./zipEntries');
  for (const file of files) {
    if (!isZip(file.path)) all.push(file);
    else {
      const isDamaged = (): void => void damaged.add(nameOf(file.path));
      const entries = await zipEntries(file.path, file.blob, isDamaged).catch(() => null);
      if (entries) all.push(...entries);
      else isDamaged();
    }
  }
  return { files: all, damaged: [...damaged] };
}
