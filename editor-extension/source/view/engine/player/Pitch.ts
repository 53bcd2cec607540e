import type makeStretch from 'signalsmith-stretch';
import type { StretchNode } from 'signalsmith-stretch';

/**
 * Keeps the pitch while the speed is not 1: sources play faster or slower, and this shifts what they sum to back.
 * The library's one file is both the module that makes the node and the worklet, so that a strict policy can allow it.
 */
export class Pitch {
  private made: Promise<StretchNode | null> | null = null;
  private node: StretchNode | null = null;
  private delaySeconds = 0;

  constructor(
    private readonly context: AudioContext,
    private readonly url: string,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** By how much the node is behind, in seconds of the clock. */
  get latencySeconds(): number {
    return this.delaySeconds;
  }

  /** The node for this speed; null at 1, or where it cannot be had: the pitch then follows the speed. */
  async forSpeed(speed: number): Promise<AudioNode | null> {
    if (speed === 1) {
      this.delaySeconds = 0;
      return null;
    }
    this.made ??= this.make();
    this.node = await this.made;
    if (this.node === null) return null;
    this.delaySeconds = await this.node.latency();
    await this.node.schedule({ active: true, semitones: -12 * Math.log2(speed), formantBaseHz: 0 });
    return this.node;
  }

  private async make(): Promise<StretchNode | null> {
    try {
      const module = (await import(/* @vite-ignore */ this.url)) as { default: typeof makeStretch };
      module.default.moduleUrl = this.url;
      return await module.default(this.context, { numberOfInputs: 1, numberOfOutputs: 1, outputChannelCount: [2] });
    } catch (error) {
      this.onFailure(error);
      return null;
    }
  }
}
