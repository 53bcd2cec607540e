import type { CaptureInfo, Diagnosis, LaneMap, Loudness, OpenCapture } from '../../shared/analysis';
import { CaptureError } from '../../shared/CaptureError';
import type { Badge, CaptureDetail, CaptureSource, CaptureSummary, ExportOrder } from '../../shared/captures';
import { diagnosisOfSidecar } from '../../shared/diagnosis';
import { MAX_SIDECAR_BYTES, readSidecarFacts } from '../../shared/sidecarFacts';
import { exportName } from '../../shared/exportName';
import type { FileAnalysis } from '../engine';
import { readBundle } from './bundle';
import type { BundleTold } from './bundle';
import { formatOf, groupDropped, isAudio, isManifest, nameOf, sidecarPath } from './files';
import type { DroppedCapture, PathBlob, SidecarTold } from './files';

const CODES: Readonly<Record<string, CaptureError['code']>> = {
  cancelled: 'cancelled',
  'not-found': 'not-found',
  unreadable: 'unreadable',
  'not-supported': 'not-supported',
  'key-needed': 'key-needed',
};

/** Errors of the analysis as those of a source. */
function captureError(error: unknown): CaptureError {
  if (error instanceof CaptureError) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return new CaptureError(CODES[code] ?? 'io', error instanceof Error ? error.message : String(error));
}

async function sidecarsOf(files: readonly PathBlob[]): Promise<Map<string, SidecarTold>> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const told = new Map<string, SidecarTold>();
  for (const { path } of files) {
    const sidecar = isAudio(path) ? byPath.get(sidecarPath(path)) : undefined;
    if (!sidecar) continue;
    if (sidecar.blob.size > MAX_SIDECAR_BYTES) told.set(path, { problem: 'the sidecar is too large' });
    else told.set(path, readSidecarFacts(await sidecar.blob.text()));
  }
  return told;
}

async function bundlesOf(files: readonly PathBlob[]): Promise<Map<string, BundleTold>> {
  const bundles = new Map<string, BundleTold>();
  for (const { path, blob } of files) {
    const told = isManifest(path) && blob.size <= MAX_SIDECAR_BYTES ? readBundle(await blob.text()) : null;
    if (told) bundles.set(path, told);
  }
  return bundles;
}

function badgesOf({ facts, sidecarProblem }: DroppedCapture): Badge[] {
  if (facts) return facts.badges;
  return sidecarProblem === null ? [{ kind: 'no-sidecar' }] : [{ kind: 'no-sidecar' }, { kind: 'problems', count: 1 }];
}

function summaryOf(capture: DroppedCapture): CaptureSummary {
  const { facts, audio, bundle } = capture;
  const told = bundle?.captures.get(nameOf(audio.path));
  return {
    id: capture.id,
    file: nameOf(audio.path),
    format: formatOf(audio.path),
    bytes: capture.bytes,
    startedAtUnixMs: facts?.startedAtUnixMs ?? audio.changedMs,
    durationSeconds: facts?.durationSeconds ?? null,
    origin: facts?.origin ?? 'unknown',
    reason: facts?.reason ?? '',
    room: facts?.room ?? '',
    user: facts?.user ?? '',
    build: facts?.build ?? '',
    users: facts?.users ?? 0,
    pinned: facts?.pinned || told?.pinned === true,
    note: facts?.note || (told?.note ?? ''),
    encrypted: facts?.encrypted ?? false,
    live: false,
    badges: badgesOf(capture),
  };
}

function detailOf(summary: CaptureSummary, info: CaptureInfo, bundle: BundleTold | null): CaptureDetail {
  const { sampleRate, channels, layout, validStart, validFrames, durationSeconds } = info;
  return {
    summary: { ...summary, durationSeconds },
    ...{ sampleRate, channels, layout, validStart, validFrames, durationSeconds },
    unfinished: info.unfinished,
    encrypted: info.encrypted,
    decodable: info.decodable,
    problems: info.problems,
    sidecar: info.sidecar,
    lanes: info.lanes,
    files: info.files,
    missing: info.sidecar?.missing ?? [],
    ...(bundle ? { bundle: bundle.facts } : {}),
  };
}

/** Those that are compared, and what was looked at before: the others' memory is free for what is opened next. */
const MOST_OPEN = 4;

interface OpenDropped {
  capture: OpenCapture;
  info: CaptureInfo;
}

const refused = (): Promise<never> =>
  Promise.reject(new CaptureError('refused', 'files that were dropped onto the page are only read'));

/** Captures out of files that were dropped onto the page. Nothing leaves it, and nothing is written. */
export class DroppedSource implements CaptureSource {
  readonly can: CaptureSource['can'] = { write: false, export: ['wav'], link: false };
  private readonly captures: ReadonlyMap<string, DroppedCapture>;
  /** The one that was used last is the last. */
  private readonly opened = new Map<string, Promise<OpenDropped>>();

  private constructor(
    captures: readonly DroppedCapture[],
    private readonly analysis: FileAnalysis,
  ) {
    this.captures = new Map(captures.map((capture) => [capture.id, capture]));
  }

