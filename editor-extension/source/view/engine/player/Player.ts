import { batch, type Signal, signal } from '@preact/signals';
import type { EngineState, LaneLevel, ViewState } from '../../engine';
import type { ChunkStore } from '../audio/ChunkStore';
import type { LaneSound, Sound } from '../audio/sounds';
import { Scope } from '../base/scope';
import { loopFrames } from './loop';
import type { Output } from './Output';
import { PlayPlan } from './plan';
import { NothingToPlay, Reads } from './Reads';
import { Run } from './Run';
import { Schedule } from './Schedule';
import { watchRestart } from './watchRestart';

const PUMP_MS = 100;
/** From the decision to the sound: enough to make the sources, too short to be felt. */
const START_DELAY_SECONDS = 0.02;

export interface PlayerOptions {
  readonly view: ViewState;
  readonly sounds: readonly Sound[];
  readonly lanes: readonly (LaneSound | null)[];
  readonly store: ChunkStore;
  readonly output: Output;
  readonly sampleRate: number;
  readonly frames: number;
  /** By lane. Reads signals. */
  readonly audible: () => readonly boolean[];
  readonly onError: (error: unknown, lane: number | null) => void;
}

interface Going {
  readonly run: Run;
  readonly plan: PlayPlan;
  readonly schedule: Schedule;
}

/**
 * Plays all lanes on one audio clock. Everything that changes what comes next (a seek, the loop, the speed) ends the
 * run with a short fade and begins another; solo, mute and gain only move gains.
 */
export class Player {
  readonly state = signal<EngineState>({ kind: 'idle' });
  readonly levels: Signal<readonly (LaneLevel | null)[]>;
  readonly analyser = signal<AnalyserNode | null>(null);
  /** How often sound was due and not there. */
  underruns = 0;
  private going: Going | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  private frameRequest = 0;
  private turn = 0;
  private readonly reads: Reads;
  private readonly scope = new Scope();

  constructor(private readonly options: PlayerOptions) {
    this.levels = signal(options.lanes.map(() => null));
    this.reads = new Reads({ ...options, onChunk: () => this.going?.schedule.pump() });
    this.scope.effect(() => this.applyGains());
    this.scope.effect(() => {
      const blocked = options.output.blocked.value;
      if (this.state.peek().kind === 'buffering') this.state.value = { kind: 'buffering', needsGesture: blocked };
    });
    watchRestart(this.scope, options.view, () => this.restart());
  }

  /** How many sources are made and not over. */
  get sounding(): number {
    return this.going?.run.sounding ?? 0;
  }

  async play(): Promise<void> {
    const { view, frames, sampleRate } = this.options;
    if (this.state.peek().kind !== 'idle') return;
    const loop = this.loop();
    let from = Math.round(view.position.peek() * sampleRate);
    if (loop !== null && (from < loop.first || from >= loop.end)) from = loop.first;
    else if (from >= frames - 1) from = 0;
    await this.startAt(from);
  }

  pause(): void {
    this.stopAt(this.frameNow());
  }

  /** `frame`: where playback is then; null: where it was. */
  private stopAt(frame: number | null): void {
    this.halt();
    this.reads.end();
    batch(() => {
      if (frame !== null) this.options.view.position.value = frame / this.options.sampleRate;
      this.state.value = { kind: 'idle' };
      this.levels.value = this.options.lanes.map(() => null);
    });
  }

  seek(seconds: number): void {
    const { view, sampleRate, frames } = this.options;
    const frame = Math.min(Math.max(Math.round(seconds * sampleRate), 0), frames);
    view.position.value = frame / sampleRate;
    if (this.state.peek().kind !== 'idle') void this.startAt(frame);
  }

  /** What could not be read is tried again, and what keeps the pitch. */
  retry(): void {
    this.reads.forgive();
    if (this.options.output.lacksPitch) this.restart();
    else this.going?.schedule.pump();
  }

  dispose(): void {
    this.halt();
    this.reads.end();
    this.scope.close();
    this.options.output.close();
  }

