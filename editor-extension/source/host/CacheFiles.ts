import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { makeOwnFolder } from './ownFolder';
import { replaceFile } from './replaceFile';

const MAGIC = 'VRC1';
const DIGEST_BYTES = 16;
const HEADER_BYTES = 4 + DIGEST_BYTES;

/** Results on disk, in `.voice-recorder/cache` of a folder of captures; the oldest go when there are too many bytes. */
export class CacheFiles {
  private readonly sizes = new Map<string, { bytes: number; usedMs: number }>();
  private path: Promise<string | null> | null = null;
  private total = 0;

  constructor(
    private readonly folder: string,
    private readonly limitBytes: number,
  ) {}

  /** null: not there, or damaged, or the folder cannot be used. */
  async read(name: string): Promise<Uint8Array | null> {
    const folder = await this.ready();
    if (folder === null || !this.sizes.has(name)) return null;
    const path = join(folder, name);
    const file = await readFile(path).catch(() => null);
    const body = file === null ? null : bodyOf(file);
    if (body === null) {
      await this.drop(folder, name);
      return null;
    }
    const now = new Date();
    this.note(name, body.byteLength + HEADER_BYTES, now.getTime());
    await utimes(path, now, now).catch(() => undefined);
    return body;
  }

  /** Quietly nothing when it cannot be written: what is cached can be had again. */
  async write(name: string, body: Uint8Array): Promise<void> {
    const folder = await this.ready();
    if (folder === null || body.byteLength + HEADER_BYTES > this.limitBytes) return;
    const file = Buffer.concat([Buffer.from(MAGIC, 'latin1'), digestOf(body), body]);
    const written = await replaceFile(join(folder, name), file, { sync: false }).then(
      () => true,
      () => false,
    );
    if (!written) return;
    this.note(name, file.byteLength, Date.now());
    await this.makeRoom(folder);
  }

  /** What is there belongs to whoever wrote it, in this process or in another. */
  private ready(): Promise<string | null> {
    this.path ??= this.openFolder();
    return this.path;
  }

  private async openFolder(): Promise<string | null> {
    if (this.limitBytes === 0) return null;
    try {
      const folder = await makeOwnFolder(this.folder, 'cache');
      for (const name of await readdir(folder)) {
        const found = await lstat(join(folder, name)).catch(() => null);
        if (found?.isFile()) this.note(name, found.size, found.mtimeMs);
      }
      await this.makeRoom(folder);
      return folder;
    } catch {
      return null;
    }
  }

  private note(name: string, bytes: number, usedMs: number): void {
    this.total += bytes - (this.sizes.get(name)?.bytes ?? 0);
    this.sizes.set(name, { bytes, usedMs });
  }

  private async makeRoom(folder: string): Promise<void> {
    if (this.total <= this.limitBytes) return;
    const oldestFirst = [...this.sizes].sort((a, b) => a[1].usedMs - b[1].usedMs);
    for (const [name] of oldestFirst) {
      if (this.total <= this.limitBytes) return;
      await this.drop(folder, name);
    }
  }

  private async drop(folder: string, name: string): Promise<void> {
    this.total -= this.sizes.get(name)?.bytes ?? 0;
    this.sizes.delete(name);
    await rm(join(folder, name), { force: true }).catch(() => undefined);
  }
}

const digestOf = (body: Uint8Array): Buffer => createHash('sha256').update(body).digest().subarray(0, DIGEST_BYTES);

function bodyOf(file: Buffer): Uint8Array | null {
  const body = file.subarray(HEADER_BYTES);
  const isWhole =
    file.length >= HEADER_BYTES &&
    file.toString('latin1', 0, 4) === MAGIC &&
    digestOf(body).equals(file.subarray(4, HEADER_BYTES));
  return isWhole ? body : null;
}
