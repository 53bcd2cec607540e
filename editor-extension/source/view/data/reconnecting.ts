import type { ReadonlySignal } from '@preact/signals';
import type { CaptureSource } from '../../shared/captures';

/** A source whose connection may be lost and comes back by itself. */
export interface Reconnecting {
  /** When it is tried again, as Date.now(); null: it is connected, or is being tried. */
  readonly nextTryAtMs: ReadonlySignal<number | null>;
  retryNow(): void;
}

export const isReconnecting = (source: CaptureSource): source is CaptureSource & Reconnecting => 'retryNow' in source;
