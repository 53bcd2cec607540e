import type { AudioChunk } from '../audio/ChunkReader';
import { chunkCount, type Sound } from '../audio/sounds';
import type { Piece, PlayPlan } from './plan';

export const AHEAD_SECONDS = 3;
/** A piece that is still missing this long before it is due will not make it. */
const LATE_SECONDS = 0.01;

export interface ScheduleOptions {
  readonly plan: PlayPlan;
  readonly sounds: readonly Sound[];
  readonly speed: number;
  readonly now: () => number;
  readonly heard: (sound: Sound) => boolean;
  readonly peek: (sound: Sound, chunk: number) => AudioChunk | undefined;
  /** Asked for each time it is missing; many askings are one read. */
  readonly load: (sound: Sound, chunk: number) => void;
  readonly play: (sound: Sound, piece: Piece, chunk: AudioChunk) => void;
  /** Sound is due that is not here. */
  readonly onUnderrun: (frame: number) => void;
}

interface Planned {
  readonly piece: Piece;
  readonly endTime: number;
  /** Who was heard when it was planned: playback waits for these. */
  readonly expected: ReadonlySet<Sound>;
  readonly given: Set<Sound>;
}

/** Plans some seconds ahead and gives away each piece as soon as its audio is here, for every sound that is heard. */
export class Schedule {
  private planned: Planned[] = [];

  constructor(private readonly options: ScheduleOptions) {}

  /** To be called often: by a timer, when audio arrives, and when others are heard. */
  pump(): void {
    const { now, sounds, heard, onUnderrun } = this.options;
    const time = now();
    this.extend(time);
    const playing = sounds.filter(heard);
    let complete = true;
    for (const planned of this.planned) {
      for (const sound of playing) {
        if (this.give(planned, sound)) continue;
        complete = false;
        if (planned.expected.has(sound) && planned.piece.when < time + LATE_SECONDS) {
          onUnderrun(planned.piece.firstFrame);
          return;
        }
      }
    }
    if (complete) this.prepareOthers(sounds.filter((sound) => !heard(sound)));
  }

  private extend(time: number): void {
    const { plan, sounds, heard, speed } = this.options;
    this.planned = this.planned.filter(({ endTime }) => endTime > time);
    const until = time + AHEAD_SECONDS / speed;
    for (let piece = plan.next(until); piece !== null; piece = plan.next(until)) {
      const endTime = piece.when + plan.secondsOf(piece.frames);
      this.planned.push({ piece, endTime, expected: new Set(sounds.filter(heard)), given: new Set() });
      plan.advance(piece);
    }
  }

  /** False: it must still be read. */
  private give({ piece, given }: Planned, sound: Sound): boolean {
    if (given.has(sound) || piece.chunk >= chunkCount(sound)) return true;
    const chunk = this.options.peek(sound, piece.chunk);
    if (chunk === undefined) {
      this.options.load(sound, piece.chunk);
      return false;
    }
    given.add(sound);
    this.options.play(sound, piece, chunk);
    return true;
  }

  /** So that solo of another lane is heard at once. */
  private prepareOthers(others: readonly Sound[]): void {
    const soon = new Set(this.planned.slice(0, 2).map(({ piece }) => piece.chunk));
    for (const sound of others) {
      for (const chunk of soon) {
        if (chunk >= chunkCount(sound) || this.options.peek(sound, chunk) !== undefined) continue;
        this.options.load(sound, chunk);
      }
    }
  }
}
