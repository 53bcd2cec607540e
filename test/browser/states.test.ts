import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zh } from '../../editor-extension/source/view/i18n/zh';
import { FAILED_LOAD, Viewer, leaveBrowser } from './support/viewer';

afterAll(leaveBrowser);

describe('States', () => {
  let viewer: Viewer;
  afterEach(() => viewer.close());

  test.each(['broken-noise.wav', 'broken-short.wav', 'broken-empty.aac'])(
    'ABrokenFile %s SaysWhatIsWrongAndWhatToDo',
    async (file) => {
      viewer = await Viewer.open({ allow: FAILED_LOAD });
      await viewer.choose(file);
      const { states } = viewer.texts;
      const message = viewer.page.getByText(states.failedTitle).or(viewer.page.getByText(states.zeroTitle));
      await message.first().waitFor();
      await viewer.picture(`broken-${file.endsWith('.aac') ? 'aac' : file.includes('short') ? 'short' : 'noise'}`);
      await viewer.show('mix.wav');
    },
  );

  test('InChineseABrokenFileIsToldInChineseWithTheDetailsBehind', async () => {
    viewer = await Viewer.open({ texts: zh, context: { locale: 'zh-CN' }, allow: FAILED_LOAD });
    await viewer.choose('broken-noise.wav');
    const card = viewer.page.getByRole('alert').filter({ hasText: zh.states.failedTitle });
    await card.getByText(zh.errors.unreadable.what).waitFor();
    await card.getByText(zh.errors.unreadable.next.split('`')[0] ?? '').waitFor();
    await card.getByText(new RegExp(`^${zh.errorDetail('')}.+`)).waitFor();
    await viewer.picture('broken-noise-zh');
  });

  test('InChineseWhatCouldNotBeUsedIsToldInChineseWithTheDetailsBehind', async () => {
    viewer = await Viewer.open({
      ...{ texts: zh, context: { locale: 'zh-CN' } },
      files: (name) => name.startsWith('split.'),
    });
    writeFileSync(join(viewer.folder, 'split.wav.json'), '{');
    await viewer.visit();
    await viewer.show('split.wav');
    const banner = viewer.page.getByRole('status').filter({ hasText: zh.states.problemsTitle });
    await banner.getByText(new RegExp(`${zh.states.problemsText} ${zh.errorDetail('')}.+`)).waitFor();
  });

  test('ALostConnectionIsToldAndComesBackByItself', async () => {
    viewer = await Viewer.open({ allow: FAILED_LOAD });
    await viewer.show('mix.wav');
    const { states } = viewer.texts;
    await viewer.stopServer();
    await viewer.page.getByText(states.lostTitle).waitFor();
    await viewer.page.keyboard.press('f');
    await viewer.picture('lost');
    await viewer.restartServer();
    await viewer.page.getByText(states.lostTitle).waitFor({ state: 'hidden', timeout: 20_000 });
    for (const text of Object.values(states.engineErrors)) {
      await viewer.page.getByText(text).waitFor({ state: 'hidden' });
    }
    await viewer.show('split.wav');
  });

  test('ACaptureThatGoesUnderItsFeetIsToldAndTheNextOneCanBeOpened', async () => {
    viewer = await Viewer.open({ files: (name) => /^(mix|split)\./.test(name), allow: FAILED_LOAD });
    await viewer.show('mix.wav');
    for (const name of readdirSync(viewer.folder).filter((each) => each.startsWith('mix.'))) {
      rmSync(join(viewer.folder, name));
    }
    const { states } = viewer.texts;
    await viewer.page.getByText(states.goneTitle).waitFor();
    await viewer.picture('gone');
    await viewer.button(states.goneNext).click();
    await viewer.untilShown();
    expect(viewer.page.url()).toContain(await viewer.idOf('split.wav'));
  });

  test('WhileTwoAreComparedTheOneThatGoesIsTold', async () => {
    viewer = await Viewer.open({ files: (name) => /^(mix|split)\./.test(name), allow: FAILED_LOAD });
    await viewer.show('split.wav');
    const { compare, states } = viewer.texts;
    await viewer.page.keyboard.press('c');
    await viewer.page.getByRole('dialog').getByRole('listitem').getByRole('button').click();
    await viewer.page.getByRole('heading', { name: compare.differs }).waitFor();
    for (const name of readdirSync(viewer.folder).filter((each) => each.startsWith('mix.'))) {
      rmSync(join(viewer.folder, name));
    }
    const banner = viewer.page.getByRole('status').filter({ hasText: `${compare.second}: ${states.goneTitle}` });
    await viewer.button(compare.end, banner).click();
    await viewer.page.getByRole('heading', { name: compare.differs }).waitFor({ state: 'hidden' });
    await banner.waitFor({ state: 'hidden' });
  });

  test('WithoutTheTokenThePageSaysWhichLinkToOpen', async () => {
    viewer = await Viewer.open({ allow: FAILED_LOAD });
    const page = await viewer.page.context().newPage();
    await viewer.page.context().clearCookies();
    const answer = await page.goto(`${viewer.server.origin}/`);
    expect(answer?.status()).toBe(401);
    expect(await page.textContent('body')).toContain('voice-recorder serve');
  });

  test('AnIdInALinkThatIsNoneIsTold', async () => {
    viewer = await Viewer.open({ allow: FAILED_LOAD });
    await viewer.visit('#c=nothing-of-the-kind&t=1-2');
    await viewer.rows.first().waitFor();
    const { states, errors } = viewer.texts;
    const card = viewer.page.getByRole('alert').filter({ hasText: states.failedTitle });
    await card.getByText(errors['not-found'].what).waitFor();
    await card.getByRole('button', { name: viewer.texts.retry }).waitFor();
    await viewer.show('mix.wav');
  });

  test('ABrowserWithoutWhatIsNeededIsToldInBothLanguages', async () => {
    viewer = await Viewer.open();
    const page = await viewer.page.context().newPage();
    await page.addInitScript(() => (WebAssembly.validate = () => false));
    await page.goto(viewer.server.link);
    await page.getByText('This browser is too old').waitFor();
    await page.getByText('此浏览器版本过旧').waitFor();
    expect(await page.getByRole('main').count()).toBe(0);
    await viewer.page.getByRole('main').waitFor();
    expect(await viewer.page.getByText('This browser is too old').count()).toBe(0);
  });
});
