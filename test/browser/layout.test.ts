import type { Locator } from 'playwright-core';
import { eventually } from './support/eventually';
import { Viewer, leaveBrowser } from './support/viewer';

afterAll(leaveBrowser);

const sizes = [
  [1440, 900],
  [1280, 720],
] as const;

describe('Layout', () => {
  let viewer: Viewer;
  afterEach(() => viewer.close());

  const press = (key: string) => viewer.page.keyboard.press(key);

  async function open(width: number, height: number): Promise<void> {
    viewer = await Viewer.open({ context: { viewport: { width, height }, reducedMotion: 'reduce' } });
    await viewer.show(viewer.fileEnding('_recovered.wav'));
    await viewer.untilDiagnosed();
  }

  const lane = () => viewer.page.locator('.vre-lane');
  const view = () => viewer.page.locator('.vr-lanes');
  const topOf = async (element: Locator): Promise<number> => (await element.boundingBox())?.y ?? NaN;
  /** What loads late moves what stands below it. */
  const untilItRests = async (element: Locator): Promise<number> => {
    for (let before = NaN; ;) {
      const now = await topOf(element);
      if (now === before) return now;
      before = now;
      await viewer.page.waitForTimeout(500);
    }
  };
  const bottomOf = async (element: Locator): Promise<number> => {
    const box = await element.boundingBox();
    return box ? box.y + box.height : NaN;
  };

  test.each(sizes)('LanesStayWhereTheyAreWhenSomethingIsSelectedOrPlayed: %d x %d', async (width, height) => {
    await open(width, height);
    const before = await topOf(lane().first());
    for (const key of ['Home', '[', 'ArrowRight', ']']) await press(key);
    await viewer.page.locator('.vre-selection:visible').first().waitFor();
    await viewer.button(viewer.texts.toolbar.clearSelection).waitFor();
    expect(await topOf(lane().first())).toBe(before);
    await press(' ');
    await viewer.button(viewer.texts.toolbar.pause).waitFor();
    expect(await topOf(lane().first())).toBe(before);
  });

  test.each(sizes)('ThreeLanesAndTheMixAreInSightOnceTheLowerPartIsHidden: %d x %d', async (width, height) => {
    await open(width, height);
    expect(await lane().count()).toBe(4);
    await viewer.button(viewer.texts.sections.hide).click();
    await viewer.button(viewer.texts.sections.show).waitFor();
    await viewer.picture(`lanes-${width}`);
    expect(await bottomOf(lane().last())).toBeLessThanOrEqual((await bottomOf(view())) + 1);
    await viewer.button(viewer.texts.toolbar.spectrogram).click();
    await viewer.untilSpectrogram();
    await viewer.picture(`lanes-spectrogram-${width}`);
    const seen = await bottomOf(view());
    const bottoms = await Promise.all([0, 1, 2].map((place) => bottomOf(lane().nth(place))));
    expect(bottoms.filter((bottom) => bottom <= seen + 1)).toHaveLength(3);
    await viewer.visit();
    await viewer.button(viewer.texts.sections.show).click();
    await viewer.page.getByRole('tabpanel').waitFor();
  });

  test('AtTheSizeOfALaptopNothingOfThreeLanesAndTheMixIsHiddenByTheLowerPart', async () => {
    await open(1440, 900);
    await viewer.picture('lanes-and-findings');
    expect(await bottomOf(lane().last())).toBeLessThanOrEqual((await bottomOf(view())) + 1);
  });

  test.each(sizes)('TheButtonThatExportsIsInSight: %d x %d', async (width, height) => {
    await open(width, height);
    await press('e');
    const panel = viewer.page.getByRole('tabpanel');
    const save = viewer.button(viewer.texts.export.save, panel);
    await save.waitFor();
    await viewer.picture(`export-${width}`);
    expect(await bottomOf(save)).toBeLessThanOrEqual(await bottomOf(panel));
  });

  test('TheLowerPartIsAsHighAsItIsDraggedAndStaysSo', async () => {
    await open(1440, 900);
    const splitter = viewer.page.getByRole('separator', { name: viewer.texts.sections.resize });
    const y = await untilItRests(splitter);
    await viewer.page.mouse.move(800, y + 3);
    await viewer.page.mouse.down();
    await viewer.page.mouse.move(800, 503, { steps: 4 });
    await viewer.page.mouse.up();
    await eventually(async () => expect(Math.abs((await topOf(splitter)) - 500)).toBeLessThan(3));
    await viewer.visit();
    await viewer.show(viewer.fileEnding('_recovered.wav'));
    expect(Math.abs((await topOf(splitter)) - 500)).toBeLessThan(3);
    await splitter.dblclick();
    await eventually(async () => expect(Math.abs((await topOf(splitter)) - y)).toBeLessThan(3));
  });

  test('ALaneThatIsNotHeardIsDimmedAndASoloIsToldAndEndedAtThePlayer', async () => {
    await open(1440, 900);
    const opacity = (place: number) =>
      lane()
        .nth(place)
        .locator('canvas')
        .evaluate((canvas) => Number(getComputedStyle(canvas).opacity));
    const { engine, toolbar } = viewer.texts;
    const head = (place: number) => lane().nth(place).getByRole('group').getAttribute('aria-label');
    const name = (await head(1)) ?? '';
    expect([await opacity(0), await opacity(1)]).toEqual([1, 1]);
    await viewer.button(engine.solo(name)).click();
    await eventually(async () => expect([await opacity(0), await opacity(1)]).toEqual([0.4, 1]));
    expect([await head(0), await head(1)]).toEqual([expect.stringMatching(/, not heard$/), name]);
    const before = await topOf(lane().first());
    await viewer.picture('solo');
    await viewer.button(toolbar.solo(name)).click();
    await eventually(async () => expect([await opacity(0), await opacity(1)]).toEqual([1, 1]));
    expect(await topOf(lane().first())).toBe(before);
  });

  test('TheLoudnessIsInSightOnceItIsSwitchedOn', async () => {
    await open(1280, 720);
    await viewer.button(viewer.texts.toolbar.loudness).click();
    const row = viewer.page.locator('.vre-loudness-row');
    await row.waitFor();
    await eventually(async () => expect(await bottomOf(row)).toBeLessThanOrEqual((await bottomOf(view())) + 1));
  });

  test('TheEightDigitsOfAReplacedUserIdAreReadable', async () => {
    await open(1280, 720);
    const [needed, there] = await lane()
      .nth(1)
      .locator('.vre-lane-name')
      .evaluate((name) => {
        name.textContent = 'Remote 4b92cd80';
        return [name.scrollWidth, name.clientWidth];
      });
    expect(needed).toBeLessThanOrEqual(there ?? 0);
  });
});
