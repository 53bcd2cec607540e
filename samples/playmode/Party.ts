import { PeerMesh } from '../webrtc-room/peers';
import type { Wrtc } from '../webrtc-room/wrtc';
import { FINE, NetworkLink } from './BadNetwork';
import type { Conditions } from './BadNetwork';
import type { Fault } from './faults';
import { Player } from './Player';

/** Two players in a voice room on real WebRTC: Ann, who talks, and Bob, who listens. */
export class Party {
  readonly ann: Player;
  readonly bob: Player;

  private constructor(
    private readonly mesh: PeerMesh,
    private readonly link: NetworkLink,
    annsVoice: Int16Array,
    private readonly fault: Fault | undefined,
  ) {
    this.ann = new Player('ann', ['bob'], annsVoice, mesh, fault);
    this.bob = new Player('bob', ['ann'], new Int16Array(480), mesh, fault);
  }

  /** Resolves when both are connected and Ann talks. `random`: of the network. */
  static async open(wrtc: Wrtc, annsVoice: Int16Array, fault: Fault | undefined, random: () => number): Promise<Party> {
    const link = await NetworkLink.between('ann', 'bob', random);
    const party = new Party(new PeerMesh(wrtc, ['ann', 'bob'], () => link), link, annsVoice, fault);
    await party.mesh.connect();
    party.ann.talk();
    party.bob.talk();
    return party;
  }

  /** What happens to Ann's voice on its way to Bob. */
  setNetwork(conditions: Conditions): void {
    if (this.fault === 'network') return;
    if (this.fault === 'recovery' && conditions === FINE) return;
    this.link.setConditions('ann', conditions);
  }

  close(): void {
    this.ann.close();
    this.bob.close();
    this.mesh.close();
    this.link.close();
  }
}
