import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaptureFiles } from './captureFiles';
import { isReadable } from './captureFiles';
import { editMembers } from './jsonMembers';

/** What a capture is made of: the same as long as no file of it changes, whatever is noted or found of it. */
export class Identities {
  private readonly known = new Map<string, { stamps: string; identity: string }>();

  constructor(private readonly folder: string) {}

  async of(capture: CaptureFiles): Promise<string> {
    const { id, name, audio, tracks, features, sidecar } = capture;
    const stamps = [audio, ...tracks, features, sidecar].map((file) => file?.stamp ?? '').join('\n');
    const known = this.known.get(id);
    if (known?.stamps === stamps) return known.identity;
    const files = [audio, ...tracks, features].map((file) => (file ? [file.name, file.bytes, file.mtimeMs] : null));
    const identity = hashOf(JSON.stringify([name, files, await this.sidecarHash(capture)]));
    this.known.set(id, { stamps, identity });
    return identity;
  }

  private async sidecarHash({ sidecar, reading }: CaptureFiles): Promise<string> {
    if (sidecar === null) return '';
    const text = await readFile(join(this.folder, sidecar.name), 'utf8').catch(() => '');
    return hashOf(isReadable(reading) ? withoutNotes(text) : text);
  }
}

function withoutNotes(text: string): string {
  try {
    JSON.parse(text);
    return editMembers(text, { pinned: undefined, note: undefined, diagnosis: undefined });
  } catch {
    return text;
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
