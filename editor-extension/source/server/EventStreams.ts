import type { ServerResponse } from 'node:http';
import type { CaptureChange } from '../shared/captures';

const HEARTBEAT_MS = 15_000;
/** A client that does not read is left behind. */
const MAX_WAITING_BYTES = 1 << 20;

/** Server-sent events to every page that listens. */
export class EventStreams {
  private readonly responses = new Set<ServerResponse>();
  private readonly heartbeat: NodeJS.Timeout;

  constructor() {
    this.heartbeat = setInterval(() => {
      this.write(':\n\n');
    }, HEARTBEAT_MS).unref();
  }

  add(response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
    response.write('retry: 1000\n\n');
    this.responses.add(response);
    response.on('close', () => this.responses.delete(response));
  }

  send(change: CaptureChange): void {
    this.write(`data: ${JSON.stringify(change)}\n\n`);
  }

  close(): void {
    clearInterval(this.heartbeat);
    for (const response of this.responses) response.end();
    this.responses.clear();
  }

  private write(text: string): void {
    for (const response of this.responses) {
      if (response.writableLength > MAX_WAITING_BYTES) response.destroy();
      else response.write(text);
    }
  }
}
