import { appendFileSync, existsSync, readdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaptureChange } from '../../../editor-extension/source/shared/captures';
import { CaptureLibrary } from '../../../editor-extension/source/host/CaptureLibrary';
import { writeDiagnosis } from '../../../editor-extension/source/host/diagnosisBlock';
import { readEnvelope, pointsOf } from '../../../editor-extension/source/host/envelopeFile';
import { captureId } from '../../../editor-extension/source/host/names';
import { diagnosisWith, findingWith } from '../support/diagnoses';
import { RATE, temporaryFolder, writeCapture } from '../support/captures';
import { gate, until } from '../support/waiting';
import { WavAnalysis } from '../support/WavAnalysis';

const ID = captureId('a.wav');
let folder: ReturnType<typeof temporaryFolder>;
let analysis: WavAnalysis;
let library: CaptureLibrary;

const start = async (): Promise<CaptureLibrary> => CaptureLibrary.at({ folder: folder.path, analysis });

beforeEach(async () => {
  folder = temporaryFolder();
  writeCapture(folder.path, 'a.wav', {});
  analysis = new WavAnalysis();
  library = await start();
});
afterEach(async () => {
  await library.close();
  folder.remove();
});

const path = (name: string): string => join(folder.path, name);
const cached = (): string[] => readdirSync(path('.voice-recorder/cache'));

