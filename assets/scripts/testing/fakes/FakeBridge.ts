import type { NativeBridge, NativeRecorder, NativeRecorderOptions } from '../../bridge/NativeBridge';
import { ReturnCode } from '../../errors/ReturnCode';
import { FakeLeftovers } from './FakeLeftovers';
import { FakeRecorder } from './FakeRecorder';

/**
 * A bridge without audio for the tests of a game: it keeps rooms, tasks, sources and dumps in memory, in the order and
 * with the codes of the real plugin, and records every call. It is a fake: it writes no file, mixes nothing, measures
 * nothing, and its captures have a size of 0 and the level of silence.
 *
 *     const bridge = new FakeBridge();
 *     const recorder = new VoiceRecorder({ bridge });
 *     bridge.recorder.failNext('dump', ReturnCode.InvalidState, 'as the test wants it');
 *     bridge.recorder.kill(); // the next recorder of this bridge recovers what this one has left
 *
 * A recorder with a name outlives its script, as in Unity: the next one of that name is the same.
 */
export class FakeBridge implements NativeBridge {
  readonly host = 'fake';
  readonly version = '0.0.0-fake';
  capabilities = 15;
  readonly aacEncoder = 'none (fake)';
  defaultCapturesFolder: string | undefined = '/fake/captures';
  defaultMaxBufferBytes: number | undefined;
  /** Every folder that was asked for, in this order. */
  readonly folders: string[] = [];
  /** Every recorder that was made. */
  readonly recorders: FakeRecorder[] = [];
  private readonly leftovers = new FakeLeftovers();
  private refusal: { status: number; message: string } | undefined;

  /** The newest recorder; throws when none was made. */
  get recorder(): FakeRecorder {
    const newest = this.recorders[this.recorders.length - 1];
    if (newest === undefined) throw new Error('FakeBridge: no recorder was made yet');
    return newest;
  }

  /** The next `create` is refused. */
  refuseCreate(status: number = ReturnCode.Limit, message = 'refused by the fake'): void {
    this.refusal = { status, message };
  }

  makeFolder(path: string): void {
    this.folders.push(path);
  }

  create(options: NativeRecorderOptions): NativeRecorder | { status: number; message: string } {
    const refusal = this.refusal;
    this.refusal = undefined;
    if (refusal !== undefined) return refusal;
    const living = this.recorders.find((each) => options.name !== '' && each.isNamed(options.name));
    if (living !== undefined) return living.taken();
    const recorder = new FakeRecorder({ ...options }, this.leftovers);
    this.recorders.push(recorder);
    return recorder;
  }
}
