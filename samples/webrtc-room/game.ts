import { Quality, VoiceRecorder, VoiceRecorderError } from '../../assets/scripts/index';
import type { Capture, RecoveryReport, VoiceSource } from '../../assets/scripts/index';

/** The sound of a voice room as an RTC SDK hands it to a game: blocks of one user each. */
export interface VoiceRoom {
  readonly roomId: string;
  readonly localUserId: string;
  readonly remoteUserIds: readonly string[];
  onAudio(listener: (userId: string, block: AudioBlock) => void): void;
  /** Once a second: loss, jitter, round trip of each user. Not every SDK has them. */
  onFigures?(listener: (figures: object) => void): void;
}

export interface AudioBlock {
  samples: Int16Array;
  sampleRate: number;
  channels: number;
}

export interface GameSettings {
  readonly capturesFolder: string;
  readonly recoveryFolder: string;
  readonly lastSeconds: number;
}

/**
 * The game script: all that a game does to have its voice room recorded. It knows the recorder and the room, nothing
 * of the machine it runs on.
 */
export class Game {
  readonly recorder: VoiceRecorder;

  /**
   * Captures without a path of their own go to `capturesFolder`; what is recorded is kept in `recoveryFolder` until it is
   * in its file, so that a crash does not take it along; the hotkeys save `lastSeconds`.
   */
  constructor(room: VoiceRoom, { capturesFolder, recoveryFolder, lastSeconds }: GameSettings) {
    this.recorder = new VoiceRecorder({ capturesFolder, recoveryFolder });
    this.accept(this.recorder.enterRoom({ roomId: room.roomId, userId: room.localUserId }));

    const sources = new Map<string, VoiceSource>();
    const { localUserId: me } = room;
    sources.set(me, this.recorder.openSource({ kind: 'local', userId: me, label: 'microphone' }));
    for (const userId of room.remoteUserIds) {
      sources.set(userId, this.recorder.openSource({ kind: 'remote', userId, label: 'voice' }));
    }
    room.onAudio((userId, block) => sources.get(userId)?.push(block.samples, block));
    // Refused while nothing is recorded, which is as it should be.
    room.onFigures?.((figures) => this.recorder.addStatistics(figures));

    for (const key of ['F9', 'D']) this.recorder.bindHotkey(key, { lastSeconds, reason: 'hotkey' });
  }

  /** At the start, once frames run: makes captures of what a crash has left. */
  recover(): Promise<RecoveryReport> {
    return this.recorder.recover();
  }

  /** Once a frame: events arrive and promises settle here. */
  update(): void {
    this.recorder.tick();
  }

  /** A key was pressed and let go. */
  press(key: string): void {
    this.recorder.keyDown({ key });
    this.recorder.keyUp({ key });
  }

  /** Keeps the last `seconds` of what everybody says, until {@link stop} or a dump saves it. */
  keepLast(seconds: number, filePath: string, tracks: 'mix' | 'separate' = 'mix'): Promise<void> {
    return this.recorder.start({ filePath, cycleTime: seconds, sampleRate: 32000, quality: Quality.Medium, tracks });
  }

  /** The same as WAV, and everybody in a file of their own beside it. */
  keepApart(seconds: number, filePath: string): Promise<void> {
    return this.recorder.start({ filePath, cycleTime: seconds, sampleRate: 48000, tracks: 'separate' });
  }

  /** Writes everybody into one file as it happens. */
  recordMix(filePath: string): Promise<void> {
    return this.recorder.start({ filePath, sampleRate: 48000 });
  }

  /** Writes the local player to the left channel and all others to the right. */
  recordSplit(filePath: string): Promise<void> {
    return this.recorder.start({ filePath, sampleRate: 48000, layout: 'split' });
  }

  /** Something worth finding again in the sidecar. */
  mark(label: string, data?: unknown): void {
    this.accept(this.recorder.mark(label, data));
  }

  /** Saves the last seconds while recording goes on. */
  saveLast(seconds: number, reason: string): Promise<Capture> {
    return this.recorder.dump({ lastSeconds: seconds, reason });
  }

  stop(): Promise<Capture> {
    return this.recorder.stop();
  }

  /** The player leaves; whatever still runs is finished. */
  end(): void {
    this.recorder.leaveRoom();
    this.recorder.dispose();
  }

  private accept(code: number): void {
    if (code !== 0) throw this.recorder.lastError ?? new VoiceRecorderError(code, 'refused');
  }
}