describe('CaptureLibrary', () => {
  it('OpensACaptureWithItsSummary', async () => {
    await library.setNote(ID, 'here');
    expect(await library.open(ID)).toMatchObject({
      summary: { id: ID, file: 'a.wav', note: 'here' },
      sidecar: { note: 'here', reason: 'glitch' },
      ...{
        sampleRate: RATE,
        durationSeconds: 1,
        decodable: true,
        lanes: [{ kind: 'mix' }],
        files: [{ name: 'a.wav' }],
      },
    });
  });

  it('MeasuresALaneOnce', async () => {
    const [one, two] = await Promise.all([library.envelope(ID, 0), library.envelope(ID, 0)]);
    expect(one).toEqual(two);
    await library.envelope(ID, 0, { first: 0, end: 48 });
    expect(analysis.counts.envelope).toBe(1);
  });

  it('GivesTheBytesOfAnEnvelopeThatWereAskedFor', async () => {
    const whole = await library.envelope(ID, 0);
    expect(await library.envelope(ID, 0, { first: 4, end: 10 })).toEqual(whole.subarray(4, 10));
    expect((await library.envelope(ID, 0, { first: whole.length - 2, end: whole.length + 9 })).length).toBe(2);
  });

  it('RecomputesNothingAfterAStartOrANote', async () => {
    await library.envelope(ID, 0);
    await library.loudness(ID, 0);
    await library.map(ID, 0);
    await library.setNote(ID, 'x');
    await library.close();
    library = await start();
    await Promise.all([library.envelope(ID, 0), library.loudness(ID, 0), library.map(ID, 0)]);
    expect(analysis.counts).toMatchObject({ envelope: 1, loudness: 1, map: 1 });
  });

  it('MeasuresAnewWhatHasChanged', async () => {
    await library.envelope(ID, 0);
    writeCapture(folder.path, 'a.wav', { reason: 'other' });
    await library.envelope(ID, 0);
    expect(analysis.counts.envelope).toBe(2);
  });

  it('MeasuresAnewWithAnotherBuildOfTheAnalysis', async () => {
    await library.envelope(ID, 0);
    analysis.fingerprint = 'newer';
    await library.close();
    library = await start();
    await library.envelope(ID, 0);
    expect(analysis.counts.envelope).toBe(2);
  });

  it('NothingOfAnEncryptedCaptureIsPutOnDisk', async () => {
    writeCapture(folder.path, 'b.wav', { encrypted: { algorithm: 'x' } });
    await library.envelope(captureId('b.wav'), 0);
    await library.envelope(captureId('b.wav'), 0);
    await library.diagnosis(captureId('b.wav'));
    expect(analysis.counts.envelope).toBe(1);
    expect(existsSync(path('.voice-recorder/cache'))).toBe(false);
    await library.envelope(ID, 0);
    expect(cached()).toHaveLength(1);
  });

  it('DiagnosesACaptureOnceWhateverIsNotedOfIt', async () => {
    analysis.diagnosis = diagnosisWith({ findings: [findingWith()] });
    const changes: CaptureChange[] = [];
    const unwatch = library.watch((change) => changes.push(change));
    const [one, two] = await Promise.all([library.diagnosis(ID), library.diagnosis(ID)]);
    unwatch();
    expect([one, two]).toEqual([analysis.diagnosis, analysis.diagnosis]);
    expect(changes).toContainEqual({ kind: 'progress', id: ID, lane: null, what: 'diagnosis', done: 0.5 });
    await library.setNote(ID, 'x');
    await library.close();
    library = await start();
    expect(await library.diagnosis(ID)).toEqual(analysis.diagnosis);
    expect(analysis.counts.diagnose).toBe(1);
  });

  it('TakesTheDiagnosisOfTheSidecarWhileTheDetectorsAreTheSame', async () => {
    const written = diagnosisWith({ findings: [findingWith({ id: 'hum' })] });
    writeCapture(folder.path, 'a.wav', { diagnosis: written });
    expect(await library.diagnosis(ID)).toEqual(written);
    expect(analysis.counts.diagnose).toBe(0);
    expect((await library.list())[0]?.badges).toEqual([{ kind: 'finding', id: 'hum', severity: 'warning', count: 1 }]);
  });

  it('DiagnosesAnewWhereOtherDetectorsHaveWrittenOrSomethingElseStands', async () => {
    for (const [place, diagnosis] of [diagnosisWith({ detectors: 6 }), { version: 2 }, 'none'].entries()) {
      writeCapture(folder.path, `${place}.wav`, { diagnosis });
      expect(await library.diagnosis(captureId(`${place}.wav`))).toEqual(analysis.diagnosis);
    }
    expect(analysis.counts.diagnose).toBe(3);
  });

  it('WhatWasMeasuredStaysWhenADiagnosisIsWritten', async () => {
    await library.envelope(ID, 0);
    await writeDiagnosis(path('a.wav'), diagnosisWith({}));
    await library.envelope(ID, 0);
    expect(analysis.counts.envelope).toBe(1);
  });

  it('CancelsADiagnosisThatNobodyWaitsFor', async () => {
    analysis.gate = gate().opened;
    const stop = new AbortController();
    const diagnosis = library.diagnosis(ID, stop.signal);
    await until(() => analysis.counts.diagnose === 1);
    stop.abort();
    await expect(diagnosis).rejects.toMatchObject({ code: 'cancelled' });
    await until(() => analysis.counts.cancelled === 1);
  });

  it('TellsHowFarItIs', async () => {
    const changes: CaptureChange[] = [];
    const unwatch = library.watch((change) => changes.push(change));
    await library.envelope(ID, 0);
    unwatch();
    expect(changes).toContainEqual({ kind: 'progress', id: ID, lane: 0, what: 'envelope', done: 0.5 });
  });

  it('CancelsAMeasureThatNobodyWaitsFor', async () => {
    const hold = gate();
    analysis.gate = hold.opened;
    const stop = new AbortController();
    const envelope = library.envelope(ID, 0, undefined, stop.signal);
    const failed = expect(envelope).rejects.toMatchObject({ code: 'cancelled' });
    await until(() => analysis.counts.envelope === 1);
    stop.abort();
    await failed;
    await until(() => analysis.counts.cancelled === 1);
    hold.open();
    expect((await library.envelope(ID, 0)).length).toBeGreaterThan(48);
  });

  it('GivesDecodedFrames', async () => {
    const samples = await library.pcm(ID, 0, RATE - 10, 100);
    expect(samples).toHaveLength(10);
    expect(Math.max(...(await library.pcm(ID, 0, 0, RATE)))).toBeCloseTo(0.5, 2);
  });

  it.each([
    [0, 0],
    [0, 2 ** 22 + 1],
    [0.5, 10],
    [0, NaN],
  ])('RefusesFramesThatAreNone: %d, %d', async (first, frames) => {
    await expect(library.pcm(ID, 0, first, frames)).rejects.toMatchObject({ code: 'refused' });
  });

  it('GivesTheBytesOfAnAudioFile', async () => {
    expect(Buffer.from(await library.audio(ID, 0, 0, 4)).toString()).toBe('RIFF');
    expect(await library.audio(ID, 0, 80 + 2 * RATE - 3, 1e9)).toHaveLength(3);
    await expect(library.audio(ID, 1, 0, 4)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('AnAudioFileThatHasBecomeALinkIsNotRead', async () => {
    const outside = temporaryFolder();
    writeCapture(outside.path, 'secret.wav', null);
    await library.open(ID);
    unlinkSync(path('a.wav'));
    symlinkSync(join(outside.path, 'secret.wav'), path('a.wav'));
    await expect(library.audio(ID, 0, 0, 4)).rejects.toMatchObject({ name: 'CaptureError' });
    outside.remove();
  });

  it('SaysWhatIsWrongWithAFile', async () => {
    writeFileSync(path('b.wav'), 'no audio');
    writeFileSync(path('c.wav'), Buffer.concat([Buffer.from('VRSE'), Buffer.alloc(200)]));
    await expect(library.open(captureId('b.wav'))).rejects.toMatchObject({ code: 'unreadable' });
    await expect(library.open(captureId('c.wav'))).rejects.toMatchObject({ code: 'key-needed' });
    await expect(library.open(captureId('d.wav'))).rejects.toMatchObject({ code: 'not-found' });
    unlinkSync(path('a.wav'));
    await expect(library.open(ID)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('sidecar'),
    });
  });

  it('WithoutAnAnalysisCapturesAreListedAndNotOpened', async () => {
    const bare = await CaptureLibrary.at({ folder: folder.path, analysis: null });
    expect(await bare.list()).toHaveLength(1);
    expect(bare.can).toEqual({ write: true, export: ['zip'], link: false });
    await expect(bare.open(ID)).rejects.toMatchObject({ code: 'not-supported' });
    await bare.close();
  });

  it('ExportsAReportOfWhatWasFoundInTheLanguageThatIsAskedFor', async () => {
    analysis.diagnosis = diagnosisWith({ findings: [findingWith({ lane: 0, kind: 'mix' })] });
    const { name, blob } = await library.export(ID, { format: 'html', language: 'zh' });
    const html = await blob.text();
    expect([name, blob.type]).toEqual(['a.html', 'text/html']);
    for (const part of ['<html lang="zh">', '该录音：0.5 秒处 click。', 'click 的可能原因', '<svg', 'class="f w"']) {
      expect(html).toContain(part);
    }
    await expect(library.export(ID, { format: 'html', lanes: [0] })).rejects.toMatchObject({ code: 'refused' });
  });

  it('NoReportOfAnEncryptedCaptureIsMadeInTheOpen', async () => {
    writeCapture(folder.path, 'b.wav', { encrypted: { algorithm: 'x' } });
    const report = library.export(captureId('b.wav'), { format: 'html' });
    await expect(report).rejects.toMatchObject({ code: 'refused' });
    expect(analysis.counts.diagnose).toBe(0);
  });

  it('ExportsACut', async () => {
    const { name, blob } = await library.export(ID, {
      format: 'wav',
      startSeconds: 0.25,
      endSeconds: 0.75,
      lanes: [0],
    });
    expect(name).toBe('a_0.25-0.75s_lanes-0.wav');
    expect(blob.size).toBe(80 + RATE);
    expect(blob.type).toBe('audio/wav');
  });

  it.each([
    { startSeconds: 2, endSeconds: 1 },
    { startSeconds: -1 },
    { startSeconds: NaN },
    { lanes: [1] },
    { lanes: [-1] },
  ])('RefusesAnExportThatIsNone: %j', async (order) => {
    await expect(library.export(ID, { format: 'wav', ...order })).rejects.toMatchObject({ code: 'refused' });
  });

  it('WritesNothingWhereItOnlyReads', async () => {
    const reader = await CaptureLibrary.at({ folder: folder.path, analysis, readOnly: true });
    await reader.envelope(ID, 0);
    await expect(reader.setNote(ID, 'x')).rejects.toMatchObject({ code: 'refused' });
    await expect(reader.remove(ID)).rejects.toMatchObject({ code: 'refused' });
    await reader.close();
    expect(existsSync(path('.voice-recorder'))).toBe(false);
  });

  it('AFileThatGrowsIsLookedAtAgain', async () => {
    writeCapture(folder.path, 'live.wav', null);
    const id = captureId('live.wav');
    const before = (await library.open(id)).durationSeconds;
    appendFileSync(path('live.wav'), Buffer.alloc(2 * RATE));
    await until(async () => (await library.open(id)).durationSeconds === before + 1);
  });
});

describe('Envelope', () => {
  it('GivesAsManyPointsAsAreAskedFor', async () => {
    const envelope = readEnvelope(await library.envelope(ID, 0));
    if (envelope === null) throw new Error('no envelope');
    const points = pointsOf(envelope, 10);
    expect(points).toHaveLength(10);
    for (const point of points) {
      expect(point.max).toBeCloseTo(0.5, 1);
      expect(point.min).toBeCloseTo(-0.5, 1);
      expect(point.rms).toBeCloseTo(0.5 / Math.SQRT2, 1);
    }
    expect(points.at(-1)?.startSeconds).toBeCloseTo(0.9, 1);
  });

  it('AFileThatIsNoneOrIsCutIsRefused', async () => {
    const whole = await library.envelope(ID, 0);
    for (const bytes of [new Uint8Array(10), new Uint8Array(100), whole.subarray(0, whole.length - 1)]) {
      expect(readEnvelope(bytes)).toBeNull();
    }
  });
});
