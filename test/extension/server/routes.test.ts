import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaptureDetail, CaptureSummary } from '../../../editor-extension/source/shared/captures';
import { routes } from '../../../editor-extension/source/shared/routes';
import { captureId } from '../../../editor-extension/source/host/names';
import { VERSION } from '../../../editor-extension/source/shared/version';
import { serve } from '../../../editor-extension/source/server/serve';
import { ask } from '../support/rawHttp';
import { writeCapture } from '../support/captures';
import { ID, startTestServer } from '../support/testServer';
import type { TestServer } from '../support/testServer';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

const json = async <T>(target: string): Promise<T> => JSON.parse((await server.get(target)).body.toString()) as T;

describe('Routes', () => {
  it('TellWhereCapturesAreAndWhatCanBeDone', async () => {
    expect(await json(routes.about)).toEqual({
      folder: server.captures,
      version: VERSION,
      can: { write: true, export: ['wav', 'zip', 'html'], link: true },
    });
  });

  it('AListIsSentAgainOnlyWhenItHasChanged', async () => {
    const first = await server.get(routes.list);
    const tag = { 'If-None-Match': first.headers['etag'] ?? '' };
    expect((await server.get(routes.list, tag)).status).toBe(304);
    writeCapture(server.captures, 'b.wav', {});
    const second = await server.get(routes.list, tag);
    expect(second.status).toBe(200);
    expect((JSON.parse(second.body.toString()) as CaptureSummary[]).map((each) => each.file).sort()).toEqual([
      'a.wav',
      'b.wav',
    ]);
  });

  it('ACaptureIsOpenedAndMeasured', async () => {
    expect((await json<CaptureDetail>(routes.open(ID))).durationSeconds).toBe(1);
    expect(await json(routes.map(ID, 0))).toMatchObject({ clippedSamples: 0 });
    expect(await json(routes.loudness(ID, 0))).toMatchObject({ samplePeakDbfs: expect.closeTo(-6.02, 1) });
    expect(await json(routes.diagnosis(ID))).toMatchObject({ version: 1, findings: [] });
    const envelope = await server.get(routes.envelope(ID, 0));
    expect(envelope.body.toString('latin1', 0, 4)).toBe('VREN');
    expect((await server.get(routes.envelope(ID, 0), { 'If-None-Match': envelope.headers['etag'] ?? '' })).status).toBe(
      304,
    );
  });

  it('DecodedSamplesAreFloats', async () => {
    const { body } = await server.get(`${routes.pcm(ID, 0)}?first=100&frames=50`);
    const wav = readFileSync(join(server.captures, 'a.wav'));
    expect(body).toHaveLength(200);
    expect(body.readFloatLE(4)).toBeCloseTo(wav.readInt16LE(80 + 2 * 101) / 32768, 6);
  });

  it.each([
    '',
    '?first=0',
    '?first=0&frames=0',
    '?first=x&frames=1',
    '?first=0&frames=99999999',
    '?first=0.5&frames=1',
  ])('FramesThatAreNoneAreRefused: %s', async (query) => {
    expect((await server.get(routes.pcm(ID, 0) + query)).status).toBe(400);
  });

  it('AFailureSaysItsCode', async () => {
    writeFileSync(join(server.captures, 'bad.wav'), 'no audio');
    const failures: [string, number, string][] = [
      [routes.open('nobody'), 404, 'not-found'],
      [routes.open(captureId('bad.wav')), 422, 'unreadable'],
      [routes.adtsIndex(ID, 0), 501, 'not-supported'],
      [routes.map(ID, 7), 400, 'refused'],
      [routes.audio(ID, 7), 404, 'not-found'],
    ];
    for (const [target, status, code] of failures) {
      const answer = await server.get(target);
      expect([answer.status, JSON.parse(answer.body.toString())]).toMatchObject([status, { code }]);
      expect(answer.body.toString()).not.toMatch(/\bat .*:\d+:\d+/);
    }
  });

  it('ACaptureThatIsDeletedUnderThePageIsNotFound', async () => {
    await server.get(routes.open(ID));
    unlinkSync(join(server.captures, 'a.wav'));
    unlinkSync(join(server.captures, 'a.wav.json'));
    for (const target of [routes.open(ID), routes.envelope(ID, 0), routes.audio(ID, 0)]) {
      expect((await server.get(target)).status).toBe(404);
    }
  });

  it('NotesAndPinsAreSaved', async () => {
    expect((await server.post(routes.note(ID), { note: 'hört man' })).status).toBe(200);
    expect((await server.post(routes.pin(ID), { pinned: true })).status).toBe(200);
    expect((await json<CaptureSummary[]>(routes.list))[0]).toMatchObject({ note: 'hört man', pinned: true });
  });

  it('ARemovedCaptureCanComeBack', async () => {
    expect(JSON.parse((await server.post(routes.remove(ID), {})).body.toString())).toEqual({ undoSeconds: 30 });
    expect(await json(routes.list)).toEqual([]);
    expect((await server.post(routes.restore(ID), {})).status).toBe(200);
    expect(await json(routes.list)).toHaveLength(1);
    expect((await server.post(routes.restore(ID), {})).status).toBe(404);
  });

  it('AnExportIsAFileWithAName', async () => {
    const answer = await server.post(routes.export(ID), { format: 'wav', startSeconds: 0.5 });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'audio/wav',
      'content-length': String(80 + 16000),
      'content-disposition': "attachment; filename*=UTF-8''a_0.5-end.wav",
    });
    expect(answer.body.toString('latin1', 0, 4)).toBe('RIFF');
    const zip = await server.post(routes.export(ID), { format: 'zip', hashUsers: true, language: 'zh' });
    expect(zip.body.toString('latin1', 0, 2)).toBe('PK');
  });

  it('ANameOfAnyLettersIsTold', async () => {
    writeCapture(server.captures, "录 (it's) *1*.wav", {});
    const answer = await server.post(routes.export(captureId("录 (it's) *1*.wav")), { format: 'wav' });
    const [, name = ''] = answer.headers['content-disposition']?.split("UTF-8''") ?? [];
    expect(name).toMatch(/^[\w%.~-]+$/);
    expect(decodeURIComponent(name)).toBe("录 (it's) *1*.wav");
  });

  it.each([
    [routes.note(ID), { note: 5 }],
    [routes.note(ID), { note: 'x', more: 1 }],
    [routes.note(ID), []],
    [routes.note(ID), '{"note":'],
    [routes.note(ID), 'null'],
    [routes.pin(ID), { pinned: 'yes' }],
    [routes.remove(ID), { id: 'other' }],
    [routes.export(ID), {}],
    [routes.export(ID), { format: 'exe' }],
    [routes.export(ID), { format: 'wav', lanes: [] }],
    [routes.export(ID), { format: 'wav', lanes: ['0'] }],
    [routes.export(ID), { format: 'wav', startSeconds: 'now' }],
    [routes.export(ID), { format: 'wav', startSeconds: 0.5, endSeconds: 0.2 }],
    [routes.export(ID), { format: 'zip', hashUsers: 1 }],
    [routes.export(ID), { format: 'zip', language: 'xx' }],
  ])('AChangeThatIsNoneIsRefused: %s %j', async (target, body) => {
    expect((await server.post(target, body)).status).toBe(400);
    expect((await json<CaptureSummary[]>(routes.list))[0]).toMatchObject({ note: '', pinned: false });
  });

  it('AChangeIsJsonAndHasItsBounds', async () => {
    const text = await ask(
      server.port,
      'POST',
      routes.note(ID),
      { ...server.asWriter, 'Content-Type': 'text/plain', 'Content-Length': '2' },
      '{}',
    );
    expect(text.status).toBe(415);
    expect((await server.post(routes.note(ID), { note: 'x'.repeat(300_000) })).status).toBe(413);
    expect((await server.post(routes.note(ID), { note: 'x'.repeat(100_000) })).status).toBe(400);
    const chunked = { ...server.asWriter, 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' };
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    expect((await ask(server.port, 'POST', routes.note(ID), chunked, `${chunk.repeat(6)}0\r\n\r\n`)).status).toBe(413);
  });

  it.each([
    ['', 'en', 'The page is not built'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh', '页面尚未构建'],
  ])('WithoutABuiltPageItSaysSo: %j', async (accepted, language, title) => {
    const bare = await serve({ folder: server.captures, page: null, analysis: null });
    const answer = await ask(bare.port, 'GET', `/?token=${bare.token}`, { 'Accept-Language': accepted });
    expect([answer.status, answer.headers['content-type']]).toEqual([503, 'text/html; charset=utf-8']);
    for (const part of [`<html lang="${language}">`, title, '<code>npm run setup</code>']) {
      expect(answer.body.toString()).toContain(part);
    }
    await bare.close();
  });

  it('AFolderThatIsNotThereIsAnError', async () => {
    const started = serve({ folder: join(server.captures, 'nowhere'), page: null, analysis: null });
    await expect(started).rejects.toMatchObject({ code: 'not-found' });
  });

  it('APortThatIsTakenIsAnError', async () => {
    const started = serve({ folder: server.captures, page: null, analysis: null, port: server.port });
    await expect(started).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
