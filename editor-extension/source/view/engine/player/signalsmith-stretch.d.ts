declare module 'signalsmith-stretch' {
  export interface StretchNode extends AudioWorkletNode {
    /** Seconds from what goes in to what comes out, for live input. */
    latency(): Promise<number>;
    schedule(change: {
      active?: boolean;
      semitones?: number;
      formantBaseHz?: number;
      formantCompensation?: boolean;
    }): Promise<unknown>;
  }
  interface MakeStretch {
    (context: AudioContext, options?: AudioWorkletNodeOptions): Promise<StretchNode>;
    /** Where the worklet's module is; without it one is made of text, which a strict policy refuses. */
    moduleUrl?: string;
  }
  const make: MakeStretch;
  export default make;
}
