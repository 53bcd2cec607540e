import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tone, wavBytes } from '../extension/support/wavFile';
import { eventually } from './support/eventually';
import { captures } from './support/paths';
import { decode, level, locate } from './support/sound';
import type { Heard } from './support/sound';
import { Viewer, leaveBrowser } from './support/viewer';

afterAll(leaveBrowser);

const LISTEN_SECONDS = 0.35;
const AUDIBLE_DBFS = -50;

const TOLD_EVERY_SECONDS = 0.1;
/** Of a machine that draws twenty pictures a second. */
const FRAME_SECONDS = 0.05;

describe('Playback', () => {
  let viewer: Viewer;
  afterEach(() => viewer.close());

  const press = (key: string) => viewer.page.keyboard.press(key);
  const last = ({ samples, sampleRate }: Heard, seconds = LISTEN_SECONDS) =>
    samples.subarray(samples.length - Math.round(seconds * sampleRate));

  /** Until something is heard for as long as is listened for. */
  const untilHeard = () =>
    eventually(async () => {
      const heard = await viewer.hear();
      const part = last(heard);
      expect(level(part.subarray(0, part.length >> 2))).toBeGreaterThan(AUDIBLE_DBFS);
      expect(level(part.subarray(-(part.length >> 2)))).toBeGreaterThan(AUDIBLE_DBFS);
      return heard;
    });

  /** Until what is heard is the file, as another program decodes it, at the place that the page shows. */
  const untilHeardWhereItIsShown = (file: string, channel = 0) =>
    eventually(async () => {
      const { likeness, offset } = compare(await untilHeard(), file, channel);
      expect(likeness).toBeGreaterThan(0.8);
      // The page tells its position ten times a second, in the next frame: what is read is up to that much older.
      expect(Math.abs(offset)).toBeLessThan(TOLD_EVERY_SECONDS + FRAME_SECONDS);
    });

  function compare(heard: Heard, file: string, channel: number): { likeness: number; offset: number } {
    const main = file.replace(/\.(local|remote-\w+)\.(\w+)$/, '.$2');
    const { validStart, sampleRate } = JSON.parse(readFileSync(join(captures, `${main}.json`), 'utf8')) as {
      validStart: number;
      sampleRate: number;
    };
    const known = decode(join(captures, file), heard.sampleRate, channel);
    const { endSeconds, likeness } = locate(last(heard), known, heard.sampleRate);
    return { likeness, offset: endSeconds - validStart / sampleRate - heard.position };
  }

  test('AWavFileIsHeardWhereThePageSaysItIs', async () => {
    viewer = await Viewer.open({ files: (name) => name.startsWith('split.') });
    await viewer.show('split.wav');
    for (const key of ['f', 'Home', '1', 'r']) await press(key);
    await viewer.button(viewer.texts.toolbar.play).click();
    await untilHeardWhereItIsShown('split.wav');
    const before = await viewer.hear();
    await eventually(async () => expect((await viewer.hear()).position).not.toBe(before.position));
    await viewer.button(viewer.texts.toolbar.pause).click();
    await viewer.button(viewer.texts.toolbar.play).waitFor();
    const paused = await viewer.position();
    await eventually(async () => expect(level(last(await viewer.hear()))).toBeLessThan(-90));
    expect(await viewer.position()).toBe(paused);
  });

  test('EverySeekInAacLandsAtTheSoundThatIsShown', async () => {
    viewer = await Viewer.open({ files: (name) => name.includes('_hotkey') });
    await viewer.show(viewer.fileEnding('_hotkey.aac'));
    for (const key of ['f', 'r', '1']) await press(key);
    for (const seconds of [9, 2, 11, 5]) {
      await press('Home');
      for (let step = 0; step < seconds; step++) await press('ArrowRight');
      expect(await viewer.position()).toBeCloseTo(seconds, 2);
      await press(' ');
      await untilHeardWhereItIsShown(viewer.fileEnding('_hotkey.local.aac'));
      await press(' ');
      await viewer.button(viewer.texts.toolbar.play).waitFor();
    }
  });

  test('AllLanesAreHeardInStep', async () => {
    viewer = await Viewer.open({ files: (name) => name.includes('_recovered') });
    await viewer.show(viewer.fileEnding('_recovered.wav'));
    await press('Home');
    await press(' ');
    const { sampleRate } = await untilHeard();
    const tracks = ['local', 'remote-ann', 'remote-bob'].map((name) =>
      decode(join(captures, viewer.fileEnding(`_recovered.${name}.wav`)), sampleRate),
    );
    const sum = (tracks[0] ?? new Float32Array()).map((_, at) => tracks.reduce((all, one) => all + (one[at] ?? 0), 0));
    await eventually(async () => {
      expect(locate(last(await viewer.hear()), sum, sampleRate).likeness).toBeGreaterThan(0.9);
    });
  });

  test('SoloAndMuteDecideWhatIsHeard', async () => {
    viewer = await Viewer.open({ files: (name) => name.startsWith('split.') });
    await viewer.show('split.wav');
    const { toolbar } = viewer.texts;
    await press('Home');
    await viewer.button(toolbar.loop).click();
    await press('f');
    await press(' ');
    await untilHeard();
    const buttons = viewer.page.getByRole('button', { name: viewer.texts.engine.mute('') });
    const lanes = await buttons.count();
    for (let lane = 0; lane < lanes; lane++) {
      const button = buttons.nth(lane);
      if (!(await button.isDisabled()) && (await button.getAttribute('aria-pressed')) !== 'true') await button.click();
    }
    await eventually(async () => expect(level(last(await viewer.hear()))).toBeLessThan(-90));
    await viewer.page
      .getByRole('button', { name: viewer.texts.engine.solo('') })
      .nth(1)
      .click();
    const { sampleRate } = await untilHeard();
    const remote = decode(join(captures, 'split.wav'), sampleRate, 1);
    await eventually(async () => {
      expect(locate(last(await viewer.hear()), remote, sampleRate).likeness).toBeGreaterThan(0.9);
    });
  });

  test('TheGainOfALaneChangesWhatIsHeardByItsDecibels', async () => {
    viewer = await Viewer.open({ files: () => false });
    writeFileSync(join(viewer.folder, 'tone.wav'), wavBytes(tone(4, 48000, 1000), 48000));
    await eventually(() => viewer.show('tone.wav'));
    for (const key of ['Home', 'f', 'r', ' ']) await press(key);
    // Until the part that is listened to is all tone: half of full scale.
    const plain = await eventually(async () => {
      const heard = level(last(await viewer.hear()));
      expect(Math.abs(heard - 20 * Math.log10(0.5 / Math.SQRT2))).toBeLessThan(0.5);
      return heard;
    });
    const slider = viewer.page.getByRole('slider', { name: viewer.texts.engine.gain('') });
    for (const decibels of [-12, -30, 3, 0]) {
      await slider.fill(String(decibels));
      await eventually(async () => {
        const change = level(last(await viewer.hear())) - plain;
        expect(Math.abs(change - decibels)).toBeLessThan(0.5);
      });
    }
  });

  test('ASelectionIsLooped', async () => {
    viewer = await Viewer.open({ files: (name) => name.startsWith('split.') });
    await viewer.show('split.wav');
    for (const key of ['Home', 'ArrowRight', '[', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', ']']) {
      await press(key);
    }
    expect(await viewer.range()).toEqual({ from: 1, to: 1.3 });
    await press('r');
    await press(' ');
    const began = await untilHeard();
    let turns = 0;
    let before = began.position;
    await eventually(async () => {
      const { position } = await viewer.hear();
      expect(position).toBeGreaterThanOrEqual(0.99);
      expect(position).toBeLessThanOrEqual(1.31);
      if (position < before) turns++;
      before = position;
      expect(turns).toBeGreaterThan(2);
    });
  });

  test('AtDoubleSpeedTheSoundIsTwiceAsFastAndItsPitchStays', async () => {
    viewer = await Viewer.open({ files: () => false });
    writeFileSync(join(viewer.folder, 'tone.wav'), wavBytes(tone(20, 48000, 1000), 48000));
    await eventually(() => viewer.show('tone.wav'));
    await viewer.page.getByLabel(viewer.texts.toolbar.speed).selectOption('2');
    await press('Home');
    await press(' ');
    const first = await untilHeard();
    const second = await eventually(async () => {
      const heard = await viewer.hear();
      expect(heard.clockSeconds).toBeGreaterThan(first.clockSeconds + 1.5);
      return heard;
    });
    const speed = (second.position - first.position) / (second.clockSeconds - first.clockSeconds);
    expect(speed).toBeGreaterThan(1.85);
    expect(speed).toBeLessThan(2.15);
    const part = last(second);
    const rises = part.filter((value, at) => value >= 0 && (part[at - 1] ?? 0) < 0).length;
    expect(Math.abs((rises * second.sampleRate) / part.length - 1000)).toBeLessThan(30);
  });
});
