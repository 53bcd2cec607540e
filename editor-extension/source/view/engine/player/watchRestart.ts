import type { ViewState } from '../../engine';
import type { Scope } from '../base/scope';

/** A range that somebody drags is looped once it rests. */
const REST_MS = 150;

/** Calls `restart` when the speed or what is looped has become another. */
export function watchRestart(scope: Scope, view: ViewState, restart: () => void): void {
  let rest: ReturnType<typeof setTimeout> | undefined;
  let before: string | null = null;
  scope.effect(() => {
    const range = view.loop.value ? (view.selection.value ?? view.range.value) : null;
    const now = JSON.stringify([view.speed.value, range]);
    if (before !== null && now !== before) {
      clearTimeout(rest);
      rest = setTimeout(restart, REST_MS);
    }
    before = now;
  });
  scope.add(() => clearTimeout(rest));
}
