import { messageOf, quote } from '../errors/describe';
import { ReturnCode } from '../errors/ReturnCode';
import { checkedUnity } from './checkedUnity';
import type { UnityFace } from './checkedUnity';
import { printLine } from './console';
import { failureOfCSharp } from './csharpErrors';
import { createNative, HandleRecorder } from './handleRecorder';
import type { Failure, RecorderOwner } from './handleRecorder';
import type { NativeBridge, NativeKeys, NativeRecorder, NativeRecorderOptions } from './NativeBridge';
import { registerBridge } from './registry';
import type { UnityTypes } from './unityNative';

/** `VR_ABI_VERSION` of the header that this file was written for. */
const ABI_VERSION = 2;

/**
 * The bridge of Unity: C# through PuerTS. Importing this file registers it. Where there is nothing to call, it prints
 * why and registers nothing: the game goes on, and every call answers 39002.
 *
 * Recorders live in C# and outlive the script engine. One with a name is taken over by the next script that asks for
 * it; one without ends with `dispose`, or when C# calls `DestroyUnnamed` or `DestroyAll`.
 */
class PuertsUnityBridge implements NativeBridge, RecorderOwner {
  readonly host = 'puerts-unity';
  readonly version: string;
  readonly capabilities: number;
  readonly aacEncoder: string;
  readonly defaultMaxBufferBytes: number;
  readonly keys: NativeKeys;
  /** Names of recorders of this script, by their handles. */
  private readonly names = new Map<number, string>();

  constructor(private readonly unity: UnityFace) {
    this.version = unity.Version();
    this.capabilities = unity.Capabilities();
    this.aacEncoder = unity.AacEncoderName();
    this.defaultMaxBufferBytes = unity.DefaultMaxBufferBytes();
    this.keys = { watchKey: (key) => unity.WatchKey(key), keyPresses: (id) => unity.KeyPresses(id) };
  }

  get defaultCapturesFolder(): string | undefined {
    const folder = this.unity.DefaultCapturesFolder();
    return folder === '' ? undefined : folder;
  }

  create(options: NativeRecorderOptions): NativeRecorder | Failure {
    const { name } = options;
    if (name === '') return this.make(options);
    if ([...this.names.values()].includes(name)) {
      const message = `name: ${quote(name)} is in use by another recorder of this script: dispose that one first`;
      return { status: ReturnCode.InvalidState, message };
    }
    try {
      if (this.unity.Adopt(name) === ReturnCode.Ok) return this.recorderOf(this.unity.LastId(), options, true);
    } catch (thrown) {
      return failureOfCSharp(thrown);
    }
    return this.make(options);
  }

  prepareFolder(capturesFolder: string): void {
    if (capturesFolder === this.defaultCapturesFolder) this.unity.PrepareFolder(capturesFolder);
  }

  end(handle: number): void {
    this.names.delete(handle);
    this.unity.Destroy(handle);
  }

  failureOf(thrown: unknown): Failure {
    return failureOfCSharp(thrown);
  }

  private make(options: NativeRecorderOptions): NativeRecorder | Failure {
    const made = createNative(this.unity, options, failureOfCSharp);
    if (!('handle' in made)) return made;
    const { handle } = made;
    const status = options.name === '' ? ReturnCode.Ok : this.unity.SetName(handle, options.name);
    if (status === ReturnCode.Ok) return this.recorderOf(handle, options, false);
    const message = this.unity.LastError();
    this.unity.Destroy(handle);
    return { status, message };
  }

  private recorderOf(handle: number, options: NativeRecorderOptions, takenOver: boolean): NativeRecorder {
    if (options.name !== '') this.names.set(handle, options.name);
    return new HandleRecorder(this.unity, handle, options.capturesFolder, this, takenOver);
  }
}

function connect(): NativeBridge | undefined {
  try {
    const types = (globalThis as { CS?: { GameVoice: UnityTypes } }).CS?.GameVoice;
    if (types === undefined) throw new Error('there is no CS: this file is for scripts that PuerTS runs');
    const unity = checkedUnity(types);
    const found = unity.AbiVersion();
    if (found === ABI_VERSION) return new PuertsUnityBridge(unity);
    throw new Error(`the native library has interface ${found}, expected ${ABI_VERSION}: use that of this package`);
  } catch (thrown) {
    printLine(1, `nothing is recorded: ${messageOf(thrown)}`);
    return undefined;
  }
}

/** The bridge that this file has registered; undefined when there is nothing to call. */
export const puertsUnityBridge: NativeBridge | undefined = connect();
registerBridge(puertsUnityBridge);
