import type { ViewState } from '../../engine';
import { showing } from '../../state/view';
import type { Scope } from '../base/scope';

/** A jump is no playback: the page stays where somebody looks. */
const MOST_STEP_SECONDS = 1;
/** Of the page: where the playhead stands after it was turned. */
const LEAD = 0.02;

/** Turns the page when the playhead leaves it; what is looped stays in sight by itself. */
export function followPlayback(scope: Scope, view: ViewState, playing: () => boolean, onTurn: () => void): void {
  let before = view.position.peek();
  scope.effect(() => {
    const position = view.position.value;
    const { from, to } = view.range.peek();
    const step = position - before;
    const leaves = before >= from && before <= to && position > to && step < MOST_STEP_SECONDS;
    before = position;
    if (!leaves || !playing() || view.loop.peek()) return;
    const length = to - from;
    const start = position - length * LEAD;
    const duration = view.durationSeconds.peek();
    onTurn();
    view.range.value =
      start + length <= duration ? { from: start, to: start + length } : showing({ from, to }, position, duration);
  });
}
