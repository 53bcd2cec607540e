import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { reasonOf } from '../../editor-extension/source/host/systemErrors';
import { en } from '../../editor-extension/source/i18n/en';
import { zh } from '../../editor-extension/source/i18n/zh';
import type { Engine } from '../../editor-extension/source/view/engine';
import { en as viewer } from '../../editor-extension/source/view/i18n/en';
import { zh as viewerZh } from '../../editor-extension/source/view/i18n/zh';
import { tone, wavBytes } from '../extension/support/wavFile';
import { componentDump } from '../extension/support/componentDump';
import { built, Creator } from './support/creator';
import { eventually } from './support/eventually';
import { captures } from './support/paths';
import { hear, level } from './support/sound';
import { leaveBrowser } from './support/viewer';

afterAll(leaveBrowser);

const two = (name: string) => /^(mix|split)\./.test(name);

describe('The Captures panel of Creator', () => {
  let creator: Creator;
  afterEach(() => creator.close());

  const rows = (panel: Locator): Locator => panel.locator('[data-capture]');
  const rowsAre = (panel: Locator, count: number) =>
    eventually(async () => expect(await rows(panel).count()).toBe(count));

  test('ShowsTheCapturesOfTheProjectAndPlaysThem', async () => {
    creator = await Creator.open();
    const panel = await creator.openPanel();
    await rows(panel).first().waitFor();
    expect(await rows(panel).count()).toBeGreaterThan(3);
    await panel.getByRole('searchbox').fill('mix.wav');
    await rows(panel).first().click();
    await panel.getByRole('button', { name: viewer.toolbar.play, exact: true }).click();
    await eventually(async () => expect(level((await hear(creator.page, 'nothing')).samples)).toBeGreaterThan(-50));
    await creator.page.screenshot({ path: join(captures, '..', 'creator-panel.png') });
  });

  test('ComputesSpectrogramsInItsWorkerAndKeepsThePitch', async () => {
    creator = await Creator.open({ files: () => false });
    writeFileSync(join(creator.folder, 'tone.wav'), wavBytes(tone(20, 48000, 1000), 48000));
    const panel = await creator.openPanel();
    await panel.getByRole('button', { name: viewer.toolbar.spectrogram }).click();
    await eventually(async () => {
      const { tileBytes } = await panel
        .locator('.vr-stage')
        .evaluate((stage) => (stage as unknown as Pick<Engine, 'debug'>).debug());
      expect(tileBytes).toBeGreaterThan(0);
    });
    await panel.getByLabel(viewer.toolbar.speed, { exact: true }).selectOption('2');
    await panel.getByRole('button', { name: viewer.toolbar.play, exact: true }).click();
    await eventually(async () => {
      const { samples, sampleRate } = await hear(creator.page, 'nothing');
      const part = samples.subarray(-8192);
      const rises = part.filter((value, at) => value >= 0 && (part[at - 1] ?? 0) < 0).length;
      expect(level(part)).toBeGreaterThan(-50);
      expect(Math.abs((rises * sampleRate) / part.length - 1000)).toBeLessThan(30);
    });
    await creator.page.keyboard.press('?');
    await panel.getByRole('dialog').waitFor();
  });

  test('SaysWhatIsWrongWithACaptureAndShowsTheOthers', async () => {
    creator = await Creator.open({ files: (name) => two(name) || name === 'broken-noise.wav' });
    const panel = await creator.openPanel();
    await rowsAre(panel, 3);
    await panel.getByRole('searchbox').fill('broken');
    await rows(panel).first().click();
    await panel.getByText(viewer.states.failedTitle).waitFor();
    await panel.getByText(viewer.errors.unreadable.what).waitFor();
    await panel.getByRole('searchbox').fill('split');
    await rows(panel).first().click();
    await panel.getByRole('button', { name: viewer.toolbar.play, exact: true }).waitFor();
  });

  test('WithoutAFolderItSaysHowToGetTheFirstCaptureAndShowsItWhenItComes', async () => {
    creator = await Creator.open({ files: null });
    const panel = await creator.openPanel();
    await panel.getByText(en.missingSteps).waitFor();
    expect(await panel.getByText(creator.folder).count()).toBe(1);
    expect(existsSync(creator.folder)).toBe(false);
    await creator.page.screenshot({ path: join(captures, '..', 'creator-missing.png') });
    await panel.getByRole('button', { name: en.openSettings }).click();
    await eventually(() =>
      expect(creator.main.sent).toContainEqual(['project', 'open-settings', 'voice-recorder', 'captures']),
    );
    await panel.getByRole('button', { name: en.createFolder }).click();
    await panel.getByText(viewer.states.emptyTitle).waitFor();
    for (const name of readdirSync(captures).filter(two)) cpSync(join(captures, name), join(creator.folder, name));
    await rowsAre(panel, 2);
  });

  test('AFolderThatCannotBeMadeIsToldWithTheReason', async () => {
    creator = await Creator.open({ files: null, makesNoFolder: 'EACCES' });
    const panel = await creator.openPanel();
    await panel.getByRole('button', { name: en.createFolder }).click();
    await panel.getByText(en.createFailed.replace('{reason}', reasonOf({ code: 'EACCES' }))).waitFor();
    expect(existsSync(creator.folder)).toBe(false);
    await panel.getByText(en.missingSteps).waitFor();
  });

  test('AFolderThatMayOnlyBeReadShowsItsCapturesAndSaysWhatIsOff', async () => {
    creator = await Creator.open({ files: two, readOnly: true });
    const panel = await creator.openPanel();
    await rowsAre(panel, 2);
    await panel.getByText(en.warnReadOnly).waitFor();
    await panel.getByRole('button', { name: en.hide, exact: true }).click();
    expect(await panel.getByText(en.warnReadOnly).count()).toBe(0);
  });

  test('FollowsTheSettingsToAnotherFolderWithAnotherProcess', async () => {
    creator = await Creator.open({ files: two });
    const panel = await creator.openPanel();
    await rowsAre(panel, 2);
    mkdirSync(join(creator.project, 'assets', 'voices'), { recursive: true });
    cpSync(join(captures, 'mix.wav'), join(creator.project, 'assets', 'voices', 'mix.wav'));
    await creator.setSetting('capturesFolder', 'assets/voices');
    await rowsAre(panel, 1);
    await panel.getByText(en.warnInAssets).waitFor();
    await eventually(() => expect(creator.children.map(({ exitCode }) => exitCode)).toEqual([0, null]));
    await panel.getByRole('button', { name: en.hide, exact: true }).click();
    expect(await panel.getByText(en.warnInAssets).count()).toBe(0);
    await creator.setSetting('capturesFolder', './assets/../assets/voices');
    expect(creator.children).toHaveLength(2);
  });

  test('AProcessThatFellIsToldAndStartedAgain', async () => {
    creator = await Creator.open({ files: two });
    const panel = await creator.openPanel();
    await rowsAre(panel, 2);
    creator.children[0]?.kill('SIGKILL');
    await panel.getByText(en.endedTitle).waitFor();
    await panel.getByText('SIGKILL').waitFor();
    await panel.getByRole('button', { name: en.retry }).click();
    await rowsAre(panel, 2);
  });

  test('AFolderThatIsAFileIsToldInChinese', async () => {
    creator = await Creator.open({ files: null, language: 'zh' });
    writeFileSync(creator.folder, '');
    const panel = await creator.openPanel();
    await panel.getByRole('alert').getByText(zh.blockedTitle).waitFor();
    rmSync(creator.folder);
    mkdirSync(creator.folder);
    await panel.getByRole('button', { name: zh.retry }).click();
    await panel.getByText(viewerZh.states.emptyTitle).waitFor();
  });

  test('WithoutTheAnalysisItSaysSoAndListsTheCaptures', async () => {
    const alone = mkdtempSync(join(tmpdir(), 'vr-alone-'));
    cpSync(join(built, 'dist', 'host.js'), join(alone, 'host.js'));
    creator = await Creator.open({ files: two, host: join(alone, 'host.js') });
    const panel = await creator.openPanel();
    await rowsAre(panel, 2);
    await panel.getByText(/^The analysis library does not load/).waitFor();
    await panel.getByText(viewer.errors['not-supported'].what).first().waitFor();
    rmSync(alone, { recursive: true });
  });

  test('EndsItsProcessWhenItIsClosed', async () => {
    creator = await Creator.open({ files: two });
    const panel = await creator.openPanel();
    await rowsAre(panel, 2);
    await creator.closePanel();
    await creator.untilEnded();
    expect(creator.children.map(({ exitCode }) => exitCode)).toEqual([0]);
  });
});

