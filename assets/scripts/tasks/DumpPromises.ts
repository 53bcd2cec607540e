import type { Capture } from '../events/Capture';
import type { WaitSignal } from '../config/requests';
import { ReturnCode } from '../errors/ReturnCode';
import { VoiceRecorderError } from '../errors/VoiceRecorderError';
import type { Deferred } from './Deferred';

interface PendingDump {
  readonly promise: Deferred<Capture>;
  readonly signal: WaitSignal | undefined;
}

/** Matches dump events to the calls of `dump` and `retry` by the number of their capture. */
export class DumpPromises {
  private readonly pending = new Map<number, PendingDump[]>();

  accepted(captureId: number, promise: Deferred<Capture>, signal?: WaitSignal): void {
    const waiting = this.pending.get(captureId) ?? [];
    waiting.push({ promise, signal });
    this.pending.set(captureId, waiting);
  }

  waitsFor(captureId: number): boolean {
    return this.pending.has(captureId);
  }

  done(captureId: number, capture: Capture): void {
    for (const { promise } of this.take(captureId)) promise.resolve(capture);
  }

  failed(captureId: number, reason: VoiceRecorderError): void {
    for (const { promise } of this.take(captureId)) promise.reject(reason);
  }

  /** Rejects what its caller no longer waits for. */
  checkSignals(): void {
    for (const [captureId, waiting] of this.pending) {
      const kept = waiting.filter((dump) => !isAborted(dump.signal));
      if (kept.length === waiting.length) continue;
      if (kept.length === 0) this.pending.delete(captureId);
      else this.pending.set(captureId, kept);
      const reason = new VoiceRecorderError(ReturnCode.InvalidState, 'dump: the caller no longer waits', captureId);
      for (const dump of waiting) if (!kept.includes(dump)) dump.promise.reject(reason);
    }
  }

  /** Rejects everything that waits. */
  rejectAll(reason: VoiceRecorderError): void {
    for (const captureId of [...this.pending.keys()]) this.failed(captureId, reason);
  }

  private take(captureId: number): PendingDump[] {
    const waiting = this.pending.get(captureId) ?? [];
    this.pending.delete(captureId);
    return waiting;
  }
}

function isAborted(signal: WaitSignal | undefined): boolean {
  try {
    return signal !== undefined && signal.aborted;
  } catch {
    return false;
  }
}
