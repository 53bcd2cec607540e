/**
 * What a viewer asks of whoever has the captures: a server (view/data/http), an editor's process (view/data/port), or
 * files that were dropped onto the page (view/data/dropped). No Node, no DOM, no editor.
 */
import type { CaptureInfo, Diagnosis, LaneMap, Loudness, Stretch } from './analysis';

/** One line of the list. Newest first: by `startedAtUnixMs`. */
export interface CaptureSummary {
  /** Stands in links: letters, digits, - and _ only; the same as long as the file keeps its name. */
  id: string;
  file: string;
  format: 'wav' | 'aac';
  /** Audio, tracks and companions together. */
  bytes: number;
  /** Of the sidecar, else when the file was changed last. */
  startedAtUnixMs: number;
  durationSeconds: number | null;
  origin: 'task' | 'dump' | 'recovered' | 'unknown';
  reason: string;
  room: string;
  user: string;
  /** `about.build`, else `about.version` of the sidecar; empty without one. */
  build: string;
  users: number;
  pinned: boolean;
  note: string;
  encrypted: boolean;
  /** Still written: a `.part` file or one without a sidecar that somebody holds open for it, or that grows. */
  live: boolean;
  /** What the list can show as a badge without opening the capture. */
  badges: Badge[];
}

export type Badge =
  | { kind: 'gaps'; count: number; seconds: number }
  | { kind: 'missing'; seconds: number }
  | { kind: 'dropped'; count: number }
  | { kind: 'clipped'; sources: number }
  | { kind: 'silent'; sources: number }
  | { kind: 'no-sidecar' }
  /** A `.part` file that nobody writes any more: whoever did was killed. */
  | { kind: 'unfinished' }
  | { kind: 'problems'; count: number }
  /** A finding of a diagnosis in the sidecar, when there is one. */
  | { kind: 'finding'; id: string; severity: 'error' | 'warning' | 'info'; count: number };

/** `decodable`: the host can give samples (`pcm`); the page decodes plain AAC and WAV by itself either way. */
export interface CaptureDetail extends Omit<
  CaptureInfo,
  'version' | 'path' | 'file' | 'bytes' | 'container' | 'codec' | 'fileFrames'
> {
  summary: CaptureSummary;
  missing: (Stretch & { why: string })[];
  /** Of the bundle that it was dropped in. */
  bundle?: BundleFacts;
}

export interface BundleFacts {
  createdAtUnixMs: number | null;
  /** Name and version of what made it. */
  generator: string;
  usersHashed: boolean;
}

/** `zip`: audio, sidecar, features, report: opens by drag and drop. `html`: a page of what was found, for a ticket. */
export type ExportFormat = 'wav' | 'aac' | 'zip' | 'html';

export interface ExportOrder {
  format: ExportFormat;
  startSeconds?: number;
  endSeconds?: number;
  lanes?: number[];
  /** zip only: user ids are replaced by a hash of them. */
  hashUsers?: boolean;
  /** zip and html only: of the report; English when absent. */
  language?: 'en' | 'zh';
}

export type CaptureChange =
  | { kind: 'list' } // captures came, went or changed: ask again
  | { kind: 'progress'; id: string; lane: number; what: 'envelope' | 'loudness' | 'map'; done: number }
  | { kind: 'progress'; id: string; lane: null; what: 'diagnosis'; done: number }
  | { kind: 'connection'; lost: boolean };

export interface CaptureSource {
  /** What the host can do; the page hides the rest. */
  readonly can: { write: boolean; export: ExportFormat[]; link: boolean };
  /** Where captures are looked for, to be shown when there are none. */
  folder(): Promise<string>;
  list(): Promise<CaptureSummary[]>;
  /** Returns what ends it. */
  watch(listener: (change: CaptureChange) => void): () => void;
  open(id: string): Promise<CaptureDetail>;
  /** An envelope file (doc/analysis.md), or bytes [first, end) of it. */
  envelope(id: string, lane: number, range?: { first: number; end: number }, signal?: AbortSignal): Promise<Uint8Array>;
  map(id: string, lane: number, signal?: AbortSignal): Promise<LaneMap>;
  loudness(id: string, lane: number, signal?: AbortSignal): Promise<Loudness>;
  /** That of the sidecar while the detectors are the same, else measured; 'not-supported' where neither can be. */
  diagnosis(id: string, signal?: AbortSignal): Promise<Diagnosis>;
  /** Bytes [first, end) of an audio file that is `plain`. */
  audio(id: string, file: number, first: number, end: number, signal?: AbortSignal): Promise<Uint8Array>;
  /** An ADTS index file. */
  adtsIndex(id: string, file: number, signal?: AbortSignal): Promise<Uint8Array>;
  /** Decoded frames of a lane, interleaved: of files that are not `plain`. */
  pcm(id: string, lane: number, firstFrame: number, frames: number, signal?: AbortSignal): Promise<Float32Array>;
  setNote(id: string, note: string): Promise<void>;
  setPinned(id: string, pinned: boolean): Promise<void>;
  /** The capture is out of the list at once, and for good after 30 s; until then `restore` brings it back. */
  remove(id: string): Promise<{ undoSeconds: number }>;
  restore(id: string): Promise<void>;
  /** The file to save, and its name. */
  export(id: string, order: ExportOrder, signal?: AbortSignal): Promise<{ name: string; blob: Blob }>;
}

/** `no-token`: whoever asks has not shown that it may. */
export const CAPTURE_ERROR_CODES = [
  ...(['not-found', 'unreadable', 'not-supported', 'key-needed', 'io', 'refused', 'no-token'] as const),
  ...(['lost', 'cancelled', 'busy'] as const),
] as const;

/** Every failure of a source: `code` decides what the page says, in its language, and what to do next. */
export interface CaptureErrorBody {
  code: (typeof CAPTURE_ERROR_CODES)[number];
  message: string;
}
