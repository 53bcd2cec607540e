import { appendFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { get, Server } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { captureId } from '../../../editor-extension/source/host/names';
import { routes } from '../../../editor-extension/source/shared/routes';
import { writeCapture } from '../support/captures';
import { ID, startTestServer } from '../support/testServer';
import type { TestServer } from '../support/testServer';
import { gate, until } from '../support/waiting';
import { wavBytes } from '../support/wavFile';

let server: TestServer;
const sockets: Socket[] = [];

beforeEach(async () => {
  server = await startTestServer();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server.close();
});

function open(target: string): { socket: Socket; received: () => string } {
  let text = '';
  const socket = connect({ host: '127.0.0.1', port: server.port });
  sockets.push(socket);
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.on('error', () => undefined);
  socket.write(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nX-VR-Token: ${server.token}\r\n\r\n`);
  return { socket, received: () => text };
}

describe('Clients', () => {
  it('WhoGoesCancelsTheWork', async () => {
    server.analysis.gate = gate().opened;
    const { socket } = open(routes.loudness(ID, 0));
    await until(() => server.analysis.counts.loudness === 1);
    socket.destroy();
    await until(() => server.analysis.counts.cancelled === 1);
    expect((await server.get(routes.list)).status).toBe(200);
  });

  it('WhoStaysKeepsTheWorkThatTwoHaveAskedFor', async () => {
    const hold = gate();
    server.analysis.gate = hold.opened;
    const one = open(routes.loudness(ID, 0));
    const two = open(routes.loudness(ID, 0));
    await until(() => server.analysis.counts.loudness === 1);
    one.socket.destroy();
    hold.open();
    await until(() => two.received().includes('integratedLufs'));
    expect(server.analysis.counts).toMatchObject({ loudness: 1, cancelled: 0 });
  });

  it('WhoGoesInTheMiddleOfAFileLeavesNothingOpen', async () => {
    for (let i = 0; i < 20; i += 1) {
      const { socket, received } = open(routes.audio(ID, 0));
      await until(() => received().length > 0);
      socket.destroy();
    }
    expect((await server.get(routes.audio(ID, 0))).body).toHaveLength(32080);
  });

  it('WhoListensIsToldOfChangesAndOfProgress', async () => {
    const { received } = open(routes.events);
    await until(() => received().includes('text/event-stream'));
    writeCapture(server.captures, 'b.wav', {});
    await until(() => received().includes('data: {"kind":"list"}\n\n'));
    await server.get(routes.envelope(ID, 0));
    await until(() =>
      received().includes(`data: {"kind":"progress","id":"${ID}","lane":0,"what":"envelope","done":0.5}`),
    );
  });

  it('WhoSendsHalfARequestHoldsUpNobody', async () => {
    for (let i = 0; i < 50; i += 1) {
      const socket = connect({ host: '127.0.0.1', port: server.port });
      sockets.push(socket);
      socket.on('error', () => undefined);
      socket.write(`POST ${routes.note(ID)} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n`);
    }
    expect((await server.get(routes.list)).status).toBe(200);
  });

  it('AFileThatBecomesShorterMeanwhileCutsItsReaderOff', async () => {
    const file = join(server.captures, 'long.wav');
    writeFileSync(file, wavBytes(new Int16Array(16 * 2 ** 20), 48000));
    const { socket } = open(routes.audio(captureId('long.wav'), 0));
    await new Promise((resolve) => socket.once('data', resolve));
    socket.pause();
    truncateSync(file, 2 ** 20);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.resume();
    await closed;
    expect((await server.get(routes.list)).status).toBe(200);
  });

  it('AFileThatGrowsMeanwhileIsSentAsItWas', async () => {
    const file = join(server.captures, 'b.wav');
    writeCapture(server.captures, 'b.wav', null);
    const before = (await server.get(routes.audio(captureId('b.wav'), 0))).body;
    appendFileSync(file, Buffer.alloc(1000));
    const [grown, part] = await Promise.all([
      server.get(routes.audio(captureId('b.wav'), 0)),
      server.get(routes.audio(captureId('b.wav'), 0), { Range: `bytes=0-${before.length - 1}` }),
    ]);
    expect(grown.body).toHaveLength(before.length + 1000);
    expect(part.body.equals(before)).toBe(true);
    renameSync(join(server.captures, 'a.wav'), file);
    expect((await server.get(routes.audio(captureId('b.wav'), 0))).body).toHaveLength(before.length);
  });

  it('ClosingWaitsForNobodyWhoHasAskedNothing', async () => {
    const force = jest.spyOn(Server.prototype, 'closeAllConnections');
    const events = open(routes.events);
    const silent = connect({ host: '127.0.0.1', port: server.port });
    sockets.push(silent);
    await new Promise((resolve) => silent.once('connect', resolve));
    await until(() => events.received() !== '');
    await server.server.close();
    expect(force).not.toHaveBeenCalled();
    force.mockRestore();
  });

  it('ClosingEndsEverythingAndCancelsWhatRuns', async () => {
    server.analysis.gate = gate().opened;
    const events = open(routes.events);
    const waiting = open(routes.loudness(ID, 0));
    await until(() => server.analysis.counts.loudness === 1 && events.received() !== '');
    const ended = Promise.all(
      [events, waiting].map(({ socket }) => new Promise((resolve) => socket.once('close', resolve))),
    );
    await server.server.close();
    await ended;
    expect(server.analysis.counts.cancelled).toBe(1);
    const refused = new Promise((resolve) => get({ port: server.port, host: '127.0.0.1' }).on('error', resolve));
    expect(await refused).toMatchObject({ code: 'ECONNREFUSED' });
  });
});
