import type { NativeRecorder } from '../bridge/NativeBridge';
import { messageOf } from '../errors/describe';
import { ReturnCode } from '../errors/ReturnCode';
import { invalidParameter, invalidState, VoiceRecorderError } from '../errors/VoiceRecorderError';
import type { Deferred } from './Deferred';

/** What a native call that hands something back answers. */
export interface Answer<V> {
  readonly status: number;
  readonly value: V;
}

type Act<T, R> = (native: NativeRecorder, checked: T) => R;

/**
 * The way of every call to the native recorder: is there one, are the arguments fine, then the call. Remembers why the
 * last one was refused.
 */
export class Calls {
  private native: NativeRecorder | undefined;
  private whyNone = '';
  private ended = false;
  private failure: { code: number; message: string } | undefined;

  get recorder(): NativeRecorder | undefined {
    return this.native;
  }

  get disposed(): boolean {
    return this.ended;
  }

  get lastError(): VoiceRecorderError | undefined {
    return this.failure === undefined ? undefined : new VoiceRecorderError(this.failure.code, this.failure.message);
  }

  /** From here on calls reach this recorder; without one they answer 39002, and why. */
  attach(native: NativeRecorder | undefined, whyNone = 'there is no native plugin on this host'): void {
    this.native = native;
    this.whyNone = whyNone;
  }

  /** From here on every call answers 30005. Gives back what was attached. */
  detach(): NativeRecorder | undefined {
    const native = this.native;
    this.native = undefined;
    this.ended = true;
    return native;
  }

  /** Answers a status and never throws. */
  run<T>(name: string, check: () => T, act: Act<T, number>): number {
    this.failure = undefined;
    try {
      const native = this.requireNative();
      const status = act(native, checked(name, check));
      return status === ReturnCode.Ok ? status : this.refuse(status, `${name}: ${native.lastError()}`);
    } catch (thrown) {
      if (thrown instanceof VoiceRecorderError) return this.refuse(thrown.code, `${name}: ${thrown.message}`);
      return this.refuse(ReturnCode.InvalidState, `${name}: the bridge failed: ${messageOf(thrown)}`);
    }
  }

  /** Gives back what the native call answered, or throws a `VoiceRecorderError`. */
  demand<T, V>(name: string, check: () => T, act: Act<T, Answer<V>>): V {
    let value: V | undefined;
    const code = this.run(name, check, (native, settings) => {
      const answer = act(native, settings);
      value = answer.value;
      return answer.status;
    });
    if (code !== ReturnCode.Ok) throw new VoiceRecorderError(code, this.failure?.message ?? '');
    return value as V;
  }

  /** The promise of a call that answered `code`: it rejects at once unless the call was accepted. */
  promised<T>(deferred: Deferred<T>, code: number): Promise<T> {
    if (code !== ReturnCode.Ok) deferred.reject(new VoiceRecorderError(code, this.failure?.message ?? ''));
    return deferred.promise;
  }

  /** Remembers why a call is refused; gives its code back. */
  refuse(code: number, message: string): number {
    this.failure = { code, message };
    return code;
  }

  refuseWhenDisposed(name?: string): void {
    const text = 'the recorder is disposed';
    if (this.ended) throw invalidState(name === undefined ? text : `${name}: ${text}`);
  }

  private requireNative(): NativeRecorder {
    this.refuseWhenDisposed();
    if (this.native !== undefined) return this.native;
    throw new VoiceRecorderError(ReturnCode.NotSupported, this.whyNone);
  }
}

/** Reads arguments; whatever goes wrong meanwhile becomes a `VoiceRecorderError`. */
export function checked<T>(name: string, check: () => T): T {
  try {
    return check();
  } catch (thrown) {
    if (thrown instanceof VoiceRecorderError) throw thrown;
    throw invalidParameter(`${name}: the argument cannot be read: ${messageOf(thrown)}`);
  }
}
