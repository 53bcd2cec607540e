import { BLOCK_FRAMES, VOICE_RATE_HZ } from './voiceFormat';
import { ConnectionFigures } from './ConnectionFigures';
import type { CallFigures } from './ConnectionFigures';
import type { AudioSink, AudioSource, AudioTrack, Candidate, Connection, Wrtc } from './wrtc';

/** 10 ms of what one player hears of another. Until the first packet it is silence of another rate. */
export interface ReceivedBlock {
  samples: Int16Array;
  sampleRate: number;
  channels: number;
}

export type HearBlock = (userId: string, block: ReceivedBlock) => void;

/** A way for the packets of two players other than the straight one. */
export interface Link {
  /** The candidate of `player` as the other one is to see it; undefined: it does not lead this way. */
  routed(player: string, candidate: string): string | undefined;
}

export type LinkBetween = (caller: string, callee: string) => Link;

const CONNECT_TIMEOUT_MS = 15000;

/** One player: a microphone track that goes to every other player, and a receive track from each of them. */
class Peer {
  readonly source: AudioSource;
  readonly track: AudioTrack;
  readonly connections: Connection[] = [];
  readonly figures = new Map<string, { connection: Connection; reading: ConnectionFigures }>();
  readonly sinks: AudioSink[] = [];
  hear: HearBlock | undefined;

  constructor(
    private readonly wrtc: Wrtc,
    readonly userId: string,
  ) {
    this.source = new wrtc.nonstandard.RTCAudioSource();
    this.track = this.source.createTrack();
  }

  /** A connection to `other` that sends this player's voice and gives what arrives to `hear`. */
  connectTo(other: Peer): Connection {
    const connection = new this.wrtc.RTCPeerConnection({ iceServers: [] });
    connection.addTrack(this.track, new this.wrtc.MediaStream([this.track]));
    connection.ontrack = ({ track }) => {
      if (!this.hear) return;
      const sink = new this.wrtc.nonstandard.RTCAudioSink(track);
      sink.ondata = ({ samples, sampleRate, channelCount }) =>
        this.hear?.(other.userId, { samples, sampleRate, channels: channelCount });
      this.sinks.push(sink);
    };
    this.connections.push(connection);
    this.figures.set(other.userId, { connection, reading: new ConnectionFigures() });
    return connection;
  }

  close(): void {
    this.sinks.forEach((sink) => sink.stop());
    this.track.stop();
    this.connections.forEach((connection) => connection.close());
  }
}

/**
 * A voice room in one process: every two players are joined by a pair of real peer connections (libwebrtc, Opus over
 * UDP) that find each other on this machine's own addresses, so neither a server nor a network is needed.
 */
export class PeerMesh {
  private readonly peers: Map<string, Peer>;

  /** `linkBetween`: without it packets go straight. */
  constructor(
    wrtc: Wrtc,
    userIds: string[],
    private readonly linkBetween?: LinkBetween,
  ) {
    this.peers = new Map(userIds.map((userId) => [userId, new Peer(wrtc, userId)]));
  }

  /** Gives `hear` every block that `userId` receives. Call before {@link connect}. */
  listen(userId: string, hear: HearBlock): void {
    this.peer(userId).hear = hear;
  }

  /** Resolves when every connection stands; rejects with what is missing. */
  async connect(): Promise<void> {
    const peers = [...this.peers.values()];
    const pairs = peers.flatMap((peer, index) => peers.slice(index + 1).map((other) => [peer, other] as const));
    await Promise.all(
      pairs.map(([caller, callee]) => join(caller, callee, this.linkBetween?.(caller.userId, callee.userId))),
    );
  }

  /** Sends 10 ms of `userId`'s microphone to everybody else. */
  speak(userId: string, block: Int16Array): void {
    this.peer(userId).source.onData({
      samples: block,
      sampleRate: VOICE_RATE_HZ,
      bitsPerSample: 16,
      channelCount: 1,
      numberOfFrames: BLOCK_FRAMES,
    });
  }

  /** How well `userId` hears each of the others, since it was asked last. */
  async figures(userId: string): Promise<Record<string, CallFigures>> {
    const read = [...this.peer(userId).figures].map(async ([other, { connection, reading }]) => {
      const report = await connection.getStats();
      return [other, reading.read(report.values())] as const;
    });
    const heard = await Promise.all(read);
    return Object.fromEntries(heard.flatMap(([other, figures]) => (figures ? [[other, figures]] : [])));
  }

  /** Nothing goes from this player to the others any more, nor the other way. */
  leave(userId: string): void {
    this.peer(userId).close();
    this.peers.delete(userId);
  }

  close(): void {
    this.peers.forEach((peer) => peer.close());
  }

  private peer(userId: string): Peer {
    const peer = this.peers.get(userId);
    if (!peer) throw new Error(`no player ${userId} in the room`);
    return peer;
  }
}

/** Reads no description back from a connection: in node-webrtc that has crashed (its issue 696). */
async function join(caller: Peer, callee: Peer, link?: Link): Promise<void> {
  const outgoing = caller.connectTo(callee);
  const incoming = callee.connectTo(caller);
  const forwardToCallee = forwardCandidates(outgoing, incoming, (candidate) => routed(caller, candidate, link));
  const forwardToCaller = forwardCandidates(incoming, outgoing, (candidate) => routed(callee, candidate, link));
  const connected = Promise.all([outgoing, incoming].map((end) => untilConnected(end, caller.userId, callee.userId)));
  const offer = await outgoing.createOffer();
  await outgoing.setLocalDescription(offer);
  await incoming.setRemoteDescription(offer);
  forwardToCallee();
  const answer = await incoming.createAnswer();
  await incoming.setLocalDescription(answer);
  await outgoing.setRemoteDescription(answer);
  forwardToCaller();
  await connected;
}

function routed(player: Peer, candidate: Candidate, link: Link | undefined): Candidate | undefined {
  if (!link) return candidate;
  const { sdpMid, sdpMLineIndex } = candidate;
  const text = link.routed(player.userId, candidate.candidate);
  return text === undefined ? undefined : { candidate: text, sdpMid, sdpMLineIndex };
}

/** Candidates of `from` wait until `to` has a description of it, which the function that is returned tells. */
function forwardCandidates(
  from: Connection,
  to: Connection,
  route: (candidate: Candidate) => Candidate | undefined,
): () => void {
  const waiting: Candidate[] = [];
  let described = false;
  const flush = () => {
    if (described) for (const candidate of waiting.splice(0)) void to.addIceCandidate(candidate);
  };
  from.onicecandidate = ({ candidate }) => {
    const way = candidate ? route(candidate) : undefined;
    if (way) waiting.push(way);
    flush();
  };
  return () => {
    described = true;
    flush();
  };
}

function untilConnected(connection: Connection, caller: string, callee: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (state: string) =>
      reject(new Error(`${caller} and ${callee} could not be connected (${state}); is the loopback interface up?`));
    const timer = setTimeout(
      () => fail(`still ${connection.connectionState} after ${CONNECT_TIMEOUT_MS / 1000} s`),
      CONNECT_TIMEOUT_MS,
    );
    const look = () => {
      const state = connection.connectionState;
      if (state !== 'connected' && state !== 'failed' && state !== 'closed') return;
      clearTimeout(timer);
      connection.removeEventListener('connectionstatechange', look);
      if (state === 'connected') resolve();
      else fail(state);
    };
    connection.addEventListener('connectionstatechange', look);
    look();
  });
}
