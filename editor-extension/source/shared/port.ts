/**
 * A CaptureSource over a message port: a page inside an editor's panel (view/data/port) and the process that has the
 * captures (host/port). Both ends send plain data only, so that any port that copies messages will do. Pure types and
 * the names of the calls: no Node, no DOM, no editor.
 */
import type {
  CaptureChange,
  CaptureDetail,
  CaptureErrorBody,
  CaptureSource,
  CaptureSummary,
  ExportOrder,
} from './captures';
import type { Diagnosis, LaneMap, Loudness } from './analysis';

/** Changes when an older end would not understand a message. */
export const PORT_VERSION = 1;

/** A message port as both ends need it. Messages are copied, and arrive in the order in which they were sent. */
export interface Channel<Sent, Received> {
  /** `transfer`: buffers that the other end takes over, where the port can do that. */
  send(message: Sent, transfer?: ArrayBuffer[]): void;
  /** Returns what ends it. */
  receive(listener: (message: Received) => void): () => void;
}

/** What each call takes and gives. What a CaptureSource gives as a Blob or takes as a signal has its own form here. */
export interface PortCalls {
  folder: { takes: []; gives: string };
  list: { takes: []; gives: CaptureSummary[] };
  open: { takes: [id: string]; gives: CaptureDetail };
  envelope: { takes: [id: string, lane: number, range?: { first: number; end: number }]; gives: Uint8Array };
  map: { takes: [id: string, lane: number]; gives: LaneMap };
  loudness: { takes: [id: string, lane: number]; gives: Loudness };
  diagnosis: { takes: [id: string]; gives: Diagnosis };
  audio: { takes: [id: string, file: number, first: number, end: number]; gives: Uint8Array };
  adtsIndex: { takes: [id: string, file: number]; gives: Uint8Array };
  pcm: { takes: [id: string, lane: number, firstFrame: number, frames: number]; gives: Float32Array };
  setNote: { takes: [id: string, note: string]; gives: null };
  setPinned: { takes: [id: string, pinned: boolean]; gives: null };
  remove: { takes: [id: string]; gives: { undoSeconds: number } };
  restore: { takes: [id: string]; gives: null };
  export: { takes: [id: string, order: ExportOrder]; gives: PortFile };
}

export interface PortFile {
  name: string;
  /** Media type. */
  type: string;
  bytes: Uint8Array;
}

export type PortCall = keyof PortCalls;

/** One call; `number` is the page's own and is not used twice. */
export type PortRequest = {
  [C in PortCall]: { kind: 'call'; number: number; call: C; args: PortCalls[C]['takes'] };
}[PortCall];

export type PageMessage =
  /** The first message. Answered by `ready`, as often as it comes; changes are sent from then on. */
  | { kind: 'hello'; version: number }
  | PortRequest
  /** The answer is not waited for any more; it still comes, as a failure of code 'cancelled', or as the result. */
  | { kind: 'cancel'; number: number }
  /** No changes any more, and whatever still runs is cancelled. */
  | { kind: 'bye' };

export type HostMessage =
  | { kind: 'ready'; version: number; can: CaptureSource['can'] }
  | { kind: 'result'; number: number; result: PortCalls[PortCall]['gives'] }
  | { kind: 'failure'; number: number; error: CaptureErrorBody }
  | { kind: 'change'; change: CaptureChange };
