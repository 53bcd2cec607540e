import type { NativeCapture, NativeRecorderOptions } from '../../bridge/NativeBridge';
import type { FailedDump } from './FakeDumps';
import { fakeCapture, Origin } from './fakeCapture';
import type { FakeTask } from './FakeTask';

interface Leftover {
  readonly recoveryFolder: string;
  /** No bytes: it is plain. */
  readonly encryptionKey: Uint8Array;
  /** What a recovery makes of it for a recorder with this captures folder. */
  readonly capture: (capturesFolder: string) => NativeCapture;
}

/** What a recovery finds: captures, and how many leftovers need another key. */
export interface Found {
  readonly captures: readonly NativeCapture[];
  readonly locked: number;
}

/** What the killed recorders of a fake bridge have left in their recovery folders. */
export class FakeLeftovers {
  private left: Leftover[] = [];
  private made = 0;

  /** A recorder was killed in the middle of this. */
  leave(options: NativeRecorderOptions, task: FakeTask | undefined, dumps: readonly FailedDump[], nowMs: number): void {
    for (const { durable, path, request, seconds, config, tracks } of dumps) {
      const capture = fakeCapture(path, request.reason, Origin.Recovered, seconds, config, tracks);
      if (durable) this.add(options, config.encryptionKey, () => capture);
    }
    if (task === undefined || !task.durable) return;
    const { config, isCycle } = task;
    const seconds = task.fileSeconds(nowMs);
    const tracks = task.tracksWithin(seconds, nowMs);
    const suffix = config.filePath.slice(-4);
    this.add(options, config.encryptionKey, (capturesFolder) => {
      const path = isCycle ? `${capturesFolder}/fake-recovered-${++this.made}${suffix}` : config.filePath;
      return fakeCapture(path, 'recovered', Origin.Recovered, seconds, config, tracks);
    });
  }

  /** Takes out what can be had with this key; the rest stays. */
  recover({ recoveryFolder, capturesFolder }: NativeRecorderOptions, key: Uint8Array): Found {
    const here = this.left.filter((one) => one.recoveryFolder === recoveryFolder);
    const open = here.filter(({ encryptionKey }) => encryptionKey.length === 0 || sameBytes(encryptionKey, key));
    this.left = this.left.filter((one) => !open.includes(one));
    return {
      captures: open.map(({ capture }) => capture(capturesFolder)),
      locked: here.length - open.length,
    };
  }

  wipe(recoveryFolder: string): void {
    this.left = this.left.filter((one) => one.recoveryFolder !== recoveryFolder);
  }

  private add({ recoveryFolder }: NativeRecorderOptions, key: Uint8Array, capture: Leftover['capture']): void {
    this.left.push({ recoveryFolder, encryptionKey: new Uint8Array(key), capture });
  }
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}