  private applyGains(): void {
    const { view, output, audible } = this.options;
    const heard = audible();
    view.lanes.forEach((lane, place) => {
      // Read also while there is no graph yet: what is not read is not followed.
      const gain = 10 ** (lane.gainDb.value / 20);
      output.graph?.setGain(place, heard[place] === true ? gain : 0);
    });
    this.going?.schedule.pump();
  }

  /** Goes on from where it is with what is set now. */
  private restart(): void {
    if (this.state.peek().kind === 'idle') return;
    const { view, sampleRate } = this.options;
    const frame = Math.round(this.frameNow() ?? view.position.peek() * sampleRate);
    const loop = this.loop();
    void this.startAt(loop !== null && (frame < loop.first || frame >= loop.end) ? loop.first : frame);
  }

  private loop(): { first: number; end: number } | null {
    const { view, sampleRate, frames } = this.options;
    if (!view.loop.peek()) return null;
    return loopFrames(view.selection.peek() ?? view.range.peek(), sampleRate, frames);
  }

  private frameNow(): number | null {
    const context = this.options.output.graph?.context;
    if (this.going === null || context === undefined) return null;
    return this.going.plan.frameAt(context.currentTime - this.options.output.delaySeconds);
  }

  private async startAt(frame: number): Promise<void> {
    this.halt();
    const turn = this.turn;
    const { view, sampleRate, output } = this.options;
    batch(() => {
      this.state.value = { kind: 'buffering', needsGesture: output.blocked.peek() };
      view.position.value = frame / sampleRate;
    });
    try {
      this.analyser.value = output.open().analyser;
      this.applyGains();
      await Promise.all([output.wake(), output.setSpeed(view.speed.peek()), this.reads.begin(frame)]);
      if (turn === this.turn) this.begin(frame);
    } catch (error) {
      if (turn !== this.turn) return;
      this.stopAt(frame);
      if (!(error instanceof NothingToPlay)) this.options.onError(error, null);
    }
  }

  private begin(startFrame: number): void {
    const { view, sampleRate, frames, output, sounds, store } = this.options;
    const graph = output.open();
    const { context } = graph;
    const speed = view.speed.peek();
    const startTime = alignedTime(context, START_DELAY_SECONDS);
    const plan = new PlayPlan({
      startFrame,
      startTime,
      endFrame: frames,
      loop: this.loop(),
      framesPerSecond: sampleRate * speed,
    });
    const run = new Run(graph, startTime, speed);
    const schedule = new Schedule({
      plan,
      sounds,
      speed,
      now: () => context.currentTime,
      heard: (sound) => this.reads.heard(sound),
      peek: (sound, chunk) => store.peek(sound, chunk),
      load: (sound, chunk) => this.reads.load(sound, chunk),
      play: (sound, piece, chunk) => run.add(sound, piece, chunk),
      onUnderrun: (frame) => {
        this.underruns++;
        void this.startAt(frame);
      },
    });
    graph.openTail();
    this.going = { run, plan, schedule };
    this.state.value = { kind: 'playing' };
    this.timer = setInterval(() => schedule.pump(), PUMP_MS);
    schedule.pump();
    this.tick();
  }

  private halt(): void {
    this.turn++;
    clearInterval(this.timer);
    cancelAnimationFrame(this.frameRequest);
    this.going?.run.stop();
    this.going = null;
    this.options.output.graph?.cutTail();
  }

  private tick(): void {
    const { going } = this;
    const { view, lanes, sampleRate, frames, output, audible } = this.options;
    const graph = output.graph;
    if (going === null || graph === null) return;
    const end = going.plan.endTime;
    if (end !== null && graph.context.currentTime - output.delaySeconds >= end) {
      this.stopAt(frames);
      return;
    }
    const heard = audible();
    batch(() => {
      view.position.value = (this.frameNow() ?? 0) / sampleRate;
      this.levels.value = lanes.map((_, place) => (heard[place] === true ? graph.level(place) : null));
    });
    this.frameRequest = requestAnimationFrame(() => this.tick());
  }
}

/** A time on the context's own grid of frames, so that frames of the capture fall on frames of the output. */
function alignedTime(context: AudioContext, delaySeconds: number): number {
  return Math.ceil((context.currentTime + delaySeconds) * context.sampleRate) / context.sampleRate;
}
