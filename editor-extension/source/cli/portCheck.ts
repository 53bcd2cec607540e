import { createServer } from 'node:net';
import { reasonOf } from '../host/systemErrors';
import { fine, missing } from './Check';
import type { Check } from './Check';

const HOST = '127.0.0.1';

/** Whether serve could listen there. 0: on any port that is free. */
export function checkPort(port: number): Promise<Check> {
  const place = port === 0 ? `any free one of ${HOST}` : `${HOST}:${port}`;
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'another program has it' : reasonOf(error);
      const advice = 'Give serve another --port, or leave it out, and any free one is taken.';
      resolve(missing('port', `${place}: ${why}`, advice));
    });
    server.listen({ host: HOST, port, exclusive: true }, () => {
      server.close(() => {
        resolve(fine('port', place));
      });
    });
  });
}
