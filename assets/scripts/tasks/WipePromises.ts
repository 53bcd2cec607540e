import { invalidState } from '../errors/VoiceRecorderError';
import type { VoiceRecorderError } from '../errors/VoiceRecorderError';
import type { Deferred } from './Deferred';

/** Settles the calls of `wipe`; each of them ends with one event, in their order. */
export class WipePromises {
  private readonly pending: Deferred<void>[] = [];

  accepted(promise: Deferred<void>): void {
    this.pending.push(promise);
  }

  ended(isComplete: boolean, reason: string): void {
    const first = this.pending.shift();
    if (isComplete) first?.resolve();
    else first?.reject(invalidState(`wipe: not all could be destroyed: ${reason}`));
  }

  /** Rejects everything that waits. */
  rejectAll(reason: VoiceRecorderError): void {
    for (const promise of this.pending.splice(0)) promise.reject(reason);
  }
}
