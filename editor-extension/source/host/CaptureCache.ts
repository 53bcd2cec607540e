import { createHash } from 'node:crypto';
import { CacheFiles } from './CacheFiles';
import { SharedWork, throwIfAborted } from './SharedWork';

export const CACHE_BYTES = 512 * 2 ** 20;
const MEMORY_BYTES = 64 * 2 ** 20;

export interface CacheKey {
  /** Of the files it was made from, and of what made it. */
  identity: string;
  /** Which result, and of which lane: 'envelope-0'. */
  what: string;
  /** Never on disk: it was made from what is encrypted there, or from a file that still grows. */
  inMemory: boolean;
}

/**
 * What was computed of captures. What is there and current is never computed again; what several ask for at once is
 * computed once; what does not fit on disk, or may not be there, is kept in memory.
 */
export class CaptureCache {
  private readonly files: CacheFiles;
  private readonly work = new SharedWork<Uint8Array>();
  /** In the order of use, the oldest first. */
  private readonly memory = new Map<string, Uint8Array>();
  private memoryBytes = 0;

  constructor(
    folder: string,
    limitBytes = CACHE_BYTES,
    private readonly memoryLimitBytes = MEMORY_BYTES,
  ) {
    this.files = new CacheFiles(folder, limitBytes);
  }

  async get(
    key: CacheKey,
    signal: AbortSignal | undefined,
    compute: (signal: AbortSignal) => Promise<Uint8Array>,
  ): Promise<Uint8Array> {
    const name = `${createHash('sha256').update(key.identity).digest('hex').slice(0, 32)}-${key.what}`;
    return this.remembered(name) ?? this.work.run(name, signal, (all) => this.find(name, key, all, compute));
  }

  private async find(
    name: string,
    key: CacheKey,
    signal: AbortSignal,
    compute: (signal: AbortSignal) => Promise<Uint8Array>,
  ): Promise<Uint8Array> {
    const found = key.inMemory ? null : await this.files.read(name);
    if (found === null) throwIfAborted(signal);
    const body = found ?? (await compute(signal));
    this.remember(name, body);
    if (found === null && !key.inMemory) await this.files.write(name, body);
    return body;
  }

  private remembered(name: string): Uint8Array | undefined {
    const body = this.memory.get(name);
    if (body === undefined) return undefined;
    this.memory.delete(name);
    this.memory.set(name, body);
    return body;
  }

  private remember(name: string, body: Uint8Array): void {
    this.memoryBytes += body.byteLength - (this.memory.get(name)?.byteLength ?? 0);
    this.memory.delete(name);
    this.memory.set(name, body);
    for (const [oldest, { byteLength }] of this.memory) {
      if (this.memoryBytes <= this.memoryLimitBytes || oldest === name) return;
      this.memory.delete(oldest);
      this.memoryBytes -= byteLength;
    }
  }
}
