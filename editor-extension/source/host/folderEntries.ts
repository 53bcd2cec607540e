import { lstatSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { audioOfSidecar, featuresName, formatOf, sidecarName } from './names';

/** One regular file; links are none, wherever they lead. */
export interface FileFacts {
  name: string;
  bytes: number;
  mtimeMs: number;
  /** Its number on the disk. */
  inode: number;
  /** Of its name, bytes and place on the disk: changes when the file does. */
  stamp: string;
}

/** How long the thread is held before others get their turn. */
const SLICE_MS = 8;

/** The regular files of one folder that may belong to captures, by name. Rejects as readdir does. */
export async function readEntries(folder: string): Promise<Map<string, FileFacts>> {
  const listed = await readdir(folder, { withFileTypes: true });
  const names = new Set(
    listed.filter((entry) => !entry.isDirectory() && entry.name[0] !== '.').map(({ name }) => name),
  );
  const entries = new Map<string, FileFacts>();
  let sliceEnd = performance.now() + SLICE_MS;
  for (const name of names) {
    if (!mayMatter(name, names)) continue;
    const facts = factsOf(folder, name);
    if (facts !== null) entries.set(name, facts);
    if (performance.now() < sliceEnd) continue;
    await new Promise((resolve) => setImmediate(resolve));
    sliceEnd = performance.now() + SLICE_MS;
  }
  return entries;
}

function mayMatter(name: string, names: ReadonlySet<string>): boolean {
  if (formatOf(name) !== null || audioOfSidecar(name) !== null) return true;
  return name.endsWith('.features') && names.has(name.slice(0, -'.features'.length));
}

/** null: gone by now, or no regular file. */
export function factsOf(folder: string, name: string): FileFacts | null {
  const stat = lstatSync(join(folder, name), { throwIfNoEntry: false });
  if (!stat?.isFile()) return null;
  const { size, mtimeMs, ctimeMs, ino } = stat;
  return { name, bytes: size, mtimeMs, inode: ino, stamp: `${name}|${size}|${mtimeMs}|${ctimeMs}|${ino}` };
}

/** The companions of an audio file that are there. */
export function companionsOf(audio: string, entries: ReadonlyMap<string, FileFacts>) {
  return { sidecar: entries.get(sidecarName(audio)) ?? null, features: entries.get(featuresName(audio)) ?? null };
}
