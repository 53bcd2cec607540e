import { CHUNK_FRAMES } from '../audio/sounds';

/** A part of one chunk that sounds from `when` on. All in frames of the capture and seconds of the audio clock. */
export interface Piece {
  readonly chunk: number;
  /** Within the capture. */
  readonly firstFrame: number;
  readonly frames: number;
  readonly when: number;
}

export interface PlanOptions {
  readonly startFrame: number;
  /** When that frame sounds. */
  readonly startTime: number;
  /** Of the capture. */
  readonly endFrame: number;
  /** Played again and again once it is reached; a start behind it plays on to the end. */
  readonly loop: { readonly first: number; readonly end: number } | null;
  /** Frames of the capture in one second of the clock: its rate times the speed. */
  readonly framesPerSecond: number;
}

/** What sounds when, from a start on: pure arithmetic, so that every lane has the same answer. */
export class PlayPlan {
  private readonly firstFrames: number;
  private readonly loopFrames: number;
  private taken = 0;

  constructor(private readonly options: PlanOptions) {
    const { startFrame, endFrame, loop } = options;
    const loops = loop !== null && loop.end > loop.first && startFrame < loop.end;
    this.loopFrames = loops ? loop.end - loop.first : 0;
    this.firstFrames = Math.max((loops ? loop.end : endFrame) - startFrame, 0);
  }

  /** On the clock; null while it loops. */
  get endTime(): number | null {
    return this.loopFrames > 0 ? null : this.timeOf(this.firstFrames);
  }

  frameAt(time: number): number {
    const { startTime, framesPerSecond, startFrame, loop } = this.options;
    const played = Math.max((time - startTime) * framesPerSecond, 0);
    if (played < this.firstFrames) return startFrame + played;
    if (this.loopFrames === 0 || loop === null) return startFrame + this.firstFrames;
    return loop.first + ((played - this.firstFrames) % this.loopFrames);
  }

  /** The next piece, if it begins before `until`. It stays the next one until `advance`. */
  next(until: number): Piece | null {
    const when = this.timeOf(this.taken);
    const { firstFrame, left } = this.place();
    if (left <= 0 || when >= until) return null;
    const chunk = Math.floor(firstFrame / CHUNK_FRAMES);
    return { chunk, firstFrame, frames: Math.min(left, (chunk + 1) * CHUNK_FRAMES - firstFrame), when };
  }

  secondsOf(frames: number): number {
    return frames / this.options.framesPerSecond;
  }

  advance(piece: Piece): void {
    this.taken += piece.frames;
  }

  private timeOf(played: number): number {
    return this.options.startTime + this.secondsOf(played);
  }

  /** Where the next piece begins, and how many frames come before a jump or the end. */
  private place(): { firstFrame: number; left: number } {
    const { startFrame, loop } = this.options;
    if (this.taken < this.firstFrames) {
      return { firstFrame: startFrame + this.taken, left: this.firstFrames - this.taken };
    }
    if (this.loopFrames === 0 || loop === null) return { firstFrame: startFrame + this.taken, left: 0 };
    const within = (this.taken - this.firstFrames) % this.loopFrames;
    return { firstFrame: loop.first + within, left: this.loopFrames - within };
  }
}
