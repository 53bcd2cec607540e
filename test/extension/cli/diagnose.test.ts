import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnosis } from '../../../editor-extension/source/shared/analysis';
import { bundled, start, wavEntry } from '../support/bundledCli';
import type { Ended } from '../support/bundledCli';
import { temporaryFolder, writeCapture } from '../support/captures';
import { diagnosisWith, findingWith, notCheckable } from '../support/diagnoses';
import { parseXml } from '../support/strictXml';

let program: string;
let folder: ReturnType<typeof temporaryFolder>;

beforeAll(() => {
  program = bundled(wavEntry, 'diagnose');
});
afterAll(() => {
  rmSync(program);
});
beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(path('captures'));
  writeCapture(path('captures'), 'room.wav', {});
});
afterEach(() => {
  folder.remove();
});

const path = (name: string): string => join(folder.path, name);
const ROOM = 'captures/room.wav';

/** Of many kinds, as it would be of a capture with one lane. */
const MANY = diagnosisWith({
  findings: [
    findingWith({ id: 'clipping', lane: 0, kind: 'mix', severity: 'error', startSeconds: 0.1 }),
    findingWith({ id: 'clipping', lane: 0, kind: 'mix', severity: 'error', startSeconds: 0.4, approximate: true }),
    findingWith({ id: 'hum', lane: 0, kind: 'mix', severity: 'warning', startSeconds: 0 }),
    findingWith({ id: 'clock-drift', severity: 'info', startSeconds: 0 }),
  ],
  checks: [
    { id: 'click', lane: 0, state: 'ok', basis: 'audio', why: null },
    notCheckable('echo', null),
    notCheckable('one-way', null),
    notCheckable('echo', 0),
  ],
});

const run = (args: string[], diagnosis: Diagnosis = MANY): Promise<Ended> => {
  writeFileSync(path('told.json'), JSON.stringify(diagnosis));
  const env = { VR_TEST_DIAGNOSIS: path('told.json') };
  return start(program, ['diagnose', ...args], { cwd: folder.path, env }).end;
};

