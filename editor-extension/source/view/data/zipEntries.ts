// The reader alone: with its writer and its own BlobReader the package would be half of the page.
import { ZipReader } from '@zip.js/zip.js/lib/zip-core-reader.js';
import type { CreateReadableOptions, Entry, FileEntry, Reader } from '@zip.js/zip.js/lib/zip-core-reader.js';
import type { PathBlob } from './files';

const STORED = 0;
const LOCAL_HEADER_BYTES = 30;
const LOCAL_HEADER_MARK = 0x04034b50;
/** What is packed is inflated into memory: sidecars, levels and reports, and audio of other people's archives. */
const MAX_INFLATED_BYTES = 512 * 2 ** 20;
const MAX_ENTRIES = 20_000;

/** A Reader as the package asks for one: bytes of the archive, when they are needed. */
function readerOf(archive: Blob): Reader<Blob> {
  const reader = {
    size: archive.size,
    init: () => Promise.resolve(),
    readUint8Array: async (first: number, length: number) =>
      new Uint8Array(await archive.slice(first, first + length).arrayBuffer()),
    createReadable: ({ offset = 0, size = archive.size - offset }: CreateReadableOptions = {}) =>
      archive.slice(offset, offset + size).stream(),
  };
  return reader as unknown as Reader<Blob>;
}

const isFile = (entry: Entry): entry is FileEntry => !entry.directory;

/** A stored entry's bytes stand in the archive as they are: a slice of it, which is read when it is asked for. */
async function storedSlice(archive: Blob, entry: FileEntry): Promise<Blob | null> {
  const header = new DataView(await archive.slice(entry.offset, entry.offset + LOCAL_HEADER_BYTES).arrayBuffer());
  if (header.byteLength < LOCAL_HEADER_BYTES || header.getUint32(0, true) !== LOCAL_HEADER_MARK) return null;
  const first = entry.offset + LOCAL_HEADER_BYTES + header.getUint16(26, true) + header.getUint16(28, true);
  const slice = archive.slice(first, first + entry.uncompressedSize);
  return slice.size === entry.uncompressedSize ? slice : null;
}

async function contentOf(archive: Blob, entry: FileEntry): Promise<Blob | null> {
  if (entry.encrypted) return null;
  if (entry.compressionMethod === STORED) return storedSlice(archive, entry);
  if (entry.uncompressedSize > MAX_INFLATED_BYTES) return null;
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const content = new Response(readable as ReadableStream<BufferSource>).blob();
  const [blob] = await Promise.all([
    content,
    entry.getData(writable, { useWebWorkers: false, checkSignature: true }).catch(async (error: unknown) => {
      await writable.abort(error).catch(() => undefined);
      throw error;
    }),
  ]);
  return blob;
}

/** The files of an archive under `path`; what is encrypted, damaged or too large is left out. */
export async function zipEntries(path: string, archive: Blob): Promise<PathBlob[]> {
  const reader = new ZipReader(readerOf(archive), { useWebWorkers: false });
  try {
    const files: PathBlob[] = [];
    let left = MAX_INFLATED_BYTES;
    for (const entry of (await reader.getEntries()).slice(0, MAX_ENTRIES)) {
      if (!isFile(entry) || (entry.compressionMethod !== STORED && entry.uncompressedSize > left)) continue;
      const blob = await contentOf(archive, entry).catch(() => null);
      if (!blob) continue;
      if (entry.compressionMethod !== STORED) left -= blob.size;
      const changedMs = entry.lastModDate.getTime();
      files.push({ path: `${path}/${entry.filename}`, blob, changedMs: Number.isFinite(changedMs) ? changedMs : 0 });
    }
    return files;
  } finally {
    await reader.close();
  }
}