  /** Rejects with 'not-found' where no file is audio. Archives are taken apart before (`withZips`). */
  static async of(files: readonly PathBlob[], analysis: FileAnalysis): Promise<DroppedSource> {
    const captures = groupDropped(files, await sidecarsOf(files), await bundlesOf(files));
    if (captures.length === 0) throw new CaptureError('not-found', 'none of these files is a WAV or AAC file');
    return new DroppedSource(captures, analysis);
  }

  folder = (): Promise<string> => Promise.resolve('');
  list = (): Promise<CaptureSummary[]> => Promise.resolve([...this.captures.values()].map(summaryOf));
  watch = (): (() => void) => () => undefined;
  setNote = refused;
  setPinned = refused;
  remove = refused;
  restore = refused;

  async open(id: string): Promise<CaptureDetail> {
    const { info } = await this.opening(id);
    const capture = this.known(id);
    return detailOf(summaryOf(capture), info, capture.bundle);
  }

  /** As 16-bit WAV: a page encodes nothing. */
  async export(id: string, order: ExportOrder, signal?: AbortSignal): Promise<{ name: string; blob: Blob }> {
    if (order.format !== 'wav') throw new CaptureError('not-supported', 'the page makes WAV files only');
    const detail = await this.open(id);
    try {
      const blob = await this.analysis.wav(this, detail, order, signal);
      return { name: exportName(detail.summary.file, order), blob };
    } catch (error) {
      throw captureError(error);
    }
  }

  async envelope(id: string, lane: number, range?: { first: number; end: number }, signal?: AbortSignal) {
    const kept = this.known(id).envelopes.get(lane);
    if (kept) return new Uint8Array(await kept.slice(range?.first, range?.end).arrayBuffer());
    const bytes = await this.measured(id, ({ capture }) => capture.envelope(lane, signal ? { signal } : {}));
    return range ? bytes.slice(range.first, range.end) : bytes;
  }

  map(id: string, lane: number, signal?: AbortSignal): Promise<LaneMap> {
    return this.measured(id, ({ capture }) => capture.map(lane, signal ? { signal } : {}));
  }

  loudness(id: string, lane: number, signal?: AbortSignal): Promise<Loudness> {
    return this.measured(id, ({ capture }) => capture.loudness(lane, signal ? { signal } : {}));
  }

  /** What was written into the sidecar; a page finds nothing by itself. */
  async diagnosis(id: string): Promise<Diagnosis> {
    const { info } = await this.opening(id);
    const written = diagnosisOfSidecar(info.sidecar);
    if (written) return written;
    throw new CaptureError('not-supported', 'these files have no diagnosis: voice-recorder diagnose --write makes one');
  }

  async audio(id: string, file: number, first: number, end: number): Promise<Uint8Array> {
    const { info } = await this.opening(id);
    const name = info.files[file]?.name;
    const found = this.known(id).files.find((one) => one.name === name);
    if (!found)
      throw new CaptureError('not-found', `${name ?? `file ${file}`} was not among the files that were dropped`);
    try {
      return new Uint8Array(await found.blob.slice(first, end).arrayBuffer());
    } catch {
      throw new CaptureError('io', `${found.name} was moved or changed since it was dropped: drop it again`);
    }
  }

  adtsIndex(id: string, file: number): Promise<Uint8Array> {
    return this.measured(id, ({ capture }) => capture.adtsIndex(file));
  }

  pcm(id: string, lane: number, firstFrame: number, frames: number): Promise<Float32Array> {
    return this.measured(id, async ({ capture, info }) => {
      const channels = info.lanes[lane]?.channels ?? 1;
      const into = new Float32Array(frames * channels);
      return into.subarray(0, (await capture.read(lane, firstFrame, into)) * channels);
    });
  }

  dispose(): void {
    this.closeAllBut(0);
    this.analysis.dispose();
  }

  /** What is asked of a capture already is still answered: the worker does one after the other. */
  private closeAllBut(most: number): void {
    for (const [id, opening] of [...this.opened].slice(0, Math.max(this.opened.size - most, 0))) {
      this.opened.delete(id);
      void opening.then(
        ({ capture }) => {
          capture.close();
        },
        () => undefined,
      );
    }
  }

  private known(id: string): DroppedCapture {
    const capture = this.captures.get(id);
    if (!capture) throw new CaptureError('not-found', 'this capture is not among the files that were dropped');
    return capture;
  }

  private opening(id: string): Promise<OpenDropped> {
    const before = this.opened.get(id);
    this.opened.delete(id);
    const opening =
      before ??
      this.openNow(id).catch((error: unknown) => {
        if (this.opened.get(id) === opening) this.opened.delete(id);
        throw captureError(error);
      });
    this.opened.set(id, opening);
    this.closeAllBut(MOST_OPEN);
    return opening;
  }

  private async openNow(id: string): Promise<OpenDropped> {
    const { files, audio } = this.known(id);
    const capture = await this.analysis.open(files, nameOf(audio.path));
    return { capture, info: await capture.info() };
  }

  private async measured<T>(id: string, measure: (open: OpenDropped) => Promise<T>): Promise<T> {
    const open = await this.opening(id);
    try {
      return await measure(open);
    } catch (error) {
      throw captureError(error);
    }
  }
}
