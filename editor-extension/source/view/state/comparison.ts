import { effect, signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { Range, ViewState } from '../engine';
import { bestAlignment, shiftFor, toOther } from './compare';
import type { Alignment } from './compare';
import type { Session } from './session';

const NUDGE_SECONDS = 0.1;
const TOLERANCE_SECONDS = 1e-9;

const same = (a: Range, b: Range): boolean =>
  Math.abs(a.from - b.from) < TOLERANCE_SECONDS && Math.abs(a.to - b.to) < TOLERANCE_SECONDS;

/** Two captures on one time line: what one shows, the other shows; one of them is heard. */
export class Comparison {
  readonly alignment: Signal<Alignment> = signal('key');
  /** By how many seconds B is moved to the right. */
  readonly shiftSeconds = signal(0);
  readonly heard: Signal<'a' | 'b'> = signal('a');
  private readonly ends: (() => void)[];
  private placed: boolean;

  constructor(
    readonly a: Session,
    readonly b: Session,
    shiftSeconds: number | null,
  ) {
    this.placed = shiftSeconds !== null;
    this.shiftSeconds.value = shiftSeconds ?? 0;
    this.ends = [
      effect(() => {
        this.place();
      }),
      effect(() => this.link()),
    ];
  }

  get playing(): Session {
    return this.heard.peek() === 'a' ? this.a : this.b;
  }

  align(alignment: Alignment): void {
    const a = this.a.ready.peek();
    const b = this.b.ready.peek();
    this.alignment.value = alignment;
    if (a && b) this.shiftSeconds.value = shiftFor(alignment, a.detail, b.detail);
  }

  nudge(direction: 1 | -1): void {
    this.shiftSeconds.value = Math.round((this.shiftSeconds.peek() + direction * NUDGE_SECONDS) * 1000) / 1000;
  }

  /** The other one is heard, from the same moment on, and plays when the first did. */
  swap(): void {
    const from = this.playing;
    const wasPlaying = from.engine.peek()?.state.peek().kind !== 'idle';
    const position = from.ready.peek()?.view.position.peek() ?? 0;
    from.engine.peek()?.pause();
    const toB = this.heard.peek() === 'a';
    this.heard.value = toB ? 'b' : 'a';
    const engine = this.playing.engine.peek();
    engine?.seek(toB ? position - this.shiftSeconds.peek() : position + this.shiftSeconds.peek());
    if (wasPlaying) void engine?.play();
  }

  dispose(): void {
    for (const end of this.ends) end();
  }

  private place(): void {
    const a = this.a.ready.value;
    const b = this.b.ready.value;
    if (!a || !b || this.placed) return;
    this.placed = true;
    this.align(bestAlignment(a.detail, b.detail));
  }

  /** Returns what ends it, which a capture that is read again does: it has another view. */
  private link(): (() => void) | undefined {
    const a = this.a.ready.value?.view;
    const b = this.b.ready.value?.view;
    return a && b ? linkViews(a, b, this.shiftSeconds, this.heard) : undefined;
  }
}

/** Returns what ends it. */
function linkViews(a: ViewState, b: ViewState, shift: Signal<number>, heard: Signal<'a' | 'b'>): () => void {
  const ends = [
    effect(() => {
      const wanted = toOther(a.range.value, shift.value);
      if (!same(wanted, b.range.peek())) b.range.value = wanted;
    }),
    effect(() => {
      const wanted = toOther(b.range.value, -shift.peek());
      if (!same(wanted, a.range.peek())) a.range.value = wanted;
    }),
    effect(() => {
      if (heard.value === 'a') b.position.value = a.position.value - shift.value;
      else a.position.value = b.position.value + shift.value;
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
