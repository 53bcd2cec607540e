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
const LONGEST_PAUSE_OF_A_TALKER_S = 1.5;

/** The room of the sample: a mesh of WebRTC peers in which everybody talks all the time. */
export class PeerRoom implements VoiceRoom {
  readonly roomId = 'lobby';
  readonly localUserId = LOCAL;
  readonly remoteUserIds: readonly string[];
  /** Who never falls silent for long, so that even a short recording must hold their voice. */
  readonly talkers: ReadonlySet<string>;
  private readonly mesh: PeerMesh;
  private readonly microphones: Microphone[];
  private listener: (userId: string, block: AudioBlock) => void = () => undefined;

  /** `voices` begins with the local player's. */
  constructor(
    wrtc: Wrtc,
    readonly voices: readonly Voice[],
  ) {
    this.remoteUserIds = REMOTES.slice(0, voices.length - 1);
    const everybody = [LOCAL, ...this.remoteUserIds];
    const talks = ({ samples }: Voice) => longestPauseSeconds(samples) <= LONGEST_PAUSE_OF_A_TALKER_S;
    this.talkers = new Set(everybody.filter((_, index) => voices[index] && talks(voices[index])));
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

  /** Resolves when everybody is connected with everybody and talks. */
  async open(): Promise<void> {
    await this.mesh.connect();
    this.microphones.forEach((microphone) => microphone.start());
  }

  close(): void {
    this.microphones.forEach((microphone) => microphone.stop());
    this.mesh.close();
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
