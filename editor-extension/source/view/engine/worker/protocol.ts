import type { SpectrogramRequest } from '../../../shared/analysis';
import type { PaintOrder } from '../spectrogram/paintTile';
import type { NamedBlob } from '../../engine';

/**
 * What the worker can be asked; `capture` is the number that who opens it has chosen. It is used once, so that a worker
 * that was started anew, with no capture open, takes none for another.
 */
export interface WorkerCalls {
  tile: {
    takes: { samples: Float32Array<ArrayBuffer>; channels: number; request: SpectrogramRequest; paint: PaintOrder };
    /** `samples` come back, for the next tile. */
    gives: { image: ImageBitmap | ImageData; samples: Float32Array<ArrayBuffer> };
  };
  open: { takes: { capture: number; files: readonly NamedBlob[] }; gives: null };
  close: { takes: { capture: number }; gives: null };
  /** A method of WasmCapture by its name. Gives null where no capture of this number is open. */
  capture: { takes: { capture: number; method: CaptureMethod; args: readonly unknown[] }; gives: unknown };
}

export type CaptureMethod = 'info' | 'envelope' | 'map' | 'loudness' | 'spectrogram' | 'read' | 'adtsIndex';

export type CallName = keyof WorkerCalls;

export type ToWorker = { [Name in CallName]: { id: number; name: Name; takes: WorkerCalls[Name]['takes'] } }[CallName];

export type FromWorker =
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'progress'; readonly id: number; readonly done: number }
  | { readonly kind: 'failed'; readonly id: number; readonly code: string; readonly message: string };
