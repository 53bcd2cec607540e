import { zh } from '../../editor-extension/source/view/i18n/zh';
import { en } from '../../editor-extension/source/view/i18n/en';
import { violations } from './support/axe';
import { Viewer, leaveBrowser } from './support/viewer';

afterAll(leaveBrowser);

const languages = { en: { texts: en, locale: 'en-GB' }, zh: { texts: zh, locale: 'zh-CN' } } as const;
const cases = (['light', 'dark'] as const).flatMap((theme) =>
  (['en', 'zh'] as const).map((language) => [theme, language] as const),
);

describe('Looks', () => {
  let viewer: Viewer;
  afterEach(() => viewer.close());

  test.each(cases)('EverythingIsAccessible: %s, %s', async (theme, language) => {
    const { texts, locale } = languages[language];
    viewer = await Viewer.open({ texts, context: { locale, colorScheme: theme, reducedMotion: 'reduce' } });
    const { page } = viewer;
    const found: Record<string, string[]> = {};
    const check = async (what: string) => (found[what] = await violations(page));
    await viewer.rows.first().waitFor();
    await viewer.show('cycle.aac');
    await viewer.button(texts.toolbar.spectrogram).click();
    await viewer.untilSpectrogram();
    await viewer.button(texts.toolbar.loudness).click();
    await check('list and detail');
    await viewer.picture(`detail-${theme}-${language}`);
    for (const section of ['findings', 'markers', 'metadata', 'sources', 'statistics', 'export'] as const) {
      await page.getByRole('tab', { name: texts.sections[section] }).click();
      await check(section);
    }
    for (const [what, key] of [
      ['keys', '?'],
      ['note', 'm'],
      ['compare', 'c'],
    ] as const) {
      await page
        .locator('.vr-stage')
        .first()
        .focus()
        .catch(() => undefined);
      await page.keyboard.press(key);
      await page.getByRole('dialog').waitFor();
      await check(what);
      await viewer.picture(`${what}-${theme}-${language}`);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((what) => [what, []])));
  });

  test('ThePageSpeaksTheBrowsersLanguageAndAnotherOneOnDemand', async () => {
    viewer = await Viewer.open({ texts: zh, context: { locale: 'zh-CN' } });
    const language = () => viewer.list.evaluate((list) => list.closest('[lang]')?.getAttribute('lang'));
    const ofDocument = () => viewer.page.evaluate(() => document.documentElement.lang);
    expect([await language(), await ofDocument()]).toEqual(['zh-CN', 'zh-CN']);
    await viewer.show('mix.wav');
    await viewer.page.getByLabel(zh.settings.language, { exact: true }).selectOption('en');
    await viewer.page.getByRole('navigation', { name: en.list.title }).waitFor();
    expect(await ofDocument()).toMatch(/^en/);
    await viewer.visit();
    await viewer.page.getByRole('navigation', { name: en.list.title }).waitFor();
  });

  test('NothingIsCutOffInANarrowPage', async () => {
    viewer = await Viewer.open({ context: { viewport: { width: 480, height: 700 } } });
    await viewer.button(viewer.texts.list.expand).click();
    await viewer.rows.first().waitFor();
    const overflow = () =>
      viewer.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await viewer.choose('mix.wav');
    await viewer.button(viewer.texts.toolbar.play).waitFor();
    expect(await overflow()).toBeLessThanOrEqual(0);
    await viewer.picture('narrow');
  });
});
