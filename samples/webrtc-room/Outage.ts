import type { AudioBlock, VoiceRoom } from './game';

const OUTAGE_MS = 2000;

/** A room in which the sound of one remote player does not arrive for two seconds, so that its recording has a gap. */
export class Outage implements VoiceRoom {
  readonly roomId: string;
  readonly localUserId: string;
  readonly remoteUserIds: readonly string[];
  private firstMs: number | undefined;

  /** It begins `atSeconds` after the first block of anybody; the first remote player is the one who is not heard. */
  constructor(
    private readonly room: VoiceRoom,
    private readonly atSeconds: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    ({ roomId: this.roomId, localUserId: this.localUserId, remoteUserIds: this.remoteUserIds } = room);
  }

  onAudio(listener: (userId: string, block: AudioBlock) => void): void {
    this.room.onAudio((userId, block) => {
      if (!(userId === this.remoteUserIds[0] && this.isNow())) listener(userId, block);
    });
  }

  onFigures(listener: (figures: object) => void): void {
    this.room.onFigures?.(listener);
  }

  private isNow(): boolean {
    this.firstMs ??= this.now();
    const sinceMs = this.now() - this.firstMs - 1000 * this.atSeconds;
    return sinceMs >= 0 && sinceMs < OUTAGE_MS;
  }
}
