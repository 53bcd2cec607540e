import { BLOCK_FRAMES } from './voiceFormat';

const BLOCK_MS = 10;
const LOOK_MS = 5;
/** After a longer stall (a suspended process) the missed audio is left out, as a real device would. */
const LONGEST_CATCH_UP_BLOCKS = 100;

/**
 * Plays a voice over and over as 10 ms blocks, exactly 100 a second by the monotonic clock: a timer that comes late
 * is followed by all blocks that are due.
 */
export class Microphone {
  private timer: ReturnType<typeof setInterval> | undefined;
  private startedMs = 0;
  private sent = 0;
  private position = 0;
  /** Blocks left out after stalls. */
  skipped = 0;

  /** `deliver` gets a block that it may keep. */
  constructor(
    private readonly voice: Int16Array,
    private readonly deliver: (block: Int16Array) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  start(): void {
    if (this.timer) return;
    this.startedMs = this.now();
    this.sent = 0;
    this.timer = setInterval(() => this.deliverDue(), LOOK_MS);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Delivers every block whose time has come. */
  deliverDue(): void {
    const due = Math.floor((this.now() - this.startedMs) / BLOCK_MS);
    const missed = due - this.sent - LONGEST_CATCH_UP_BLOCKS;
    if (missed > 0) {
      this.skipped += missed;
      this.sent += missed;
    }
    for (; this.sent < due; this.sent++) this.deliver(this.nextBlock());
  }

  private nextBlock(): Int16Array {
    const block = new Int16Array(BLOCK_FRAMES);
    for (let index = 0; index < BLOCK_FRAMES; index++) {
      block[index] = this.voice[this.position] ?? 0;
      this.position = (this.position + 1) % this.voice.length;
    }
    return block;
  }
}
