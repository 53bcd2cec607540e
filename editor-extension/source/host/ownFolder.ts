import { lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { OWN_FOLDER } from './names';

/** Makes a folder of the viewer's own within a captures folder. Throws when it cannot be made, or leads elsewhere. */
export async function makeOwnFolder(folder: string, ...parts: string[]): Promise<string> {
  let path = folder;
  for (const part of [OWN_FOLDER, ...parts]) {
    path = join(path, part);
    await mkdir(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    if (!(await isFolder(path))) throw new Error(`${path} is no folder`);
  }
  return path;
}

/** The same, when it is there already; null otherwise. */
export async function findOwnFolder(folder: string, ...parts: string[]): Promise<string | null> {
  let path = folder;
  for (const part of [OWN_FOLDER, ...parts]) {
    path = join(path, part);
    if (!(await isFolder(path))) return null;
  }
  return path;
}

async function isFolder(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
