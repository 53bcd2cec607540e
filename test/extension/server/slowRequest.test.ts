import type * as Http from 'node:http';
import { connect } from 'node:net';
import { routes } from '../../../editor-extension/source/shared/routes';
import { ID, startTestServer } from '../support/testServer';

/** All limits of the server are a hundredth of what they are; what it leaves to Node stays as Node has it. */
jest.mock('node:http', () => {
  const real: typeof Http = jest.requireActual('node:http');
  const limits = ['headersTimeout', 'requestTimeout', 'connectionsCheckingInterval'] as const;
  const createServer = (options: Http.ServerOptions) => {
    const given = limits.filter((limit) => options[limit] !== undefined);
    const scaled = given.map((limit) => [limit, Number(options[limit]) / 100] as const);
    return real.createServer({ ...options, ...Object.fromEntries(scaled) });
  };
  return { ...real, createServer };
});

describe('ASlowRequest', () => {
  it('IsEndedSoonAfterItsTime', async () => {
    const server = await startTestServer();
    const socket = connect({ host: '127.0.0.1', port: server.port });
    let told = '';
    socket.on('data', (chunk: Buffer) => (told += chunk.toString()));
    const closed = new Promise((resolve) => socket.on('close', resolve));
    // The test's own limit; Node by itself looks every 30 s.
    const givenUp = setTimeout(() => socket.destroy(), 20_000);
    const about = `X-VR-Token: ${server.token}\r\nOrigin: ${server.origin}\r\nContent-Type: application/json`;
    const head = `POST ${routes.note(ID)} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n${about}`;
    socket.write(`${head}\r\nContent-Length: 100\r\n\r\n{"note":"`);
    await closed;
    clearTimeout(givenUp);
    await server.close();
    expect(told).toContain('408 Request Timeout');
  });
});
