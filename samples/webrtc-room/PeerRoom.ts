import type { AudioBlock, VoiceRoom } from './game';
import { Microphone } from './Microphone';
import { PeerMesh } from './peers';
import { characters, speak, voiceFromFile } from './speech';
import type { Voice } from './speech';
import { VOICE_RATE_HZ, longestPauseSeconds } from './voiceFormat';
import type { Wrtc } from './wrtc';

const LOCAL = 'me';
const REMOTES = ['ann', 'bob', 'cai', 'dee'];
const LEAST_REMOTES = 2;
const FIGURES_MS = 1000;
const LONGEST_PAUSE_OF_A_TALKER_S = 1.5;

/** Who is in a room. */
export interface Players {
  readonly localUserId: string;
  readonly remoteUserIds: readonly string[];
  /** Who never falls silent for long, so that even a short recording must hold their voice. */
  readonly talkers: ReadonlySet<string>;
}

/** The players with these voices, the local one first. */
export function playersOf(voices: readonly Voice[]): Players {
  const remoteUserIds = REMOTES.slice(0, voices.length - 1);
  const talks = (voice: Voice | undefined) =>
    voice !== undefined && longestPauseSeconds(voice.samples) <= LONGEST_PAUSE_OF_A_TALKER_S;
  const talkers = new Set([LOCAL, ...remoteUserIds].filter((_, index) => talks(voices[index])));
  return { localUserId: LOCAL, remoteUserIds, talkers };
}

/** The room of the sample: a mesh of WebRTC peers in which everybody talks all the time. */
export class PeerRoom implements VoiceRoom, Players {
  readonly roomId = 'lobby';
  readonly localUserId: string;
  readonly remoteUserIds: readonly string[];
  readonly talkers: ReadonlySet<string>;
  private readonly mesh: PeerMesh;
  private readonly microphones: Microphone[];
  private listener: (userId: string, block: AudioBlock) => void = () => undefined;
  private figuresListener: (figures: object) => void = () => undefined;
  private figuresTimer: ReturnType<typeof setInterval> | undefined;

  /** `voices` begins with the local player's. */
  constructor(
    wrtc: Wrtc,
    readonly voices: readonly Voice[],
  ) {
    ({ localUserId: this.localUserId, remoteUserIds: this.remoteUserIds, talkers: this.talkers } = playersOf(voices));
    const everybody = [LOCAL, ...this.remoteUserIds];
    this.mesh = new PeerMesh(wrtc, everybody);
    this.mesh.listen(LOCAL, (userId, block) => this.listener(userId, block));
    this.microphones = voices.map(({ samples }, index) => {
      const userId = everybody[index] ?? LOCAL;
      return new Microphone(samples, (block) => this.speak(userId, block));
    });
  }

  onAudio(listener: (userId: string, block: AudioBlock) => void): void {
    this.listener = listener;
  }

  onFigures(listener: (figures: object) => void): void {
    this.figuresListener = listener;
  }

  /** Resolves when everybody is connected with everybody and talks. */
  async open(): Promise<void> {
    await this.mesh.connect();
    this.microphones.forEach((microphone) => microphone.start());
    this.figuresTimer = setInterval(() => void this.tellFigures(), FIGURES_MS);
  }

  close(): void {
    clearInterval(this.figuresTimer);
    this.figuresTimer = undefined;
    this.microphones.forEach((microphone) => microphone.stop());
    this.mesh.close();
  }

  /** A connection that was closed meanwhile has no figures any more. */
  private async tellFigures(): Promise<void> {
    const figures = await this.mesh.figures(LOCAL).catch(() => undefined);
    if (figures && this.figuresTimer) this.figuresListener(figures);
  }

  /** A microphone's block goes to the other players and, if it is the local one, to the game. */
  private speak(userId: string, block: Int16Array): void {
    this.mesh.speak(userId, block);
    if (userId === LOCAL) this.listener(userId, { samples: block, sampleRate: VOICE_RATE_HZ, channels: 1 });
  }
}

/** The voices of a room: the user's own files, and spoken ones for the players without. The local player is first. */
export function loadVoices(mic: string | undefined, remotes: readonly string[]): Promise<Voice[]> {
  const count = 1 + Math.max(LEAST_REMOTES, remotes.length);
  const files = [mic, ...remotes];
  return Promise.all(
    Array.from({ length: count }, (_, index) => {
      const file = files[index];
      const character = characters[index % characters.length];
      if (file !== undefined) return voiceFromFile(file);
      if (!character) throw new Error('no characters');
      return speak(character);
    }),
  );
}
