/// <reference lib="es2021.weakref" />
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { messageOf } from '../errors/describe';
import { ReturnCode } from '../errors/ReturnCode';
import type { NativeBridge, NativeRecorder, NativeRecorderOptions } from './NativeBridge';
import { createNative, HandleRecorder } from './handleRecorder';
import type { Failure, RecorderOwner } from './handleRecorder';
import { loadNative, workingFolder } from './nodeAddon';
import type { NodeNative } from './nodeAddon';
import { registerBridge } from './registry';

/**
 * The bridge of Node: the native plugin through PuerTS. Importing this file loads the addon and registers the bridge;
 * it throws when there is none, and says what it tried.
 *
 * Recorders that still live when the process or their worker thread ends (its end, `process.exit`, an uncaught
 * exception) are destroyed then: their files are finished. A signal that kills Node without the `exit` event (SIGTERM
 * without a handler, SIGKILL) leaves a real-time file as it was at most a second before, and what `recover` finds in the
 * recovery folder. A recorder that is dropped without `destroy` ends when it is garbage collected.
 */
class NodePuertsBridge implements NativeBridge, RecorderOwner {
  readonly host = 'puerts-node';
  readonly version: string;
  readonly capabilities: number;
  readonly aacEncoder: string;
  /** `captures` in the working folder at import; made when the first dump or a recovery needs it. */
  readonly defaultCapturesFolder = join(workingFolder(), 'captures');
  private readonly live = new Set<number>();
  private readonly dropped = new FinalizationRegistry<number>((handle) => {
    this.end(handle);
  });

  constructor(private readonly native: NodeNative) {
    this.version = native.Version();
    this.capabilities = native.Capabilities();
    this.aacEncoder = native.AacEncoderName();
  }

  create(options: NativeRecorderOptions): NativeRecorder | { status: number; message: string } {
    const made = createNative(this.native, options, wrongType);
    if (!('handle' in made)) return made;
    const recorder = new HandleRecorder(this.native, made.handle, options.capturesFolder, this);
    this.live.add(made.handle);
    this.dropped.register(recorder, made.handle);
    return recorder;
  }

  prepareFolder(capturesFolder: string): void {
    if (capturesFolder !== this.defaultCapturesFolder) return;
    try {
      mkdirSync(capturesFolder);
    } catch {
      // It is there already, or the dump says what is wrong with it.
    }
  }

  end(handle: number): void {
    if (this.live.delete(handle)) this.native.Destroy(handle);
  }

  failureOf(thrown: unknown): Failure {
    return wrongType(thrown);
  }

  /** Ends every recorder of this thread; in the main thread also those whose worker is gone. */
  endAll(): void {
    for (const handle of this.live) this.native.Destroy(handle);
    this.live.clear();
    if (isMainThread) this.native.DestroyAll();
  }
}

/** The binding throws a value of the wrong type back; so does one whose properties throw when they are read. */
function wrongType(thrown: unknown): Failure {
  const message = `a value has the wrong type or cannot be read: ${messageOf(thrown)}`;
  return { status: ReturnCode.InvalidParameter, message };
}

const bridge = new NodePuertsBridge(loadNative());
process.on('exit', () => {
  bridge.endAll();
});
registerBridge(bridge);

/** The bridge that this file has registered. */
export const nodePuertsBridge: NativeBridge = bridge;
