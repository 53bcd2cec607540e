import { untracked, useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';

const EVERY_MS = 100;

/**
 * What `read` makes of signals, ten times a second at most, and the last one always. For texts: the browser keeps every
 * text that it has shaped for a while, and nobody reads one that is gone in the next frame.
 */
export function useCalm<T>(read: () => T): T {
  const calm = useSignal(untracked(read));
  const due = useRef(0);
  useSignalEffect(() => {
    const value = read();
    const show = (): void => {
      due.current = performance.now() + EVERY_MS;
      calm.value = value;
    };
    const wait = due.current - performance.now();
    if (wait <= 0) {
      show();
      return undefined;
    }
    const timer = setTimeout(show, wait);
    return () => clearTimeout(timer);
  });
  return calm.value;
}
