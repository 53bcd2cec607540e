import { randomBytes } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CaptureError } from '../shared/CaptureError';
import { reasonOf } from './systemErrors';

const OWNER_ONLY = 0o600;

/** Puts a file in the place of another by a rename, with its mode: a reader sees all of one or all of the other. */
export async function replaceFile(
  path: string,
  content: string | Uint8Array,
  { sync = true }: { sync?: boolean } = {},
): Promise<void> {
  const temporary = join(dirname(path), `.vr-${randomBytes(8).toString('hex')}.tmp`);
  const mode = await stat(path).then(
    (found) => found.mode & 0o777,
    () => OWNER_ONLY,
  );
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(content);
      if (sync) await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new CaptureError('io', `${path} cannot be written: ${reasonOf(error)}`);
  }
}
