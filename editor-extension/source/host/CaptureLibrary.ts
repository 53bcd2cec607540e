import { readFile } from 'node:fs/promises';
import type { Analysis, Diagnosis, LaneMap, Loudness } from '../shared/analysis';
import type {
  CaptureChange,
  CaptureDetail,
  CaptureSource,
  CaptureSummary,
  ExportFormat,
  ExportOrder,
} from '../shared/captures';
import { CaptureError } from '../shared/CaptureError';
import { diagnosisOfSidecar } from '../shared/diagnosis';
import { openInside, readRange } from './audioFile';
import type { OpenFile } from './audioFile';
import { CaptureCache } from './CaptureCache';
import type { CaptureFiles } from './captureFiles';
import { CapturesFolder } from './CapturesFolder';
import type { BundleSource } from './bundle/writeBundle';
import { CaptureAccess } from './CaptureAccess';
import { detailOf } from './detail';
import type { MadeFile } from './exportFile';
import { Exports } from './Exports';
import { FolderWatch } from './FolderWatch';
import { Measures } from './measures';
import type { MeasuredCapture } from './measures';
import { OpenCaptures } from './OpenCaptures';
import { throwIfAborted } from './SharedWork';
import { Trash, UNDO_SECONDS } from './Trash';
import { Turns } from './Turns';

export const MAX_PCM_FRAMES = 2 ** 22;

export interface LibraryOptions {
  folder: string;
  /** null: captures can be listed, noted and removed, not opened. */
  analysis: Analysis | null;
  /** Of encrypted captures. */
  key?: Uint8Array;
  cacheBytes?: number;
  undoMs?: number;
  /** Writes nothing into the folder, not even what was measured. */
  readOnly?: boolean;
  /** Whether there are links that open a capture: when it is behind a server. */
  link?: boolean;
}

/** The captures of a folder, in this process. Every failure rejects with a CaptureError. */
export class CaptureLibrary implements CaptureSource {
  private readonly opened: OpenCaptures;
  private readonly measures: Measures;
  private readonly access: CaptureAccess;
  private readonly exports: Exports;
  private readonly trash: Trash;
  /** A note that is half written while its capture goes would leave a sidecar behind that keeps it from coming back. */
  private readonly changes = new Turns();
  private readonly listeners = new Set<(change: CaptureChange) => void>();
  private watcher: FolderWatch | null = null;

  private constructor(
    private readonly captures: CapturesFolder,
    readonly can: CaptureSource['can'],
    { analysis, key, undoMs, ...options }: LibraryOptions,
  ) {
    this.opened = new OpenCaptures(analysis, key);
    this.access = new CaptureAccess(captures);
    this.trash = new Trash(captures.path, undoMs, (audio) => captures.notes.forget(audio));
    const cache = new CaptureCache(captures.path, options.readOnly ? 0 : options.cacheBytes);
    this.measures = new Measures(analysis, cache, this.opened, (change) => {
      this.tell(change);
    });
    this.exports = new Exports(captures, this.access, this.opened, this.measures, (id, signal) =>
      this.diagnosis(id, signal),
    );
  }

  /** Rejects when the folder is not there. What another process has left in the trash goes. */
  static async at(options: LibraryOptions): Promise<CaptureLibrary> {
    const captures = await CapturesFolder.at(options.folder);
    const can = await options.analysis?.capabilities().catch(() => null);
    const formats: ExportFormat[] = can ? ['wav', ...(can.aacEncoder ? (['aac'] as const) : [])] : [];
    const library = new CaptureLibrary(
      captures,
      {
        write: !options.readOnly,
        export: [...formats, 'zip', ...(can ? (['html'] as const) : [])],
        link: options.link ?? false,
      },
      options,
    );
    if (!options.readOnly) await library.trash.purgeLeftovers();
    return library;
  }

  /** Ends what is watched, and what was removed is gone for good. */
  async close(): Promise<void> {
    this.watcher?.close();
    this.watcher = null;
    this.listeners.clear();
    await this.changes.take(() => this.trash.empty());
    this.opened.closeAll();
  }

  folder(): Promise<string> {
    return Promise.resolve(this.captures.path);
  }

  async list(): Promise<CaptureSummary[]> {
    return (await this.captures.list()).summaries;
  }

  /** The list, and what is the same as long as it is. */
  async listing(): Promise<{ summaries: CaptureSummary[]; version: string }> {
    return this.captures.list();
  }

