import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { routes } from '../../../editor-extension/source/shared/routes';
import { parseByteRange } from '../../../editor-extension/source/server/byteRange';
import { ask } from '../support/rawHttp';
import { ID, startTestServer } from '../support/testServer';
import type { TestServer } from '../support/testServer';

describe('ParseByteRange', () => {
  it.each([
    ['bytes=0-0', { first: 0, end: 1 }],
    ['bytes=10-', { first: 10, end: 100 }],
    ['bytes=10-1000', { first: 10, end: 100 }],
    ['bytes=-10', { first: 90, end: 100 }],
    ['bytes=-1000', { first: 0, end: 100 }],
    ['BYTES=0-9', { first: 0, end: 10 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=100-200', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=999999999999999999999-', 'unsatisfiable'],
    ['bytes=9-5', null],
    ['bytes=-', null],
    ['bytes=0-1,5-6', null],
    ['bytes=a-b', null],
    ['bytes=0x1-2', null],
    ['items=0-1', null],
    ['', null],
    [undefined, null],
  ])('%s', (header, expected) => {
    expect(parseByteRange(header, 100)).toEqual(expected);
  });

  it('NothingOfNothingIsThere', () => {
    expect(parseByteRange('bytes=0-', 0)).toBe('unsatisfiable');
    expect(parseByteRange('bytes=-5', 0)).toBe('unsatisfiable');
  });
});

describe('Ranges', () => {
  let server: TestServer;
  let file: Buffer;
  beforeAll(async () => {
    server = await startTestServer();
    file = readFileSync(join(server.captures, 'a.wav'));
  });
  afterAll(() => server.close());

  it.each([
    ['bytes=0-99', 0, 100],
    ['bytes=32000-', 32000, 32080],
    ['bytes=-80', 32000, 32080],
  ])('OfAnAudioFileAreItsBytes: %s', async (header, first, end) => {
    const answer = await server.get(routes.audio(ID, 0), { Range: header });
    expect(answer.status).toBe(206);
    expect(answer.headers).toMatchObject({
      'content-range': `bytes ${first}-${end - 1}/32080`,
      'content-length': String(end - first),
      'accept-ranges': 'bytes',
      'content-type': 'audio/wav',
    });
    expect(answer.body).toEqual(file.subarray(first, end));
  });

  it('WithoutARangeAllOfItComes', async () => {
    const answer = await server.get(routes.audio(ID, 0));
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(file);
  });

  it('BehindTheEndThereIsNothing', async () => {
    const answer = await server.get(routes.audio(ID, 0), { Range: 'bytes=32080-' });
    expect(answer.status).toBe(416);
    expect(answer.headers['content-range']).toBe('bytes */32080');
  });

  it('SeveralRangesAtOnceAreNotKnownHere', async () => {
    expect((await server.get(routes.audio(ID, 0), { Range: 'bytes=0-1,5-6' })).status).toBe(200);
  });

  it('AHeadTellsTheLengthAndSendsNothing', async () => {
    const answer = await ask(server.port, 'HEAD', routes.audio(ID, 0), { 'X-VR-Token': server.token });
    expect([answer.status, answer.headers['content-length'], answer.body.length]).toEqual([200, '32080', 0]);
  });

  it('ARangeIsOfTheVersionThatWasMeant', async () => {
    const { headers } = await server.get(routes.audio(ID, 0));
    const tag = headers['etag'] ?? '';
    const range = { Range: 'bytes=0-9' };
    expect((await server.get(routes.audio(ID, 0), { ...range, 'If-Range': tag })).status).toBe(206);
    expect((await server.get(routes.audio(ID, 0), { ...range, 'If-Range': '"old"' })).status).toBe(200);
    expect((await server.get(routes.audio(ID, 0), { 'If-None-Match': tag })).status).toBe(304);
  });

  it('AnEnvelopeTakesThemToo', async () => {
    const whole = (await server.get(routes.envelope(ID, 0))).body;
    const part = await server.get(routes.envelope(ID, 0), { Range: 'bytes=48-63' });
    expect(part.body).toEqual(whole.subarray(48, 64));
    expect(server.analysis.counts.envelope).toBe(1);
  });
});
