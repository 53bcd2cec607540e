import type { RecoveredCapture } from '../events/Capture';
import type { RecoveryProblem, RecoveryReport } from '../events/Recovery';
import type { VoiceRecorderError } from '../errors/VoiceRecorderError';
import type { Deferred } from './Deferred';

interface PendingRecovery {
  readonly promise: Deferred<RecoveryReport>;
  readonly captures: RecoveredCapture[];
  readonly problems: RecoveryProblem[];
}

/** Gathers what each call of `recover` finds. The calls run one after the other, so all that comes is the first one's. */
export class RecoveryPromises {
  private readonly pending: PendingRecovery[] = [];

  accepted(promise: Deferred<RecoveryReport>): void {
    this.pending.push({ promise, captures: [], problems: [] });
  }

  recovered(capture: RecoveredCapture): void {
    this.pending[0]?.captures.push(capture);
  }

  problem(problem: RecoveryProblem): void {
    this.pending[0]?.problems.push(problem);
  }

  done(): void {
    const first = this.pending.shift();
    first?.promise.resolve({ captures: first.captures, problems: first.problems });
  }

  /** Rejects everything that waits. */
  rejectAll(reason: VoiceRecorderError): void {
    for (const { promise } of this.pending.splice(0)) promise.reject(reason);
  }
}
