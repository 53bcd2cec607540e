import type { PitchModule } from '../../engine';
import type { StretchNode } from 'signalsmith-stretch';

export interface PitchPlace {
  readonly url: string;
  /** undefined: the module at `url` is imported. */
  readonly load: (() => Promise<PitchModule>) | undefined;
}

/**
 * Keeps the pitch while the speed is not 1: sources play faster or slower, and this shifts what they sum to back.
 * The library's one file is both the module that makes the node and the worklet, so that a strict policy can allow it.
 */
export class Pitch {
  /** It was wanted last and could not be had. */
  failed = false;
  private made: Promise<StretchNode | null> | null = null;
  private delaySeconds = 0;

  constructor(
    private readonly context: AudioContext,
    private readonly place: PitchPlace,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** By how much the node is behind, in seconds of the clock. */
  get latencySeconds(): number {
    return this.delaySeconds;
  }

  /** The node for this speed; null at 1, or where it cannot be had: the pitch then follows the speed. */
  async forSpeed(speed: number): Promise<AudioNode | null> {
    if (speed === 1) {
      this.failed = false;
      this.delaySeconds = 0;
      return null;
    }
    this.made ??= this.make();
    const node = await this.made;
    if (node === null) {
      // The next time it is loaded again.
      this.made = null;
      this.failed = true;
      return null;
    }
    this.failed = false;
    this.delaySeconds = await node.latency();
    await node.schedule({ active: true, semitones: -12 * Math.log2(speed), formantBaseHz: 0 });
    return node;
  }

  private async make(): Promise<StretchNode | null> {
    try {
      const { url, load } = this.place;
      const module = load ? await load() : ((await import(/* @vite-ignore */ url)) as PitchModule);
      module.default.moduleUrl = url;
      return await module.default(this.context, { numberOfInputs: 1, numberOfOutputs: 1, outputChannelCount: [2] });
    } catch (error) {
      this.onFailure(error);
      return null;
    }
  }
}
