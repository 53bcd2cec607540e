import { effect, type Signal, untracked, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

const EVERY_MS = 100;

/**
 * What `read` makes of signals, at once where nothing `moves`, else ten times a second at most and the last one always.
 * For texts: the browser keeps every text that it has shaped for a while, and nobody reads one that is gone in the next
 * frame.
 */
export function useCalm<T>(read: () => T, moves: () => boolean): Signal<T> {
  const calm = useSignal(untracked(read));
  // Not useSignalEffect, which waits for the next frame.
  useEffect(() => {
    let due = 0;
    return effect(() => {
      const value = read();
      const show = (): void => {
        due = performance.now() + EVERY_MS;
        calm.value = value;
      };
      const wait = due - performance.now();
      if (wait <= 0 || !moves()) {
        show();
        return undefined;
      }
      const timer = setTimeout(show, wait);
      return () => clearTimeout(timer);
    });
  }, []);
  return calm;
}
