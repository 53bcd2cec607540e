import type { StatsEntry } from './wrtc';

/** How well one player is heard, as an RTC SDK reports it once a second. */
export interface CallFigures {
  /** Of the packets since the last figures. */
  lossPercent: number;
  jitterMs: number;
  roundTripMs: number;
  /** How long sound waits in the jitter buffer, over the time since the last figures. */
  bufferMs: number;
}

interface Counters {
  received: number;
  lost: number;
  bufferDelay: number;
  emitted: number;
}

const NOTHING: Counters = { received: 0, lost: 0, bufferDelay: 0, emitted: 0 };

/** Turns the growing counters of one connection's statistics into figures of the time between two readings. */
export class ConnectionFigures {
  private before = NOTHING;

  /** Undefined until something has been received. */
  read(report: Iterable<StatsEntry>): CallFigures | undefined {
    const entries = [...report];
    const inbound = entries.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio');
    if (!inbound) return undefined;
    const path = entries.find(
      ({ type, nominated, state }) => type === 'candidate-pair' && nominated && state === 'succeeded',
    );
    const now: Counters = {
      received: inbound.packetsReceived ?? 0,
      lost: inbound.packetsLost ?? 0,
      bufferDelay: inbound.jitterBufferDelay ?? 0,
      emitted: inbound.jitterBufferEmittedCount ?? 0,
    };
    const since = (name: keyof Counters) => now[name] - this.before[name];
    const figures = {
      lossPercent: rounded(100 * share(since('lost'), since('lost') + since('received'))),
      jitterMs: rounded(1000 * (inbound.jitter ?? 0)),
      roundTripMs: rounded(1000 * (path?.currentRoundTripTime ?? 0)),
      bufferMs: rounded(1000 * share(since('bufferDelay'), since('emitted'))),
    };
    this.before = now;
    return figures;
  }
}

const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
const rounded = (value: number): number => Math.round(value * 10) / 10;
