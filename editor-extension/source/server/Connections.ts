import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Who is connected. Node's own closeIdleConnections leaves those alone that have not asked anything yet, of which
 * browsers keep some in store, and what becomes idle later.
 */
export class Connections {
  private readonly idle = new Set<Socket>();
  private isEnding = false;

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      this.idle.add(socket);
      socket.on('close', () => this.idle.delete(socket));
    });
  }

  /** Until this answer is sent its connection is not idle. */
  answering(response: ServerResponse): void {
    const { socket } = response;
    if (socket === null) return;
    this.idle.delete(socket);
    response.on('close', () => {
      if (this.isEnding) socket.end();
      else if (!socket.destroyed) this.idle.add(socket);
    });
  }

  /** From now on a connection closes when its answer is sent; those that wait for none close at once. */
  closeIdle(): void {
    this.isEnding = true;
    for (const socket of this.idle) socket.destroy();
  }
}
