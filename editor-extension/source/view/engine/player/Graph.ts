import type { LaneLevel } from '../../engine';
import type { LaneSound, Sound } from '../audio/sounds';

export const RAMP_SECONDS = 0.005;
const METER_FRAMES = 2048;
const FLOOR_DBFS = -120;

interface LaneNodes {
  readonly gain: GainNode;
  readonly meters: readonly AnalyserNode[];
}

/** sounds -> lanes (gain, meter) -> sum -> effect -> tail -> analyser -> out. */
export class Graph {
  readonly inputs: readonly GainNode[];
  readonly analyser: AnalyserNode;
  private readonly lanes: readonly (LaneNodes | null)[];
  private readonly sum: GainNode;
  private readonly tail: GainNode;
  private readonly scratch = new Float32Array(METER_FRAMES);
  private effect: AudioNode | null = null;

  constructor(
    readonly context: AudioContext,
    sounds: readonly Sound[],
    lanes: readonly (LaneSound | null)[],
  ) {
    this.sum = context.createGain();
    this.analyser = context.createAnalyser();
    this.analyser.fftSize = METER_FRAMES;
    this.tail = context.createGain();
    this.sum.connect(this.tail).connect(this.analyser).connect(context.destination);
    this.inputs = sounds.map(({ channels }) => {
      const input = context.createGain();
      input.channelCount = channels;
      input.channelCountMode = 'explicit';
      return input;
    });
    this.lanes = lanes.map((lane) => (lane === null ? null : this.connectLane(lane)));
  }

  /** With a short ramp, so that nothing clicks. */
  setGain(lane: number, gain: number): void {
    const nodes = this.lanes[lane];
    if (nodes === null || nodes === undefined) return;
    ramp(nodes.gain.gain, gain, this.context.currentTime);
  }

  /** Puts a node between the sum and what is heard; null takes it out. */
  setEffect(node: AudioNode | null): void {
    if (node === this.effect) return;
    this.sum.disconnect();
    this.effect?.disconnect();
    this.effect = node;
    if (node === null) this.sum.connect(this.tail);
    else this.sum.connect(node).connect(this.tail);
  }

  /** Cuts off what an effect still has of what was played before. */
  cutTail(): void {
    if (this.effect !== null) ramp(this.tail.gain, 0, this.context.currentTime);
  }

  openTail(): void {
    ramp(this.tail.gain, 1, this.context.currentTime);
  }

  level(lane: number): LaneLevel | null {
    const nodes = this.lanes[lane];
    if (nodes === null || nodes === undefined) return null;
    let peak = 0;
    let power = 0;
    for (const meter of nodes.meters) {
      meter.getFloatTimeDomainData(this.scratch);
      for (const sample of this.scratch) {
        power += sample * sample;
        if (sample > peak) peak = sample;
        else if (-sample > peak) peak = -sample;
      }
    }
    return { peakDbfs: decibels(peak), rmsDbfs: decibels(Math.sqrt(power / (METER_FRAMES * nodes.meters.length))) };
  }

  private connectLane({ sound, channel }: LaneSound): LaneNodes {
    const { context } = this;
    const gain = context.createGain();
    gain.gain.value = 0;
    const input = this.inputs[sound.place];
    const single = channel !== null && sound.channels > 1;
    if (single) input?.connect(splitter(context, sound.channels)).connect(gain, channel);
    else input?.connect(gain);
    gain.connect(this.sum);
    const channels = single ? 1 : sound.channels;
    const split = splitter(context, channels);
    gain.connect(split);
    const meters = Array.from({ length: channels }, (_, output) => {
      const meter = context.createAnalyser();
      meter.fftSize = METER_FRAMES;
      split.connect(meter, output);
      return meter;
    });
    return { gain, meters };
  }
}

export function ramp(param: AudioParam, to: number, now: number): void {
  param.cancelScheduledValues(now);
  param.setValueAtTime(param.value, now);
  param.linearRampToValueAtTime(to, now + RAMP_SECONDS);
}

function splitter(context: AudioContext, channels: number): ChannelSplitterNode {
  return context.createChannelSplitter(channels);
}

function decibels(amplitude: number): number {
  return amplitude > 1e-6 ? Math.min(20 * Math.log10(amplitude), 0) : FLOOR_DBFS;
}
