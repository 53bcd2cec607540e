import type { AudioChunk } from '../audio/ChunkReader';
import { CHUNK_FRAMES, type Sound } from '../audio/sounds';
import { type Graph, RAMP_SECONDS } from './Graph';
import type { Piece } from './plan';

/** The sources of one stretch of playback: from a start to a stop, a jump or a change of speed. */
export class Run {
  private readonly fades: GainNode[];
  private readonly sources = new Set<AudioBufferSourceNode>();

  constructor(
    private readonly graph: Graph,
    private readonly startTime: number,
    private readonly speed: number,
  ) {
    this.fades = graph.inputs.map((input) => {
      const fade = graph.context.createGain();
      fade.gain.setValueAtTime(0, startTime);
      fade.gain.linearRampToValueAtTime(1, startTime + RAMP_SECONDS);
      fade.connect(input);
      return fade;
    });
  }

  /** A piece that is already late begins in its middle, in step with the others. False: it is over. */
  add(sound: Sound, piece: Piece, chunk: AudioChunk): boolean {
    const fade = this.fades[sound.place];
    if (fade === undefined) return false;
    const { context } = this.graph;
    const late = Math.max(context.currentTime + 0.002 - piece.when, 0);
    const lost = late > 0 ? Math.ceil(late * sound.sampleRate * this.speed) : 0;
    const frames = Math.min(piece.frames, sound.frames - piece.firstFrame) - lost;
    if (frames <= 0) return false;
    const source = context.createBufferSource();
    source.buffer = chunk.buffer;
    source.playbackRate.value = this.speed;
    source.connect(fade);
    const within = piece.firstFrame - piece.chunk * CHUNK_FRAMES + lost;
    const when = piece.when + lost / (sound.sampleRate * this.speed);
    source.start(when, (chunk.skip + within) / sound.sampleRate, frames / sound.sampleRate);
    this.sources.add(source);
    source.onended = () => {
      source.disconnect();
      this.sources.delete(source);
    };
    return true;
  }

  get sounding(): number {
    return this.sources.size;
  }

  /** Fades out and lets go of everything. */
  stop(): void {
    const now = this.graph.context.currentTime;
    const end = now + RAMP_SECONDS;
    for (const fade of this.fades) {
      fade.gain.cancelScheduledValues(now);
      // Before its start a run is silent; there `value` would be the default of 1.
      fade.gain.setValueAtTime(now < this.startTime ? 0 : fade.gain.value, now);
      fade.gain.linearRampToValueAtTime(0, end);
    }
    for (const source of this.sources) source.stop(end);
    const fades = this.fades;
    setTimeout(() => fades.forEach((fade) => fade.disconnect()), 100);
  }
}
