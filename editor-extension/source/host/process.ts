// The process that reads the captures of a panel: `process FOLDER`, with a channel to who started it. A renderer has no
// worker_threads, which the WebAssembly build needs, and a file that breaks a decoder must not take the editor along.
import { END } from '../shared/creator';
import type { SessionMessage } from '../shared/creator';
import type { PageMessage } from '../shared/port';
import { Session } from './session';

const folder = process.argv[2] ?? '';

const session = new Session({
  folder,
  channel: {
    send: (message: SessionMessage) => {
      // Without a listener a panel that has gone would be an error of this process.
      if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
    },
    receive: (listener: (message: PageMessage) => void) => {
      const take = (message: unknown): void => {
        if (message !== END) listener(message as PageMessage);
      };
      process.on('message', take);
      return () => process.off('message', take);
    },
  },
});

let closed: Promise<void> | null = null;
function end(): void {
  closed ??= session.close().finally(() => process.exit());
}

process.on('message', (message) => {
  if (message === END) end();
});
// A window that goes without a word takes its channel along.
process.on('disconnect', end);
void session.start();
