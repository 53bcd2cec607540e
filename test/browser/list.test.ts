import { cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './support/eventually';
import { captures } from './support/paths';
import { FAILED_LOAD, Viewer, leaveBrowser } from './support/viewer';

afterAll(leaveBrowser);

describe('List', () => {
  let viewer: Viewer;
  afterEach(() => viewer.close());

  const rowsAre = (count: number) => eventually(async () => expect(await viewer.rows.count()).toBe(count));
  const two = (name: string) => /^(mix|split)\./.test(name);

  test('ShowsTheCapturesNewestFirstWithWhatTheyAre', async () => {
    viewer = await Viewer.open();
    const summaries = await viewer.server.library.list();
    await rowsAre(summaries.length);
    const shown = await viewer.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-capture')));
    const times = shown.map((id) => summaries.find((summary) => summary.id === id)?.startedAtUnixMs ?? NaN);
    expect(times).toEqual(summaries.map(({ startedAtUnixMs }) => startedAtUnixMs).sort((a, b) => b - a));
    const hotkey = await (await viewer.row(viewer.fileEnding('_hotkey.aac'))).innerText();
    expect(hotkey).toMatch(/Key pressed[^]*1[23]\.\d sec[^]*1 gap, 2 sec/);
    await viewer.picture('list');
  });

  test('ACaptureThatIsMadeMeanwhileAppearsByItself', async () => {
    viewer = await Viewer.open({ files: (name) => !name.includes('_planned') });
    await viewer.rows.first().waitFor();
    const before = await viewer.rows.count();
    for (const name of readdirSync(captures).filter((each) => each.includes('_planned'))) {
      cpSync(join(captures, name), join(viewer.folder, name));
    }
    await rowsAre(before + 1);
    await (await viewer.row(viewer.fileEnding('_planned.aac'))).waitFor();
  });

  test('SearchAndFiltersNarrowIt', async () => {
    viewer = await Viewer.open();
    const { list } = viewer.texts;
    const search = viewer.page.getByRole('searchbox', { name: list.search });
    await viewer.rows.first().waitFor();
    const all = await viewer.rows.count();
    await search.fill('hotkey');
    await rowsAre(1);
    await viewer.button(list.clear).click();
    await rowsAre(all);
    await viewer.page.getByLabel(list.badge, { exact: true }).selectOption({ label: 'Gaps' });
    await eventually(async () => expect(await viewer.rows.count()).toBeLessThan(all));
    expect(await viewer.rows.count()).toBeGreaterThan(0);
    await viewer.button(list.clear).click();
    await search.fill('nothing of the kind');
    await viewer.list.getByText(list.nothingFound).waitFor();
  });

  test('APinStaysWhenThePageIsLoadedAnew', async () => {
    viewer = await Viewer.open({ files: (name) => name.startsWith('mix.') });
    await viewer.show('mix.wav');
    await viewer.button(viewer.texts.header.pin).click();
    await viewer.button(viewer.texts.header.pinned).waitFor();
    await eventually(async () => expect((await viewer.server.library.list())[0]?.pinned).toBe(true));
    await viewer.visit();
    await (await viewer.row('mix.wav')).getByText(viewer.texts.header.pinned).waitFor({ state: 'attached' });
  });

  test('WhatIsDeletedComesBackByUndo', async () => {
    viewer = await Viewer.open({ files: two });
    const item = await viewer.item('mix.wav');
    await item.hover();
    await viewer.button(/^Delete: /, item).click();
    await rowsAre(1);
    await eventually(() => expect(existsSync(join(viewer.folder, 'mix.wav'))).toBe(false));
    await viewer.button(viewer.texts.removed.undo).click();
    await rowsAre(2);
    expect(readFileSync(join(viewer.folder, 'mix.wav'))).toEqual(readFileSync(join(captures, 'mix.wav')));
  });

  test('WhatIsNotBroughtBackIsGoneForGood', async () => {
    viewer = await Viewer.open({ files: two, undoMs: 500, allow: FAILED_LOAD });
    await viewer.show('mix.wav');
    await viewer.page.keyboard.press('Delete');
    await rowsAre(1);
    await eventually(() => {
      const left = readdirSync(viewer.folder, { recursive: true }).map(String);
      expect(left.filter((name) => name.includes('mix.wav'))).toEqual([]);
      expect(left).toContain('split.wav');
    });
  });

  test('AnEmptyFolderSaysWhatToDo', async () => {
    viewer = await Viewer.open({ files: () => false });
    const { states } = viewer.texts;
    for (const text of [states.emptyTitle, states.emptyKey, viewer.folder]) {
      await viewer.page.getByRole('main').getByText(text).first().waitFor();
    }
    await viewer.picture('empty');
    cpSync(join(captures, 'mix.wav'), join(viewer.folder, 'mix.wav'));
    await rowsAre(1);
  });

  test('OfAThousandCapturesOnlyWhatIsInSightIsBuilt', async () => {
    viewer = await Viewer.open({ files: () => false, allow: FAILED_LOAD });
    const sidecar = JSON.parse(readFileSync(join(captures, 'mix.wav.json'), 'utf8')) as Record<string, unknown>;
    for (let index = 0; index < 1000; index++) {
      const file = `many-${index}.wav`;
      const startedAtUnixMs = 1_790_000_000_000 + index * 60_000;
      cpSync(join(captures, 'mix.wav.features'), join(viewer.folder, file));
      writeFileSync(join(viewer.folder, `${file}.json`), JSON.stringify({ ...sidecar, file, startedAtUnixMs }));
    }
    await viewer.visit();
    await viewer.list.getByText('1000 captures').waitFor();
    expect(await viewer.rows.count()).toBeLessThan(100);
    await viewer.page.getByRole('searchbox').fill('many-7');
    await viewer.list.getByText('111 of 1000').waitFor();
    rmSync(join(viewer.folder, 'many-7.wav'));
    rmSync(join(viewer.folder, 'many-7.wav.json'));
    await viewer.list.getByText('110 of 999').waitFor();
  });
});
