import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { routes } from '../../../editor-extension/source/shared/routes';
import { captureId } from '../../../editor-extension/source/host/names';
import { serve } from '../../../editor-extension/source/server/serve';
import { routeOf } from '../../../editor-extension/source/server/routing';
import { sidecarOf, writeCapture } from '../support/captures';
import { sendRaw } from '../support/rawHttp';
import { ID, startTestServer } from '../support/testServer';
import type { TestServer } from '../support/testServer';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const TRICKS = [
  ...[
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
  ],
  ...[
    '/sub/../../secret.txt',
    '/sub/..%2f..%2fsecret.txt',
    '/....//secret.txt',
    '/%252e%252e%252fsecret.txt',
    '/.hidden',
  ],
  ...[
    '/app.js%00.css',
    '/%00',
    '/app.js/',
    '//etc/passwd',
    '/%c0%ae%c0%ae/secret.txt',
    '/%',
    '/%zz',
    '/.%2e/secret.txt',
  ],
  ...['/INDEX.HTML', '/App.js', '/index.html.', '/index.html%20', '/app.js..', '/app.js%20', '/.', '/..', '/./.hidden'],
  ...['/captures/a.wav', '/../captures/a.wav', '/index.html/../../secret.txt', '/sub', '/sub/'],
];
const CAPTURE_TRICKS = [
  ...[
    '..',
    '../a.wav',
    '..%2fa.wav',
    '%2e%2e',
    'a.wav',
    'a.wav%00',
    '%00',
    '',
    '.',
    '../../secret.txt',
    `${ID}%20`,
    `${ID}x`,
  ],
  ...[
    `${ID}/audio`,
    `${ID}/audio/`,
    `${ID}/audio/-1`,
    `${ID}/audio/1e9`,
    `${ID}/audio/0/0`,
    `${ID}/audio/0x0`,
    `${ID}/audio/99`,
  ],
  ...[
    `${ID}/audio/../../..`,
    `${ID}/envelope/..%2f0`,
    `${ID}/constructor/0`,
    `${ID}/__proto__/0`,
    `${ID}/note/0`,
    `${ID}//audio/0`,
  ],
];

describe('Paths', () => {
  it.each(TRICKS)('NothingOutsideOfThePageIsServed: %s', async (target) => {
    const answer = await server.get(target);
    expect(answer.body.toString()).not.toMatch(/secret|root:|RIFF/);
    expect([400, 401, 404]).toContain(answer.status === 200 ? 'served' : answer.status);
  });

  it.each(CAPTURE_TRICKS)('OnlyWhatAListingHasFoundCanBeReached: %s', async (rest) => {
    const answer = await server.get(`/api/captures/${rest}`);
    expect(answer.body.toString()).not.toMatch(/secret|RIFF/);
    expect([400, 404, 405, rest === '' ? 404 : 0]).toContain(answer.status);
  });

  it('ServesTheFilesOfThePage', async () => {
    for (const [target, type] of [
      ['/', 'text/html'],
      ['/index.html', 'text/html'],
      ['/app.js?v=1', 'text/javascript'],
      ['/sub/a.css', 'text/css'],
    ] as const) {
      const answer = await server.get(target);
      expect([target, answer.status, answer.headers['content-type']?.split(';')[0]]).toEqual([target, 200, type]);
    }
  });

  it('ALinkInThePageOrTheCapturesLeadsNowhere', async () => {
    symlinkSync(join(server.captures, '..', 'secret.txt'), join(server.captures, 'link.wav'));
    expect((await server.get(routes.list)).body.toString()).not.toContain('link.wav');
    expect((await server.get(routes.open(captureId('link.wav')))).status).toBe(404);
    expect((await server.get(routes.audio(captureId('link.wav'), 0))).status).toBe(404);
  });

  it('AFolderMayBeNamedByALink', async () => {
    const link = join(server.captures, '..', 'link');
    symlinkSync(server.captures, link);
    const other = await serve({ folder: link, page: null, analysis: null });
    expect((await other.library.list()).map(({ file }) => file)).toContain('a.wav');
    expect(await other.library.folder()).toBe(server.captures);
    await other.close();
  });

  it('ASidecarThatNamesAFileElsewhereLeadsNowhere', async () => {
    mkdirSync(join(server.captures, 'inner'), { recursive: true });
    writeCapture(join(server.captures, 'inner'), 'x.wav', null);
    writeCapture(server.captures, 'evil.wav', null);
    const tracks = ['../secret.txt', 'inner/x.wav', '/etc/passwd', '..\\x.wav'].map((file) => ({
      file,
      kind: 'remote',
      user: 'u',
    }));
    writeFileSync(join(server.captures, 'evil.wav.json'), JSON.stringify(sidecarOf('evil.wav', { tracks })));
    for (const file of [0, 1, 2, 3]) {
      const answer = await server.get(routes.audio(captureId('evil.wav'), file));
      expect(answer.body.toString()).not.toMatch(/secret|root:/);
      if (file > 0) expect([400, 404]).toContain(answer.status);
    }
  });

  it('AVeryLongAddressIsRefused', async () => {
    const answer = await server.get(`/${'a'.repeat(20_000)}`);
    expect(answer.status).toBe(431);
    expect((await server.get(`/api/captures/${'a'.repeat(5000)}`)).status).toBe(404);
  });

  it('IsNoProxy', async () => {
    const answer = await server.get('http://evil.example/');
    expect(answer.status).toBe(400);
    expect((await server.get('*')).status).toBe(400);
  });

  it('WhatIsNoRequestGetsNoTrace', async () => {
    for (const text of ['GET / HTTP/9.9\r\n\r\n', 'nonsense\r\n\r\n', 'GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n']) {
      const answer = await sendRaw(server.port, text);
      expect(answer.status).toBe(400);
      expect(answer.body.toString()).not.toMatch(/at .*\.(ts|js)|Error:/);
    }
  });

  it('RoutesAreTheOnesThatThePageUses', () => {
    expect(routeOf(routes.page)).toEqual({ kind: 'file' });
    expect(routeOf(routes.about)).toEqual({ kind: 'about' });
    expect(routeOf(routes.list)).toEqual({ kind: 'list' });
    expect(routeOf(routes.events)).toEqual({ kind: 'events' });
    expect(routeOf(routes.open(ID))).toEqual({ kind: 'open', id: ID });
    expect(routeOf(routes.envelope(ID, 3))).toEqual({ kind: 'envelope', id: ID, place: 3 });
    expect(routeOf(routes.map(ID, 0))).toMatchObject({ kind: 'map' });
    expect(routeOf(routes.loudness(ID, 0))).toMatchObject({ kind: 'loudness' });
    expect(routeOf(routes.audio(ID, 1))).toMatchObject({ kind: 'audio', place: 1 });
    expect(routeOf(routes.adtsIndex(ID, 1))).toMatchObject({ kind: 'index', place: 1 });
    expect(routeOf(routes.pcm(ID, 0))).toMatchObject({ kind: 'pcm' });
    for (const kind of ['note', 'pin', 'remove', 'restore', 'export'] as const) {
      expect(routeOf(routes[kind](ID))).toMatchObject({ kind, id: ID });
    }
  });
});