describe('The inspector of Creator', () => {
  let creator: Creator;
  afterEach(() => creator.close());

  test('ShowsTheFieldsInTheirGroupsAndCommitsWhatIsEntered', async () => {
    creator = await Creator.open({ files: two });
    const inspector = await creator.inspect(componentDump());
    const recording = inspector.getByRole('group', { name: 'Recording' });
    expect(await recording.locator('ui-prop').count()).toBe(9);
    expect(await inspector.locator('[data-key="quality"]').count()).toBe(0);
    const estimate = inspector.locator('.vri-plain');
    expect(await estimate.innerText()).toMatch(/^Memory [\d.]+ MiB, full capture 3\.7 MiB \(62\.5 KiB\/s\)$/);
    await recording.locator('[data-key="cycleTime"] input').fill('120');
    await recording.locator('[data-key="cycleTime"] input').blur();
    expect(await estimate.innerText()).toMatch(/full capture 7\.3 MiB/);
    expect(await creator.page.evaluate(() => globalThis.creator.committed)).toEqual([['cycleTime', 120]]);
    await recording.locator('[data-key="layout"] select').selectOption('Split');
    expect(await estimate.innerText()).toMatch(/full capture 14\.6 MiB/);
    await creator.page.screenshot({ path: join(captures, '..', 'creator-inspector.png') });
  });

  test('SaysWhatAStartWouldRefuse', async () => {
    creator = await Creator.open({ files: two });
    const inspector = await creator.inspect(componentDump({ durability: 2 }));
    await inspector.getByText(/A start would be refused: .*recoveryFolder/).waitFor();
    expect(await inspector.locator('.vri-plain').count()).toBe(0);
    await inspector.locator('[data-key="recoveryFolder"] input').fill('recovery');
    await inspector.locator('[data-key="recoveryFolder"] input').blur();
    await inspector.getByText(/^Memory .*, on disk [\d.]+ MiB, full capture/).waitFor();
    await inspector.locator('[data-key="filePath"] input').fill('a.mp3');
    await inspector.locator('[data-key="filePath"] input').blur();
    await inspector.getByText(en.remarkSuffix).waitFor();
  });

  test('ShowsAnotherSetOfFieldsWhenTheComponentSaysSo', async () => {
    creator = await Creator.open({ files: two });
    const inspector = await creator.inspect(componentDump());
    const dump = componentDump({ filePath: 'a.aac' });
    if (dump.value['quality']) dump.value['quality'].visible = true;
    await creator.inspect(dump);
    expect(await inspector.locator('[data-key="quality"] select').inputValue()).toBe('1');
    expect(await inspector.locator('[data-key="filePath"] input').inputValue()).toBe('a.aac');
    await inspector.getByText(/\(6\.1 KiB\/s\)/).waitFor();
  });

  test('TellsOfTheCapturesAndOpensThem', async () => {
    creator = await Creator.open({ files: two, language: 'zh' });
    const inspector = await creator.inspect(componentDump());
    await inspector.getByText(/^2 个录音/).waitFor();
    writeFileSync(join(creator.folder, 'now.part.wav'), 'RIFF');
    await inspector.getByText(zh.activityLive).waitFor();
    await inspector.getByRole('button', { name: zh.buttonCaptures }).click();
    await eventually(() => expect(creator.main.opened).toEqual(['voice-recorder']));
  });

  test('GivesTheFieldsTheDefaultsOfTheProject', async () => {
    creator = await Creator.open({ files: two, settings: { cycleTime: 300, retentionMegabytes: 100 } });
    const inspector = await creator.inspect(componentDump());
    await inspector.getByRole('button', { name: en.buttonDefaults }).click();
    await inspector.getByText('Fields changed: 2.').waitFor();
    expect(await creator.page.evaluate(() => globalThis.creator.committed)).toEqual([
      ['cycleTime', 300],
      ['retentionBytes', 100 * 2 ** 20],
    ]);
    await inspector.getByText(/full capture 18\.3 MiB/).waitFor();
    await inspector.getByRole('button', { name: en.buttonDefaults }).click();
    await inspector.getByText(en.defaultsSame).waitFor();
  });

  test('GivesTheDefaultsToFieldsThatAreNotShown', async () => {
    creator = await Creator.open({ files: two, settings: { quality: 2 } });
    const inspector = await creator.inspect(componentDump());
    expect(await inspector.locator('[data-key="quality"]').count()).toBe(0);
    await inspector.getByRole('button', { name: en.buttonDefaults }).click();
    await inspector.getByText('Fields changed: 1.').waitFor();
    expect(await creator.page.evaluate(() => globalThis.creator.committed)).toEqual([['quality', 2]]);
  });

  test('TheDefaultsAreAStepOfUndoOfTheirOwn', async () => {
    creator = await Creator.open({ files: two, settings: { cycleTime: 300, retentionMegabytes: 100 } });
    const inspector = await creator.inspect(componentDump());
    await inspector.getByRole('button', { name: en.buttonDefaults }).click();
    await inspector.getByText('Fields changed: 2.').waitFor();
    await inspector.locator('[data-key="cycleTime"] input').fill('120');
    await inspector.locator('[data-key="cycleTime"] input').blur();
    expect(await creator.page.evaluate(() => globalThis.creator.steps)).toEqual([
      ['cycleTime', 'retentionBytes'],
      ['cycleTime'],
    ]);
  });

  test('GivesTheDefaultsToEveryNodeThatIsSelected', async () => {
    creator = await Creator.open({ files: two, settings: { cycleTime: 300 } });
    const dump = componentDump({ cycleTime: 300 });
    if (dump.value['cycleTime']) dump.value['cycleTime'].values = [300, 60, 90];
    const inspector = await creator.inspect(dump);
    await inspector.getByRole('button', { name: en.buttonDefaults }).click();
    await inspector.getByText('Fields changed: 1.').waitFor();
    expect(await creator.page.evaluate(() => globalThis.creator.committed)).toEqual([['cycleTime', [300, 300, 300]]]);
  });

  test('AsksAgainOnlyWhenTheLastAnswerIsThere', async () => {
    creator = await Creator.open({ files: two });
    const { page } = creator;
    await page.clock.install();
    await page.evaluate(() => {
      const { Message } = (globalThis as unknown as { Editor: { Message: { request: () => unknown } } }).Editor;
      const held = { asked: 0, fail: (): void => undefined };
      Message.request = () => {
        held.asked += 1;
        return new Promise((_, reject) => (held.fail = reject));
      };
      Object.assign(globalThis, { held });
    });
    const asked = () => page.evaluate(() => (globalThis as unknown as { held: { asked: number } }).held.asked);
    await creator.inspect(componentDump());
    await page.clock.runFor(10_000);
    expect(await asked()).toBe(1);
    await page.evaluate(() => (globalThis as unknown as { held: { fail(): void } }).held.fail());
    await page.clock.runFor(2_000);
    expect(await asked()).toBe(2);
  });
});
