import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { CaptureError } from '../shared/CaptureError';
import { isPlainName } from './names';
import { reasonOf } from './systemErrors';

export interface OpenFile {
  handle: FileHandle;
  bytes: number;
  mtimeMs: number;
}

/** Opens a regular file that lies directly in `folder`; a link is refused, wherever it leads. The caller closes it. */
export async function openInside(folder: string, name: string): Promise<OpenFile> {
  if (!isPlainName(name)) throw new CaptureError('refused', 'a file of a capture lies beside it, in the same folder');
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const handle = await open(join(folder, name), flags).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ELOOP') throw new CaptureError('refused', `${name} is a link`);
    if (error.code === 'ENOENT') throw new CaptureError('not-found', `${name} is not there any more`);
    throw new CaptureError('io', `${name} cannot be read: ${reasonOf(error)}`);
  });
  const stat = await handle.stat();
  if (!stat.isFile()) {
    await handle.close();
    throw new CaptureError('refused', `${name} is no regular file`);
  }
  return { handle, bytes: stat.size, mtimeMs: stat.mtimeMs };
}

/** Bytes [first, end), fewer where the file ends. */
export async function readRange({ handle, bytes }: OpenFile, first: number, end: number): Promise<Uint8Array> {
  const wanted = Math.max(0, Math.min(end, bytes) - first);
  const into = new Uint8Array(wanted);
  let filled = 0;
  while (filled < wanted) {
    const { bytesRead } = await handle.read(into, filled, wanted - filled, first + filled);
    if (bytesRead === 0) return into.subarray(0, filled);
    filled += bytesRead;
  }
  return into;
}
