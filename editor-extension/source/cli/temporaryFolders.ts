import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';

const folders = new Set<string>();

/** Makes a folder whose name begins so, and removes it when `use` is over. */
export async function withTemporaryFolder<T>(prefix: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(prefix);
  folders.add(folder);
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    folders.delete(folder);
  }
}

/** For a process that ends at once. */
export function removeTemporaryFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
