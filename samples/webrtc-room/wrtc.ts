import { ExitCode, SampleError } from './sampleError';

/**
 * The part of `@roamhq/wrtc` that the sample uses. The package's own types stand on the DOM library, which game
 * scripts must not see, so what is needed is spelled out here.
 */
export interface Wrtc {
  RTCPeerConnection: new (configuration: { iceServers: [] }) => Connection;
  MediaStream: new (tracks: AudioTrack[]) => unknown;
  nonstandard: {
    RTCAudioSource: new () => AudioSource;
    RTCAudioSink: new (track: AudioTrack) => AudioSink;
  };
}

export interface AudioTrack {
  stop(): void;
}

export interface AudioSource {
  createTrack(): AudioTrack;
  /** Exactly 10 ms. */
  onData(data: AudioData): void;
}

export interface AudioSink {
  ondata: (data: AudioData) => void;
  stop(): void;
}

export interface AudioData {
  samples: Int16Array;
  sampleRate: number;
  bitsPerSample: number;
  channelCount: number;
  numberOfFrames: number;
}

export interface Candidate {
  readonly candidate: string;
  readonly sdpMid: string | null;
  readonly sdpMLineIndex: number | null;
}

export interface Description {
  readonly type: string;
  readonly sdp: string;
}

export interface Connection {
  readonly connectionState: 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed';
  onicecandidate: (event: { candidate: Candidate | null }) => void;
  ontrack: (event: { track: AudioTrack }) => void;
  addTrack(track: AudioTrack, stream: unknown): void;
  addIceCandidate(candidate: Candidate): Promise<void>;
  createOffer(): Promise<Description>;
  createAnswer(): Promise<Description>;
  setLocalDescription(description: Description): Promise<void>;
  setRemoteDescription(description: Description): Promise<void>;
  addEventListener(type: 'connectionstatechange', listener: () => void): void;
  removeEventListener(type: 'connectionstatechange', listener: () => void): void;
  getStats(): Promise<{ values(): Iterable<StatsEntry> }>;
  close(): void;
}

/** One entry of a connection's statistics; which members it has depends on its type. */
export interface StatsEntry {
  type: string;
  kind?: string;
  state?: string;
  nominated?: boolean;
  packetsReceived?: number;
  packetsLost?: number;
  /** Seconds, as all of WebRTC's times. */
  jitter?: number;
  jitterBufferDelay?: number;
  jitterBufferEmittedCount?: number;
  currentRoundTripTime?: number;
}

/** Loads libwebrtc, which has a binary per platform; where there is none a {@link SampleError} says so. */
export async function loadWrtc(): Promise<Wrtc> {
  try {
    return (await import('@roamhq/wrtc')).default as unknown as Wrtc;
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    throw new SampleError(ExitCode.Environment, `WebRTC cannot be loaded on this machine: ${reason}`);
  }
}
