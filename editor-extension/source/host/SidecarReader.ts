import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SidecarReading } from './captureFiles';
import { audioOfSidecar } from './names';
import type { FileFacts } from './folderEntries';
import { MAX_SIDECAR_BYTES, readSidecarFacts } from '../shared/sidecarFacts';

const AT_ONCE = 16;

/** Reads sidecars, each once for as long as its file stays as it is. */
export class SidecarReader {
  private known = new Map<string, { stamp: string; reading: SidecarReading }>();

  constructor(
    private readonly folder: string,
    private readonly readText: (path: string) => Promise<string> = (path) => readFile(path, 'utf8'),
  ) {}

  /** By the sidecar's name. What cannot be read is told in its reading. */
  async readAll(entries: ReadonlyMap<string, FileFacts>): Promise<Map<string, SidecarReading>> {
    const sidecars = [...entries.values()].filter((entry) => audioOfSidecar(entry.name) !== null);
    const next = new Map<string, { stamp: string; reading: SidecarReading }>();
    const waiting = sidecars.values();
    const worker = async (): Promise<void> => {
      for (const entry of waiting) {
        const known = this.known.get(entry.name);
        const reading = known?.stamp === entry.stamp ? known.reading : await this.read(entry);
        next.set(entry.name, { stamp: entry.stamp, reading });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    this.known = next;
    return new Map([...next].map(([name, { reading }]) => [name, reading]));
  }

  private async read(entry: FileFacts): Promise<SidecarReading> {
    if (entry.bytes > MAX_SIDECAR_BYTES)
      return { problem: `the sidecar has ${entry.bytes} bytes, more than any of ours` };
    try {
      return readSidecarFacts(await this.readText(join(this.folder, entry.name)));
    } catch (error) {
      return { problem: `the sidecar cannot be read: ${(error as Error).message}` };
    }
  }
}
