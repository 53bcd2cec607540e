import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { routes } from '../../../editor-extension/source/shared/routes';
import { newToken } from '../../../editor-extension/source/server/guard';
import { ask, sendRaw } from '../support/rawHttp';
import { ID, startTestServer } from '../support/testServer';
import type { TestServer } from '../support/testServer';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const GETS = [
  ...['/', '/app.js', routes.about, routes.list, routes.events, routes.open(ID), routes.envelope(ID, 0)],
  ...[
    routes.map(ID, 0),
    routes.loudness(ID, 0),
    routes.audio(ID, 0),
    routes.adtsIndex(ID, 0),
    `${routes.pcm(ID, 0)}?first=0&frames=1`,
  ],
];
const POSTS = [routes.note, routes.pin, routes.remove, routes.restore, routes.export].map((route) => route(ID));

describe('Guard', () => {
  it('ATokenHas128RandomBits', () => {
    const tokens = Array.from({ length: 100 }, newToken);
    expect(new Set(tokens).size).toBe(100);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(16);
  });

  it.each(GETS)('WithoutTheTokenNothingIsTold: %s', async (target) => {
    const wrong = [{}, { 'X-VR-Token': 'x' }, { 'X-VR-Token': `${server.token}x` }, { Cookie: 'voice-recorder=x' }];
    for (const headers of wrong) {
      const answer = await ask(server.port, 'GET', target, headers as Record<string, string>);
      expect(answer.status).toBe(401);
      if (target === '/') expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
      else expect(JSON.parse(answer.body.toString())).toMatchObject({ code: 'no-token' });
    }
  });

  it.each([
    ['en-GB,en;q=0.9,zh;q=0.8', 'en', 'Open the link that'],
    ['de, zh-CN;q=0.8, en;q=0.5', 'zh', '请打开'],
    ['', 'en', 'Open the link that'],
    ['zh;q=0, fr', 'en', 'Open the link that'],
    ['zh;q=x', 'en', 'Open the link that'],
  ])('WhoOpensTheAddressWithoutTheTokenReadsWhatToDo: %j', async (accepted, language, text) => {
    for (const target of ['/', '/?token=wrong', '/?x']) {
      const answer = await ask(server.port, 'GET', target, { 'Accept-Language': accepted });
      const page = answer.body.toString();
      expect([answer.status, answer.headers['content-type']]).toEqual([401, 'text/html; charset=utf-8']);
      expect(page).toContain(`<html lang="${language}">`);
      expect(page).toContain(text);
      expect(page).toContain('<code>voice-recorder serve</code>');
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
      expect(page).not.toMatch(/<script|<style| style=| on\w+=/);
      expect(page).not.toContain('wrong');
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    expect((await ask(server.port, 'HEAD', '/', { 'Accept-Language': accepted })).body).toHaveLength(0);
  });

  it('TheLinkLetsTheBrowserIn', async () => {
    const page = await ask(server.port, 'GET', `/?token=${server.token}`);
    expect(page.status).toBe(200);
    const [cookie = ''] = (page.headers['set-cookie'] ?? '').split(';');
    expect(page.headers['set-cookie']).toMatch(/; HttpOnly; SameSite=Lax$/);
    expect(cookie).toContain(String(server.port));
    expect((await ask(server.port, 'GET', routes.list, { Cookie: `other=1; ${cookie}` })).status).toBe(200);
  });

  it('TheTokenCountsInTheLinkOfThePageOnly', async () => {
    for (const target of [routes.list, '/app.js']) {
      expect((await ask(server.port, 'GET', `${target}?token=${server.token}`)).status).toBe(401);
    }
    expect((await ask(server.port, 'GET', '/?token=wrong')).status).toBe(401);
  });

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', 'localhost:1', '[::1]:80', '127.0.0.1.evil.example', ''])(
    'ANameThatIsNotItsOwnIsRefused: %j',
    async (host) => {
      const headers = { Host: host, 'X-VR-Token': server.token };
      expect((await ask(server.port, 'GET', routes.list, headers)).status).toBe(403);
    },
  );

  it('AnswersToBothOfItsNames', async () => {
    for (const name of ['127.0.0.1', 'localhost']) {
      expect((await server.get(routes.list, { Host: `${name}:${server.port}` })).status).toBe(200);
    }
  });

  it('ARequestWithoutAHostIsRefused', async () => {
    const answer = await sendRaw(server.port, `GET /api/captures HTTP/1.0\r\nX-VR-Token: ${server.token}\r\n\r\n`);
    expect(answer.status).toBe(403);
  });

  it.each(POSTS)('AChangeNeedsItsOwnOriginAndTheTokenAsAHeader: %s', async (target) => {
    const cookie = { Cookie: `voice-recorder-${server.port}=${server.token}` };
    const token = { 'X-VR-Token': server.token };
    const refused: [Record<string, string>, number][] = [
      [{}, 403],
      [token, 403],
      [{ ...cookie, ...token, Origin: 'http://evil.example' }, 403],
      [{ ...token, Origin: 'null' }, 403],
      [{ ...token, Origin: `http://127.0.0.1:${server.port + 1}` }, 403],
      [{ ...token, Origin: `https://127.0.0.1:${server.port}` }, 403],
      [{ ...cookie, Origin: server.origin }, 401],
      [{ 'X-VR-Token': 'wrong', Origin: server.origin }, 401],
    ];
    for (const [headers, status] of refused) {
      expect([headers, (await server.post(target, {}, headers)).status]).toEqual([headers, status]);
    }
    expect((await server.get(routes.list)).body.toString()).toContain('a.wav');
  });

  it('WhatTheCookieAloneLetsInChangesNothing', async () => {
    const cookie = { Cookie: `voice-recorder-${server.port}=${server.token}` };
    const files = () => readdirSync(server.captures).filter((name) => name !== '.voice-recorder');
    const contents = () => files().map((name) => [name, readFileSync(join(server.captures, name), 'hex')]);
    const before = contents();
    for (const target of GETS.filter((each) => each !== routes.events)) {
      const answer = await ask(server.port, 'GET', target, { ...cookie, 'Sec-Fetch-Site': 'cross-site' });
      // A WAV file has no ADTS index.
      const status = target === routes.adtsIndex(ID, 0) ? 501 : 200;
      expect([target, answer.status]).toEqual([target, status]);
      expect((await ask(server.port, 'HEAD', target, cookie)).status).toBe(status);
    }
    expect(contents()).toEqual(before);
  });

  it.each([...GETS, ...POSTS])('TakesTheMethodsOfTheRouteOnly: %s', async (target) => {
    const allowed = POSTS.includes(target) ? ['POST'] : ['GET', 'HEAD'];
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND']) {
      if (allowed.includes(method)) continue;
      const answer = await ask(server.port, method, target, server.asWriter);
      expect([method, answer.status, answer.headers['allow']]).toEqual([method, 405, allowed.join(', ')]);
    }
  });

  it('EveryAnswerHasAStrictPolicy', async () => {
    const answers = [
      await server.get('/'),
      await server.get(routes.list),
      await server.get('/nowhere'),
      await ask(server.port, 'GET', '/'),
      await server.post(routes.note(ID), 'no JSON'),
    ];
    for (const { headers } of answers) {
      const policy = headers['content-security-policy'] ?? '';
      expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';/);
      for (const part of ["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "worker-src 'self'"]) {
        expect(policy).toContain(part);
      }
      expect(policy).not.toContain('unsafe-inline');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    }
  });
});
