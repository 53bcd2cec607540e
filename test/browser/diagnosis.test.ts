import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sidecarOf } from '../extension/support/captures';
import { diagnosisWith, findingWith, notCheckable } from '../extension/support/diagnoses';
import { wavBytes } from '../extension/support/wavFile';
import { zh } from '../../editor-extension/source/view/i18n/zh';
import { eventually } from './support/eventually';
import { level } from './support/sound';
import { Viewer, leaveBrowser } from './support/viewer';

afterAll(leaveBrowser);

const RATE = 48000;
const SECONDS = 30;
const FAULT_FROM = 20;
const CLEAN_HZ = 300;
const FAULTY_HZ = 900;
const FILE = 'room.wav';

/** A tone that is another one, and off zero, in its last ten seconds. */
function faulty(): Buffer {
  const samples = Int16Array.from({ length: SECONDS * RATE }, (_, frame) => {
    const isFaulty = frame >= FAULT_FROM * RATE;
    const tone = 0.3 * Math.sin((2 * Math.PI * (isFaulty ? FAULTY_HZ : CLEAN_HZ) * frame) / RATE);
    return Math.round(32767 * (tone + (isFaulty ? 0.1 : 0)));
  });
  return wavBytes(samples, RATE);
}

/** Of a tone, by how often it crosses its mean. */
function frequency(samples: Float32Array, sampleRate: number): number {
  const mean = samples.reduce((sum, each) => sum + each, 0) / samples.length;
  const crossings = samples.filter((each, at) => at > 0 && each >= mean && (samples[at - 1] ?? 0) < mean).length;
  return (crossings * sampleRate) / samples.length;
}

describe('Diagnosis', () => {
  let viewer: Viewer;
  afterEach(() => viewer.close());

  async function opened(more: Record<string, unknown> = {}, options: Parameters<typeof Viewer.open>[0] = {}) {
    viewer = await Viewer.open({ files: () => false, ...options });
    const frames = SECONDS * RATE;
    const facts = { sampleRate: RATE, durationSeconds: SECONDS, validFrames: frames, fileFrames: frames };
    writeFileSync(join(viewer.folder, FILE), faulty());
    writeFileSync(join(viewer.folder, `${FILE}.json`), JSON.stringify(sidecarOf(FILE, { ...facts, ...more })));
    await viewer.visit();
    await viewer.show(FILE);
  }

  const chips = () => viewer.page.getByRole('group', { name: viewer.texts.findings.diagnosis });
  const panel = () => viewer.page.getByRole('tabpanel');

  /** What is heard now is the fault, and no other place of the capture. */
  const hearsTheFault = () =>
    eventually(async () => {
      const { samples, sampleRate, position } = await viewer.hear();
      const last = samples.subarray(-4096);
      expect(level(last)).toBeGreaterThan(-20);
      expect(frequency(last, sampleRate)).toBeCloseTo(FAULTY_HZ, -2);
      expect(position).toBeGreaterThan(FAULT_FROM - 0.5);
    });

  test('AChipOfAFindingLeadsToItsSound', async () => {
    await opened();
    await viewer.button(/^DC offset/, chips()).click();
    await viewer.button(viewer.texts.toolbar.pause).waitFor();
    expect(await viewer.position()).toBeLessThan(FAULT_FROM);
    await hearsTheFault();
    // The region is selected, so the readout has it.
    const { from, to } = await viewer.range();
    expect([from, to]).toEqual([FAULT_FROM, SECONDS]);
    await viewer.picture('diagnosis');
  });

  test('AFindingIsPlayedWithTheKeyboardAloneAndLoops', async () => {
    await opened();
    await viewer.button(/^DC offset/, chips()).waitFor();
    await viewer.page.keyboard.press('Home');
    await viewer.page.keyboard.press('n');
    await hearsTheFault();
    // A loop begins where the region does, wherever playback was.
    for (const key of [' ', 'r', 'End', ' ']) await viewer.page.keyboard.press(key);
    await eventually(async () => expect(await viewer.position()).toBeLessThan(FAULT_FROM + 5));
    expect(await viewer.position()).toBeGreaterThanOrEqual((await viewer.range()).from - 0.01);
    await hearsTheFault();
  });

  test('TheSentenceAndTheCausesStandInThePanelInEachLanguage', async () => {
    for (const [texts, sentence, cause] of [
      [
        undefined,
        /the samples are off zero by 10% of full scale between 20\.00 s and 30\.00 s/,
        /try another microphone/,
      ],
      [zh, /采样偏离零点，为满幅的 10%/, /换一个麦克风试试/],
    ] as const) {
      const context = texts === undefined ? {} : { context: { locale: 'zh-CN' }, texts };
      await opened({}, context);
      await panel().getByText(sentence).waitFor();
      await panel().getByText(cause).waitFor();
      if (texts === undefined) await viewer.close();
    }
  });

  test('WhatCouldNotBeCheckedIsToldAndNothingIsCalledFine', async () => {
    const { detectors } = await (
      await import('../../editor-extension/source/host/analysis/loadAnalysis')
    )
      .loadAnalysis()
      .then((analysis) => analysis.capabilities());
    const checks = [notCheckable('echo', null), notCheckable('one-way', 0)];
    await opened({ diagnosis: diagnosisWith({ checks, detectors }) });
    await viewer.button(viewer.texts.findings.unchecked(2), chips()).click();
    await panel()
      .getByText(/There is no audio of its own/)
      .waitFor();
    expect(await chips().getByText(viewer.texts.findings.checked(0)).count()).toBe(0);
    expect(await chips().locator('.vr-tone-info').count()).toBe(1);
  });

  test('ADiagnosisInTheSidecarIsABadgeOfTheListAndAStaleOneIsMadeAnew', async () => {
    const stale = diagnosisWith({ findings: [findingWith({ id: 'blocks-dropped', severity: 'error' })], detectors: 0 });
    await opened({ diagnosis: stale });
    await (await viewer.item(FILE)).getByText(viewer.texts.findingNames['blocks-dropped'] ?? '').waitFor();
    await viewer.button(/^DC offset/, chips()).waitFor();
    expect(
      await chips()
        .getByText(viewer.texts.findingNames['blocks-dropped'] ?? '')
        .count(),
    ).toBe(0);
  });

  test('WhereNobodyCanDiagnoseThePageSaysSoAndShowsWhatItHas', async () => {
    await opened({}, { allow: /Failed to load resource/ });
    await viewer.page.route('**/diagnosis', (route) =>
      route.fulfill({ status: 501, json: { code: 'not-supported', message: 'nothing can be diagnosed here' } }),
    );
    await viewer.visit();
    await viewer.show(FILE);
    await chips().getByText(viewer.texts.findings.absent).waitFor();
    await panel().getByText(viewer.texts.findings.none).waitFor();
    rmSync(join(viewer.folder, `${FILE}.json`));
  });
});
