import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';

/** What a network does to the voice packets of one direction. Everything else, as keeping the connection, passes. */
export interface Conditions {
  /** Share of the packets that are lost, 0 to 1. */
  loss: number;
  /** How many packets in a row are lost when one is. */
  burst: number;
  /** Packets are late by up to so much, each by another time, so that some overtake others. */
  jitterMs: number;
}

export const FINE: Conditions = { loss: 0, burst: 1, jitterMs: 0 };

interface Address {
  address: string;
  port: number;
}

/** One end of a connection as the other end sees it: a port of this machine. */
interface End {
  socket: Socket;
  /** Where the player behind it really is, once that is known. */
  player: Address | undefined;
}

const LOCAL_ADDRESS = '127.0.0.1';
/** RFC 7983: RTP and RTCP begin with these; ICE and DTLS with less. */
const FIRST_RTP_BYTE = 128;
const LAST_RTP_BYTE = 191;
/** RFC 5761: of RTCP, whose packets carry no sound. */
const FIRST_RTCP_TYPE = 192;
const LAST_RTCP_TYPE = 223;

/**
 * A piece of network between two players: UDP packets of each go through two ports of this machine to the other, where
 * voice packets can be lost and delayed. Real packets of a real connection, which knows nothing of it.
 */
export class NetworkLink {
  private readonly ends = new Map<string, End>();
  private readonly conditions = new Map<string, Conditions>();
  private readonly lostInARow = new Map<string, number>();
  private closed = false;

  /** `random`: 0 to 1, as Math.random. */
  private constructor(private readonly random: () => number) {}

  static async between(one: string, other: string, random: () => number): Promise<NetworkLink> {
    const link = new NetworkLink(random);
    for (const [player, opposite] of [
      [one, other],
      [other, one],
    ] as const) {
      const socket = createSocket('udp4');
      await new Promise<void>((resolve, reject) => {
        socket.once('error', reject);
        socket.bind(0, LOCAL_ADDRESS, resolve);
      });
      link.ends.set(player, { socket, player: undefined });
      link.conditions.set(player, FINE);
      // What arrives at the port of a player comes from the one opposite.
      socket.on('message', (packet, from) => link.forward(opposite, player, packet, from));
      socket.on('error', () => undefined);
    }
    return link;
  }

  /** What happens to voice packets that `player` sends. */
  setConditions(player: string, conditions: Conditions): void {
    this.conditions.set(player, conditions);
  }

  /** The candidate of `player` as the other one is to see it; undefined: one that does not lead through here. */
  routed(player: string, candidate: string): string | undefined {
    const fields = candidate.split(' ');
    const [, , transport, , address, port, , type] = fields;
    const end = this.end(player);
    const isPlain = transport?.toLowerCase() === 'udp' && type === 'host' && /^[\d.]+$/.test(address ?? '');
    if (!isPlain || end.player) return undefined;
    end.player = { address: address ?? '', port: Number(port) };
    const seen = end.socket.address();
    fields[4] = seen.address;
    fields[5] = String(seen.port);
    return fields.join(' ');
  }

  close(): void {
    this.closed = true;
    for (const { socket } of this.ends.values()) socket.close();
  }

  /** A packet of `from` that is meant for `to`, and leaves by the port that stands for `from`. */
  private forward(from: string, to: string, packet: Buffer, sender: Address): void {
    const source = this.end(from);
    // A player may send from another address than the one that was told.
    source.player = { address: sender.address, port: sender.port };
    const { player } = this.end(to);
    if (!player || this.closed) return;
    const send = (): void => {
      if (!this.closed) source.socket.send(packet, player.port, player.address);
    };
    if (!isVoice(packet)) return send();
    const conditions = this.conditions.get(from) ?? FINE;
    if (this.isLost(from, conditions)) return;
    if (conditions.jitterMs === 0) send();
    else setTimeout(send, this.random() * conditions.jitterMs);
  }

  private isLost(from: string, { loss, burst }: Conditions): boolean {
    const left = this.lostInARow.get(from) ?? 0;
    if (left > 0) {
      this.lostInARow.set(from, left - 1);
      return true;
    }
    if (loss === 0 || this.random() >= loss / burst) return false;
    this.lostInARow.set(from, burst - 1);
    return true;
  }

  private end(player: string): End {
    const end = this.ends.get(player);
    if (!end) throw new Error(`${player} is not at this link`);
    return end;
  }
}

function isVoice(packet: Buffer): boolean {
  const [first = 0, second = 0] = packet;
  const isRtp = first >= FIRST_RTP_BYTE && first <= LAST_RTP_BYTE;
  return isRtp && !(second >= FIRST_RTCP_TYPE && second <= LAST_RTCP_TYPE);
}
