import { messageOf } from '../errors/describe';
import { ABI_VERSION } from './abiVersion';
import { checkedUnity } from './checkedUnity';
import type { UnityFace } from './checkedUnity';
import { printLine } from './console';
import { failureOfCSharp } from './csharpErrors';
import { HandleRecorder } from './handleRecorder';
import type { Failure, RecorderOwner } from './handleRecorder';
import { NamedRecorders } from './namedRecorders';
import type { NamedRecordersOwner } from './namedRecorders';
import type { NativeBridge, NativeRecorder, NativeRecorderOptions } from './NativeBridge';
import { registerBridge } from './registry';
import type { UnityTypes } from './unityNative';

/**
 * The bridge of Unity: C# through PuerTS. Importing this file registers it. Where there is nothing to call, it prints
 * why and registers nothing: the game goes on, and every call answers 39002.
 *
 * Recorders live in C# and outlive the script engine. One with a name is taken over by the next script that asks for
 * it; one without ends with `dispose`, or when C# calls `DestroyUnnamed` or `DestroyAll`.
 */
class PuertsUnityBridge implements NativeBridge, RecorderOwner, NamedRecordersOwner {
  readonly host = 'puerts-unity';
  readonly version: string;
  readonly capabilities: number;
  readonly aacEncoder: string;
  readonly defaultMaxBufferBytes: number;
  private readonly recorders: NamedRecorders;

  constructor(private readonly unity: UnityFace) {
    this.version = unity.Version();
    this.capabilities = unity.Capabilities();
    this.aacEncoder = unity.AacEncoderName();
    this.defaultMaxBufferBytes = unity.DefaultMaxBufferBytes();
    this.recorders = new NamedRecorders(unity, this);
  }

  get defaultCapturesFolder(): string | undefined {
    const folder = this.unity.DefaultCapturesFolder();
    return folder === '' ? undefined : folder;
  }

  create(options: NativeRecorderOptions): NativeRecorder | Failure {
    return this.recorders.create(options);
  }

  prepareFolder(capturesFolder: string): void {
    if (capturesFolder === this.defaultCapturesFolder) this.unity.PrepareFolder(capturesFolder);
  }

  end(handle: number): void {
    this.recorders.end(handle);
  }

  failureOf(thrown: unknown): Failure {
    return failureOfCSharp(thrown);
  }

  recorderOf(handle: number, options: NativeRecorderOptions, takenOver: boolean): NativeRecorder {
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
