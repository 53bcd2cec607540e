import { quote } from '../errors/describe';
import { ReturnCode } from '../errors/ReturnCode';
import type { FlatNative } from './FlatNative';
import { createNative } from './handleRecorder';
import type { Failure } from './handleRecorder';
import type { NativeRecorder, NativeRecorderOptions } from './NativeBridge';

/** The functions of hosts whose recorders can outlive the script engine: one with a name is found again by it. */
export interface NamingNative extends FlatNative {
  SetName(recorder: number, name: string): number;
  /** When it answers 0, `LastId` is the recorder of this name that lives. */
  Adopt(name: string): number;
}

/** What the recorders of a bridge need from it. */
export interface NamedRecordersOwner {
  recorderOf(handle: number, options: NativeRecorderOptions, takenOver: boolean): NativeRecorder;
  failureOf(thrown: unknown): Failure;
}

/** Makes recorders, or takes one of the same name over that the last script has left. */
export class NamedRecorders {
  /** Names of recorders of this script, by their handles. */
  private readonly names = new Map<number, string>();

  constructor(
    private readonly native: NamingNative,
    private readonly owner: NamedRecordersOwner,
  ) {}

  create(options: NativeRecorderOptions): NativeRecorder | Failure {
    const { name } = options;
    if (name === '') return this.make(options);
    if ([...this.names.values()].includes(name)) {
      const message = `name: ${quote(name)} is in use by another recorder of this script: dispose that one first`;
      return { status: ReturnCode.InvalidState, message };
    }
    try {
      if (this.native.Adopt(name) === ReturnCode.Ok) return this.keep(this.native.LastId(), options, true);
    } catch (thrown) {
      return this.owner.failureOf(thrown);
    }
    return this.make(options);
  }

  end(handle: number): void {
    this.names.delete(handle);
    this.native.Destroy(handle);
  }

  private make(options: NativeRecorderOptions): NativeRecorder | Failure {
    const made = createNative(this.native, options, (thrown) => this.owner.failureOf(thrown));
    if (!('handle' in made)) return made;
    const { handle } = made;
    const status = options.name === '' ? ReturnCode.Ok : this.native.SetName(handle, options.name);
    if (status === ReturnCode.Ok) return this.keep(handle, options, false);
    const message = this.native.LastError();
    this.native.Destroy(handle);
    return { status, message };
  }

  private keep(handle: number, options: NativeRecorderOptions, takenOver: boolean): NativeRecorder {
    if (options.name !== '') this.names.set(handle, options.name);
    return this.owner.recorderOf(handle, options, takenOver);
  }
}
