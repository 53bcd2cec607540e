import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CaptureError } from '../shared/CaptureError';
import { isReadable } from './captureFiles';
import type { CaptureFiles } from './captureFiles';
import { editMembers } from './jsonMembers';
import { flag, isObject, text } from '../shared/loose';
import { captureId, OWN_FOLDER } from './names';
import { makeOwnFolder } from './ownFolder';
import { readSidecarFacts } from '../shared/sidecarFacts';
import type { OwnNote } from './summary';
import { replaceFile } from './replaceFile';
import { reasonOf } from './systemErrors';

export const MAX_NOTE_BYTES = 64 * 1024;

/**
 * Notes and pins. They stand in the sidecar, where retention reads them. A capture without a sidecar gets none: what is
 * noted of it stands in `.voice-recorder/notes/ID.json`, and moves into the sidecar when there is one.
 */
export class Notes {
  readonly path: string;

  constructor(private readonly folder: string) {
    this.path = join(folder, OWN_FOLDER, 'notes');
  }

  /** By the name of the audio file. What cannot be read is left out. */
  async readAll(): Promise<Map<string, OwnNote>> {
    const names = await readdir(this.path).catch(() => []);
    const notes = await Promise.all(names.filter((name) => name.endsWith('.json')).map((name) => this.read(name)));
    return new Map(notes.filter((note) => note !== null).map((note) => [note.file, note]));
  }

  /** What was noted outside of a sidecar of a capture that is gone for good. */
  async forget(audio: string): Promise<void> {
    await rm(this.pathOf(audio), { force: true }).catch(() => undefined);
  }

  /** Changes one of both and leaves the other. The caller lets nothing else change the capture meanwhile. */
  async set(capture: CaptureFiles, change: Partial<OwnNote>): Promise<void> {
    if (Buffer.byteLength(change.note ?? '') > MAX_NOTE_BYTES) {
      throw new CaptureError('refused', `the note has more than ${MAX_NOTE_BYTES} bytes: keep it shorter`);
    }
    const own = await this.own(capture.name);
    if (!isReadable(capture.reading) || capture.sidecar === null) {
      await this.writeOwn(capture.name, { ...(own ?? { note: '', pinned: false }), ...change });
      return;
    }
    const path = join(this.folder, capture.sidecar.name);
    const before = await readFile(path, 'utf8').catch((error: Error) => {
      throw new CaptureError('io', `the sidecar ${path} cannot be read: ${reasonOf(error)}`);
    });
    const facts = readSidecarFacts(before);
    if ('problem' in facts) throw new CaptureError('unreadable', `${facts.problem}: ${path}`);
    const note = change.note ?? (facts.note || (own?.note ?? ''));
    const pinned = change.pinned ?? (facts.pinned || (own?.pinned ?? false));
    const changes = {
      ...(pinned === facts.pinned ? {} : { pinned: pinned || undefined }),
      ...(note === facts.note ? {} : { note: note || undefined }),
    };
    if (Object.keys(changes).length > 0) await replaceFile(path, editMembers(before, changes));
    if (own !== null) await this.writeOwn(capture.name, { note: '', pinned: false });
  }

  private async own(audio: string): Promise<OwnNote | null> {
    return this.read(fileOf(audio));
  }

  private async read(name: string): Promise<(OwnNote & { file: string }) | null> {
    try {
      const value: unknown = JSON.parse(await readFile(join(this.path, name), 'utf8'));
      if (!isObject(value) || fileOf(text(value, 'file')) !== name) return null;
      return { file: text(value, 'file'), note: text(value, 'note'), pinned: flag(value, 'pinned') };
    } catch {
      return null;
    }
  }

  private async writeOwn(audio: string, { note, pinned }: OwnNote): Promise<void> {
    if (note === '' && !pinned) {
      await this.forget(audio);
      return;
    }
    await makeOwnFolder(this.folder, 'notes').catch((error: Error) => {
      throw new CaptureError('io', `nothing can be noted here: ${reasonOf(error)}`);
    });
    await replaceFile(this.pathOf(audio), JSON.stringify({ file: audio, note, pinned }));
  }

  private pathOf(audio: string): string {
    return join(this.path, fileOf(audio));
  }
}

/** Shorter than any name may be, whatever the capture is called. */
const fileOf = (audio: string): string => `${captureId(audio)}.json`;
