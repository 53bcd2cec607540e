import { VoiceRecorder } from '../../assets/scripts/index';
import type { VoiceSource } from '../../assets/scripts/index';
import { Microphone } from '../webrtc-room/Microphone';
import type { PeerMesh } from '../webrtc-room/peers';
import { VOICE_RATE_HZ } from '../webrtc-room/voiceFormat';
import type { Fault } from './faults';

const POOR_LOSS_PERCENT = 5;
const FIGURES_MS = 250;
/** A warning stays for so long after the last loss, or it would flicker. */
const WARNING_MS = 1500;

/** The voice features of one player's client: what a game's own code has between its buttons and its RTC SDK. */
export class Player {
  /** As in any game that records its voice room. */
  readonly recorder = new VoiceRecorder({ minFreeBytes: 0 });
  private readonly microphone: Microphone;
  private readonly own: VoiceSource;
  private readonly lossAtMs = new Map<string, number>();
  private readonly figuresTimer: ReturnType<typeof setInterval>;
  private isMuted = false;
  private hasLeft = false;

  constructor(
    readonly userId: string,
    others: readonly string[],
    voice: Int16Array,
    private readonly mesh: PeerMesh,
    private readonly fault: Fault | undefined,
  ) {
    this.recorder.enterRoom({ roomId: 'party', userId });
    this.own = this.recorder.openSource({ kind: 'local', userId, label: 'microphone' });
    const heard = new Map(
      others.map((other) => [other, this.recorder.openSource({ kind: 'remote', userId: other, label: 'voice' })]),
    );
    mesh.listen(userId, (other, block) => heard.get(other)?.push(block.samples, block));
    this.microphone = new Microphone(voice, (block) => this.publish(block));
    this.figuresTimer = setInterval(() => void this.lookAtConnections(), FIGURES_MS);
  }

  talk(): void {
    this.microphone.start();
  }

  mute(): void {
    this.isMuted = this.fault !== 'mute';
    this.own.setMuted(true);
  }

  unmute(): void {
    this.isMuted = false;
    this.own.setMuted(false);
  }

  /** Nobody in the room hears this player any more. */
  leave(): void {
    if (this.hasLeft) return;
    this.hasLeft = true;
    clearInterval(this.figuresTimer);
    this.recorder.leaveRoom();
    if (this.fault === 'leave') return;
    this.microphone.stop();
    this.mesh.leave(this.userId);
  }

  /** Whether the game shows that this other player is badly heard. */
  warnsOf(other: string): boolean {
    return performance.now() - (this.lossAtMs.get(other) ?? -Infinity) < WARNING_MS;
  }

  close(): void {
    this.microphone.stop();
    clearInterval(this.figuresTimer);
    this.recorder.dispose();
  }

  private publish(block: Int16Array): void {
    const sent = this.isMuted ? new Int16Array(block.length) : block;
    this.mesh.speak(this.userId, sent);
    this.own.push(sent, { sampleRate: VOICE_RATE_HZ, channels: 1 });
  }

  private async lookAtConnections(): Promise<void> {
    const figures = await this.mesh.figures(this.userId).catch(() => ({}));
    for (const [other, { lossPercent }] of Object.entries(figures)) {
      if (lossPercent >= POOR_LOSS_PERCENT) this.lossAtMs.set(other, performance.now());
    }
  }
}