describe('Diagnose', () => {
  it('ALineForEachFindingThenItsCausesOnceThenWhatCouldNotBeChecked', async () => {
    const { code, out, err } = await run([ROOM]);
    expect([code, err]).toEqual([1, '']);
    expect(out.trimEnd().split('\n')).toEqual([
      'room.wav: 2 errors, 1 warning, 1 info',
      '  0:00.10  error    Mix            The capture: clipping at 0.1 s.',
      '  0:00.40  error    Mix            The capture: clipping at 0.4 s. (read from AAC alone)',
      '  0:00.00  warning  Mix            The capture: hum at 0 s.',
      '  0:00.00  info     whole capture  The capture: clock-drift at 0 s.',
      ...['clipping', 'hum', 'clock-drift'].flatMap((id) => [
        `  Fault ${id}: what may be behind it, and what to check next`,
        `    - The likely cause of ${id}: check the device.`,
        `    - Another cause of ${id}: check the network.`,
      ]),
      '  Not checkable: Fault echo (whole capture, Mix), Fault one-way (whole capture): There is no audio of its own.',
    ]);
  });

  it('SpeaksChinese', async () => {
    const { out } = await run([ROOM, '--lang', 'zh']);
    expect(out).toContain('room.wav：2 个错误、1 个警告、1 个提示');
    expect(out).toContain('该录音：0.1 秒处 clipping。');
    expect(out).toContain('无法检查：故障 echo（整段录音、混音）');
  });

  it.each([
    ['error', ['info', 'warning', 'error'], 1],
    ['error', ['info', 'warning'], 0],
    ['warning', ['info', 'warning'], 1],
    ['warning', ['info'], 0],
    ['info', ['info'], 1],
    ['info', [], 0],
  ] as const)('EndsWithOneFromASeverityOn: %s of %j', async (failOn, severities, code) => {
    const findings = severities.map((severity) => findingWith({ severity }));
    expect((await run([ROOM, '--fail-on', failOn], diagnosisWith({ findings }))).code).toBe(code);
  });

  it('WhatCouldNotBeCheckedIsNoGoodEnd', async () => {
    const { code, out, err } = await run([ROOM], diagnosisWith({ checks: [notCheckable('hum', 0)] }));
    expect([code, out.split('\n')[0]]).toEqual([3, 'room.wav: nothing could be checked']);
    expect(err).toContain(`error: ${ROOM}: nothing in it could be checked: There is no audio of its own.`);
  });

  it('AFileThatCannotBeReadHasNoFindingAndKeepsNoOtherFromBeingDiagnosed', async () => {
    writeFileSync(path('captures/broken.wav'), 'no audio');
    const { code, out, err } = await run(['captures/broken.wav', ROOM, '--json']);
    const told = JSON.parse(out) as { captures: { path: string; diagnosis: Diagnosis }[]; failed: { path: string }[] };
    expect(code).toBe(3);
    expect(told.captures).toEqual([{ path: ROOM, diagnosis: MANY }]);
    expect(told.failed).toMatchObject([{ path: 'captures/broken.wav' }]);
    expect(err).toMatch(/^error: .*broken\.wav/);
  });

  it('AFolderStandsForItsCaptures', async () => {
    writeCapture(path('captures'), 'other.wav', {});
    const { out } = await run(['captures', '--json']);
    const { captures } = JSON.parse(out) as { captures: { path: string }[] };
    expect(captures.map((each) => each.path.slice(-9)).sort()).toEqual(['other.wav', '/room.wav'].sort());
    mkdirSync(path('empty'));
    const empty = await run(['empty']);
    expect([empty.code, empty.out]).toEqual([3, '']);
    expect(empty.err).toContain('there are no captures in');
  });

  it('JunitHasACaseForEachCheckOfEachFile', async () => {
    writeFileSync(path('captures/broken.wav'), 'no audio');
    const { code } = await run([ROOM, 'captures/broken.wav', '--junit', 'report.xml']);
    expect(code).toBe(3);
    const { name, children } = parseXml(readFileSync(path('report.xml'), 'utf8'));
    expect([name, children.map(({ attributes }) => attributes)]).toEqual([
      'testsuites',
      [
        { name: ROOM, tests: '7', failures: '1', errors: '0', skipped: '3' },
        { name: 'captures/broken.wav', tests: '1', failures: '0', errors: '1', skipped: '0' },
      ],
    ]);
    const cases = children[0]?.children ?? [];
    expect(cases.map((each) => [each.attributes['name'], each.children.map((child) => child.name)])).toEqual([
      ['Fault clipping: Mix', ['failure']],
      ['Fault hum: Mix', ['system-out']],
      ['Fault clock-drift: whole capture', ['system-out']],
      ['Fault click: Mix', []],
      ['Fault echo: whole capture', ['skipped']],
      ['Fault one-way: whole capture', ['skipped']],
      ['Fault echo: Mix', ['skipped']],
    ]);
    expect(cases[0]?.children[0]).toMatchObject({
      attributes: { type: 'clipping', message: 'The capture: clipping at 0.1 s.' },
      text: 'The capture: clipping at 0.1 s.\nThe capture: clipping at 0.4 s.',
    });
  });

  it('JunitIsWellFormedWhateverAUserIsCalled', async () => {
    const en = 'Remote user <b>"&\u0000\u001b[31m\ud800\ufffe]]>\'\n\t: 3 dropouts. 😀 对方';
    const sentence = { en, zh: en };
    const finding = findingWith({ severity: 'error', sentence });
    await run([ROOM, '--junit', 'report.xml'], diagnosisWith({ findings: [finding] }));
    const xml = readFileSync(path('report.xml'), 'utf8');
    const failure = parseXml(xml).children[0]?.children[0]?.children[0];
    expect(failure?.attributes['message']).toBe(
      'Remote user <b>"&\ufffd\ufffd[31m\ufffd\ufffd]]>\'\n\t: 3 dropouts. 😀 对方',
    );
  });

  it('TheReportIsOnePageWithItsPicturesInside', async () => {
    const evil = findingWith({ lane: 0, kind: 'mix', sentence: { en: '<script>alert(1)</script>', zh: '<i>' } });
    const diagnosis = { ...MANY, findings: [...MANY.findings, evil] };
    await run([ROOM, '--html', 'report.html'], diagnosis);
    const html = readFileSync(path('report.html'), 'utf8');
    expect(html).toContain('<svg');
    expect(html.match(/<rect [^>]*class="f e"/g)).toHaveLength(2);
    expect(html.match(/<rect [^>]*class="f [ewi]"/g)).toHaveLength(5);
    expect(html).toContain('<title>The capture: clipping at 0.1 s.</title>');
    expect(html).toContain('Fault clipping: what may be behind it, and what to check next');
    expect(html).toContain('The likely cause of clipping: check the device.');
    expect(html).toContain('Fault echo (whole capture, Mix), Fault one-way (whole capture): There is no audio');
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(/(src|href)=|url\(|@import/);
  });

  it('AReportThatIsThereIsReplacedOnlyWithOverwrite', async () => {
    writeFileSync(path('report.html'), 'mine');
    const refused = await run([ROOM, '--html', 'report.html']);
    expect([refused.code, refused.out]).toEqual([2, '']);
    expect(readFileSync(path('report.html'), 'utf8')).toBe('mine');
    await run([ROOM, '--html', 'report.html', '--overwrite']);
    expect(readFileSync(path('report.html'), 'utf8')).toContain('<!doctype html>');
    expect(readdirSync(folder.path).sort()).toEqual(['captures', 'report.html', 'told.json']);
  });

  it('WritesTheDiagnosisIntoTheSidecarAndLeavesTheRest', async () => {
    const sidecar = `${path(ROOM)}.json`;
    const text = readFileSync(sidecar, 'utf8').replace('"reason"', '"odd": 12345678901234567890.10,\n  "reason"');
    writeFileSync(sidecar, text);
    expect((await run([ROOM])).code).toBe(1);
    expect(readFileSync(sidecar, 'utf8')).toBe(text);
    await run([ROOM, '--write']);
    const after = readFileSync(sidecar, 'utf8');
    expect(after).toContain('"odd": 12345678901234567890.10');
    const { diagnosis, ...rest } = JSON.parse(after) as { diagnosis: Diagnosis };
    expect(diagnosis).toEqual(MANY);
    expect(rest).toEqual(JSON.parse(text));
    const fresh = diagnosisWith({ detectors: 8 });
    await run([ROOM, '--write'], fresh);
    expect(JSON.parse(readFileSync(sidecar, 'utf8'))).toMatchObject({ diagnosis: fresh });
    expect(readdirSync(path('captures')).sort()).toEqual(['room.wav', 'room.wav.json']);
  });

  it('NeverWritesADiagnosisInTheOpenOrWhereThereIsNoSidecar', async () => {
    writeCapture(path('captures'), 'sealed.wav', { encrypted: { algorithm: 'x' } });
    writeCapture(path('captures'), 'bare.wav', null);
    const before = readFileSync(path('captures/sealed.wav.json'), 'utf8');
    const sealed = await run(['captures/sealed.wav', 'captures/bare.wav', '--write'], diagnosisWith({}));
    expect(sealed.code).toBe(0);
    expect(sealed.err).toMatch(/^note: .*sealed\.wav\.json is encrypted/m);
    expect(sealed.err).toMatch(/^note: .*bare\.wav has no sidecar/m);
    expect(readFileSync(path('captures/sealed.wav.json'), 'utf8')).toBe(before);
    expect(existsSync(path('captures/bare.wav.json'))).toBe(false);
  });
});
