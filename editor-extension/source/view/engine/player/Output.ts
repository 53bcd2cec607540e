import { signal } from '@preact/signals';
import type { LaneSound, Sound } from '../audio/sounds';
import { Graph } from './Graph';
import { Pitch } from './Pitch';
import type { PitchPlace } from './Pitch';

const GESTURES = ['pointerdown', 'keydown', 'touchend'] as const;
const PROMPT_MS = 300;

export interface OutputOptions {
  readonly sampleRate: number;
  readonly sounds: readonly Sound[];
  readonly lanes: readonly (LaneSound | null)[];
  /** Null: the pitch follows the speed. */
  readonly pitch: PitchPlace | null;
  readonly onError: (error: unknown) => void;
}

/** The one audio context of a capture, made with the first sound. */
export class Output {
  /** The browser waits for a gesture before it lets sound out. */
  readonly blocked = signal(false);
  private made: Graph | null = null;
  private pitch: Pitch | null = null;

  constructor(private readonly options: OutputOptions) {}

  get graph(): Graph | null {
    return this.made;
  }

  /** From the context's clock to the ear, as far as the browser knows it. */
  get delaySeconds(): number {
    return (this.made?.context.outputLatency ?? 0) + (this.pitch?.latencySeconds ?? 0);
  }

  /** The pitch follows the speed, because what keeps it could not be loaded. */
  get lacksPitch(): boolean {
    return this.pitch?.failed ?? false;
  }

  open(): Graph {
    if (this.made !== null) return this.made;
    const { sampleRate, sounds, lanes, pitch, onError } = this.options;
    this.made = new Graph(makeContext(sampleRate), sounds, lanes);
    this.pitch = pitch && new Pitch(this.made.context, pitch, onError);
    return this.made;
  }

  /** A context that a policy holds back starts with the next gesture; until then this waits. */
  async wake(): Promise<void> {
    const { context } = this.open();
    if (context.state === 'running') return;
    const resumed = context.resume();
    const soon = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), PROMPT_MS));
    if ((await Promise.race([resumed, soon])) !== 'late') return;
    this.blocked.value = true;
    const again = (): void => void context.resume();
    for (const gesture of GESTURES) globalThis.addEventListener(gesture, again, { capture: true });
    await resumed;
    for (const gesture of GESTURES) globalThis.removeEventListener(gesture, again, { capture: true });
    this.blocked.value = false;
  }

  async setSpeed(speed: number): Promise<void> {
    this.open().setEffect((await this.pitch?.forSpeed(speed)) ?? null);
  }

  close(): void {
    void this.made?.context.close();
    this.made = null;
  }
}

/** At the capture's own rate where the browser allows it, so that nothing is resampled. */
function makeContext(sampleRate: number): AudioContext {
  try {
    return new AudioContext({ sampleRate, latencyHint: 'interactive' });
  } catch {
    return new AudioContext({ latencyHint: 'interactive' });
  }
}