  watch(listener: (change: CaptureChange) => void): () => void {
    this.listeners.add(listener);
    this.watcher ??= new FolderWatch(this.captures, () => {
      this.tell({ kind: 'list' });
    });
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      this.watcher?.close();
      this.watcher = null;
    };
  }

  async open(id: string): Promise<CaptureDetail> {
    const { path, identity } = await this.measured(id);
    return detailOf(await this.captures.summary(id), await this.opened.info(path, identity));
  }

  async envelope(
    id: string,
    lane: number,
    range?: { first: number; end: number },
    signal?: AbortSignal,
  ): Promise<Uint8Array> {
    const whole = await this.measures.envelope(await this.measured(id), lane, signal);
    return range === undefined ? whole : whole.subarray(range.first, range.end);
  }

  /** The same as long as the envelope is. */
  async envelopeTag(id: string, lane: number): Promise<string> {
    return `${await this.measures.keyOf(await this.measured(id))}:${lane}`;
  }

  async map(id: string, lane: number, signal?: AbortSignal): Promise<LaneMap> {
    return this.measures.map(await this.measured(id), lane, signal);
  }

  async loudness(id: string, lane: number, signal?: AbortSignal): Promise<Loudness> {
    return this.measures.loudness(await this.measured(id), lane, signal);
  }

  async diagnosis(id: string, signal?: AbortSignal): Promise<Diagnosis> {
    const capture = await this.measured(id);
    const { sidecar } = await this.opened.info(capture.path, capture.identity);
    const written = diagnosisOfSidecar(sidecar);
    // Other detectors would find other faults.
    if (written !== null && written.detectors === (await this.measures.detectors())) return written;
    return this.measures.diagnosis(capture, signal);
  }

  async audio(id: string, file: number, first: number, end: number, signal?: AbortSignal): Promise<Uint8Array> {
    const opened = await this.openAudio(id, file);
    try {
      throwIfAborted(signal);
      return await readRange(opened, first, end);
    } finally {
      await opened.handle.close();
    }
  }

  /** An audio file whose bytes are the audio, to be read in pieces; the caller closes its handle. */
  async openAudio(id: string, file: number): Promise<OpenFile & { name: string }> {
    const { path, identity } = await this.measured(id);
    const facts = (await this.opened.info(path, identity)).files[file];
    if (facts === undefined) throw new CaptureError('not-found', `this capture has no audio file ${file}`);
    if (!facts.plain) throw new CaptureError('not-supported', `${facts.name} is encrypted: ask for decoded samples`);
    return { ...(await openInside(this.captures.path, facts.name)), name: facts.name };
  }

  async adtsIndex(id: string, file: number, signal?: AbortSignal): Promise<Uint8Array> {
    return this.measures.adtsIndex(await this.measured(id), file, signal);
  }

  async pcm(id: string, lane: number, firstFrame: number, frames: number, signal?: AbortSignal): Promise<Float32Array> {
    if (!Number.isInteger(firstFrame) || !Number.isInteger(frames) || frames < 1 || frames > MAX_PCM_FRAMES) {
      throw new CaptureError(
        'refused',
        `${frames} frames from ${firstFrame} on: 1 to ${MAX_PCM_FRAMES} are given at once`,
      );
    }
    const { path, identity } = await this.measured(id);
    const channels = (await this.opened.info(path, identity)).lanes[lane]?.channels;
    if (channels === undefined) throw new CaptureError('not-found', `this capture has no lane ${lane}`);
    throwIfAborted(signal);
    const into = new Float32Array(frames * channels);
    const read = await this.opened.quick(path, identity, (open) => open.read(lane, firstFrame, into));
    return into.subarray(0, read * channels);
  }

  async setNote(id: string, note: string): Promise<void> {
    await this.change(id, (capture) => this.captures.notes.set(capture, { note }));
  }

  async setPinned(id: string, pinned: boolean): Promise<void> {
    await this.change(id, (capture) => this.captures.notes.set(capture, { pinned }));
  }

  async remove(id: string): Promise<{ undoSeconds: number }> {
    await this.change(id, async (capture) => {
      if ((await this.captures.summary(id)).live) {
        throw new CaptureError('busy', 'this capture is still written: wait until it is complete');
      }
      this.opened.closeAll();
      await this.trash.put(capture);
    });
    return { undoSeconds: UNDO_SECONDS };
  }

  async restore(id: string): Promise<void> {
    await this.changes.take(() => this.trash.restore(id));
    this.changed();
  }

  async export(id: string, order: ExportOrder, signal?: AbortSignal): Promise<{ name: string; blob: Blob }> {
    const made = await this.exportFile(id, order, signal);
    try {
      return { name: made.name, blob: new Blob([await readFile(made.path)], { type: made.type }) };
    } finally {
      await made.dispose();
    }
  }

  /** The caller disposes of the file. */
  exportFile(id: string, order: ExportOrder, signal?: AbortSignal): Promise<MadeFile> {
    return this.exports.make(id, order, signal);
  }

  /** What a bundle has of a capture. */
  bundled(id: string, signal?: AbortSignal): Promise<BundleSource> {
    return this.exports.bundled(id, signal);
  }

  private measured(id: string): Promise<MeasuredCapture> {
    return this.access.measured(id);
  }

  private async change(id: string, change: (capture: CaptureFiles) => Promise<void>): Promise<void> {
    if (!this.can.write) throw new CaptureError('refused', 'these captures are only read here');
    await this.changes.take(async () => {
      this.captures.forget();
      await change(await this.captures.find(id));
    });
    this.changed();
  }

  private changed(): void {
    this.captures.forget();
    this.watcher?.soon();
  }

  private tell(change: CaptureChange): void {
    for (const listener of this.listeners) listener(change);
  }
}
