import { messageOf } from '../errors/describe';
import { ReturnCode } from '../errors/ReturnCode';
import { ABI_VERSION } from './abiVersion';
import { checkedCocos } from './checkedCocos';
import type { CocosNative } from './cocosNative';
import { HandleRecorder } from './handleRecorder';
import type { Failure, RecorderOwner } from './handleRecorder';
import { NamedRecorders } from './namedRecorders';
import type { NamedRecordersOwner } from './namedRecorders';
import type { NativeBridge, NativeRecorder, NativeRecorderOptions } from './NativeBridge';
import { registerBridge } from './registry';
import type { NoBridge } from './registry';

/** A recorder of Cocos Creator can make a tone of its own. */
class CocosRecorder extends HandleRecorder {
  constructor(
    private readonly cocos: CocosNative,
    handle: number,
    capturesFolder: string,
    owner: RecorderOwner,
    takenOver: boolean,
  ) {
    super(cocos, handle, capturesFolder, owner, takenOver);
  }

  openTestTone(
    kind: number,
    userId: string,
    label: string,
    frequencyHz: number,
    levelDbfs: number,
  ): { status: number; source: number } {
    const status = this.call(() => this.cocos.OpenTestTone(this.handle, kind, userId, label, frequencyHz, levelDbfs));
    return { status, source: this.idWhen(status) };
  }
}

/**
 * The bridge of Cocos Creator: the native plugin through the engine's own binding. Importing this file registers it. Where
 * there is nothing to call it registers nothing, and the first recorder says why, once: the game goes on, and every call
 * answers 39002.
 *
 * Recorders without a name end with the script engine; one with a name is taken over by the next script that asks for it.
 */
class CocosBridge implements NativeBridge, RecorderOwner, NamedRecordersOwner {
  readonly host = 'cocos';
  readonly version: string;
  readonly capabilities: number;
  readonly aacEncoder: string;
  readonly defaultCapturesFolder: string | undefined;
  readonly defaultMaxBufferBytes: number;
  private readonly recorders: NamedRecorders;

  constructor(private readonly native: CocosNative) {
    this.version = native.Version();
    this.capabilities = native.Capabilities();
    this.aacEncoder = native.AacEncoderName();
    this.defaultCapturesFolder = native.DefaultCapturesFolder() || undefined;
    this.defaultMaxBufferBytes = native.DefaultMaxBufferBytes();
    this.recorders = new NamedRecorders(native, this);
  }

  create(options: NativeRecorderOptions): NativeRecorder | Failure {
    return this.recorders.create(options);
  }

  makeFolder(path: string): void {
    this.native.PrepareFolder(path);
  }

  prepareFolder(capturesFolder: string): void {
    if (capturesFolder === this.defaultCapturesFolder) this.makeFolder(capturesFolder);
  }

  end(handle: number): void {
    this.recorders.end(handle);
  }

  failureOf(thrown: unknown): Failure {
    return { status: ReturnCode.InvalidParameter, message: messageOf(thrown) };
  }

  recorderOf(handle: number, options: NativeRecorderOptions, takenOver: boolean): NativeRecorder {
    return new CocosRecorder(this.native, handle, options.capturesFolder, this, takenOver);
  }
}

/** What the engine's script environment has below globalThis. */
interface CocosGlobals {
  /** Native builds alone have it. */
  readonly jsb?: { readonly VoiceRecorderNative?: unknown } | undefined;
  readonly VoiceRecorderNative?: unknown;
}

const NOT_SUPPORTED: NoBridge = {
  level: 2,
  reason:
    'not supported here: a web or mini-game build has no native plugin; recording works in builds for Windows, macOS, ' +
    'Android and iOS',
};

const MISSING: NoBridge = {
  level: 1,
  reason:
    'the native plugin is missing in this build: keep the folder "native" of the extension voice-recorder in its place ' +
    'and build the native project again',
};

function connect(globals: CocosGlobals): NativeBridge | NoBridge {
  const native = globals.VoiceRecorderNative ?? globals.jsb?.VoiceRecorderNative;
  if (typeof native !== 'function' && typeof native !== 'object') {
    return globals.jsb === undefined ? NOT_SUPPORTED : MISSING;
  }
  try {
    const found = abiVersionOf(native as CocosNative);
    if (found === ABI_VERSION) return new CocosBridge(checkedCocos(native as object));
    const reason =
      `the native plugin has interface ${found}, expected ${ABI_VERSION}: scripts and plugin are of different versions; ` +
      'use both from one extension and build the native project again';
    return { level: 1, reason };
  } catch (thrown) {
    return { level: 1, reason: messageOf(thrown) };
  }
}

/** Before anything else: a plugin of another version may lack functions. */
function abiVersionOf(native: Partial<CocosNative>): number | string {
  const found: unknown = native.AbiVersion?.();
  return typeof found === 'number' ? found : 'of an unknown version';
}

const connected = connect(globalThis as CocosGlobals);

/** The bridge that this file has registered; undefined when there is nothing to call. */
export const cocosBridge: NativeBridge | undefined = 'create' in connected ? connected : undefined;
registerBridge(cocosBridge, 'create' in connected ? undefined : connected);
