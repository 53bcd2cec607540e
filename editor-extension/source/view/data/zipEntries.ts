import { unzipRaw } from 'unzipit';
import type { ZipEntry } from 'unzipit';
import type { PathBlob } from './files';

const STORED = 0;
/** What is packed is inflated into memory: sidecars, levels and reports, and audio of other people's archives. */
const MAX_INFLATED_BYTES = 512 * 2 ** 20;
const MAX_ENTRIES = 20_000;

const isPacked = (entry: ZipEntry): boolean => entry.compressionMethod !== STORED;

/** A stored entry is a slice of the archive, which is read when it is asked for. Null: encrypted or damaged. */
async function contentOf(entry: ZipEntry): Promise<Blob | null> {
  try {
    return await entry.blob();
  } catch {
    return null;
  }
}

/**
 * The files of an archive under `path`; what is encrypted, damaged or too large is left out. `onUnreadable` is called for
 * each entry that is encrypted or damaged.
 */
export async function zipEntries(
  path: string,
  archive: Blob,
  onUnreadable: () => void = () => undefined,
): Promise<PathBlob[]> {
  const files: PathBlob[] = [];
  let left = MAX_INFLATED_BYTES;
  for (const entry of (await unzipRaw(archive)).entries.slice(0, MAX_ENTRIES)) {
    if (entry.isDirectory || (isPacked(entry) && entry.size > left)) continue;
    const blob = await contentOf(entry);
    if (!blob) {
      onUnreadable();
      continue;
    }
    if (isPacked(entry)) left -= blob.size;
    const changedMs = entry.lastModDate.getTime();
    files.push({ path: `${path}/${entry.name}`, blob, changedMs: Number.isFinite(changedMs) ? changedMs : 0 });
  }
  return files;
}
