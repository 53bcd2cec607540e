import { eventually } from './support/eventually';
import { FAILED_LOAD, Viewer, leaveBrowser } from './support/viewer';

afterAll(leaveBrowser);

describe('Keyboard', () => {
  let viewer: Viewer;
  afterEach(() => viewer.close());

  const press = async (...keys: string[]) => {
    for (const key of keys) await viewer.page.keyboard.press(key);
  };
  const focused = () =>
    viewer.page.evaluate(() => {
      const element = document.activeElement;
      return `${element?.getAttribute('aria-label') ?? ''} ${element?.textContent ?? ''} ${element?.tagName ?? ''}`;
    });

  const tabTo = (wanted: RegExp) =>
    eventually(async () => {
      if (!wanted.test(await focused())) await press('Tab');
      expect(await focused()).toMatch(wanted);
    });

  test('AWholeTriageNeedsNoMouse', async () => {
    viewer = await Viewer.open({ files: (name) => !name.startsWith('broken'), allow: FAILED_LOAD });
    const { texts } = viewer;
    await viewer.rows.first().waitFor();
    // Find the capture of the key, open it, hear it.
    await press('/');
    await viewer.page.keyboard.type('hotkey');
    await eventually(async () => expect(await viewer.rows.count()).toBe(1));
    await tabTo(/^ Key pressed[^]*BUTTON$/);
    await press('Enter');
    await viewer.untilShown();
    await press(' ');
    await viewer.button(texts.toolbar.pause).waitFor();
    const began = await viewer.position();
    await eventually(async () => expect(await viewer.position()).toBeGreaterThan(began + 0.2));
    await press(' ');
    await viewer.button(texts.toolbar.play).waitFor();
    // Look closer, choose a part, write a note at it, pin it.
    await press('Home', 'ArrowRight', 'ArrowRight', '[', 'ArrowRight', ']');
    expect(await viewer.range()).toEqual({ from: 2, to: 3 });
    await press('m');
    await viewer.page.getByRole('dialog').waitFor();
    await viewer.page.keyboard.type('voice breaks up');
    await press('Enter');
    await viewer.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await press('Shift+P');
    const file = viewer.fileEnding('_hotkey.aac');
    await eventually(async () => {
      const summary = (await viewer.server.library.list()).find((each) => each.file === file);
      expect(summary).toMatchObject({ pinned: true, note: expect.stringContaining('voice breaks up') });
    });
    // All captures again. To the next finding, to the next capture, delete it and take that back.
    await press('/', 'Escape');
    await tabTo(/^ Key pressed[^]*BUTTON$/);
    await press('n');
    await viewer.button(texts.toolbar.pause).waitFor();
    await press('ArrowUp');
    const title = await viewer.title.first().innerText();
    await viewer.untilShown();
    const count = await viewer.rows.count();
    await press('Delete');
    await viewer.page.getByText(texts.removed.text('').trim()).first().waitFor();
    await eventually(async () => expect(await viewer.rows.count()).toBe(count - 1));
    await press('Control+z');
    await eventually(async () => expect(await viewer.rows.count()).toBe(count));
    expect(title).not.toBe('');
  });

  test('TheSheetOfKeysOpensClosesAndGivesTheFocusBack', async () => {
    viewer = await Viewer.open();
    await viewer.show('mix.wav');
    await viewer.button(viewer.texts.toolbar.fit).focus();
    await press('?');
    const dialog = viewer.page.getByRole('dialog');
    await dialog.waitFor();
    await dialog.getByText(viewer.texts.keys.commands.playPause).waitFor();
    await press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await focused()).toContain(viewer.texts.toolbar.fit);
  });

  test('LettersThatAreTypedIntoANoteAreNoCommands', async () => {
    viewer = await Viewer.open({ files: (name) => name.startsWith('mix.') });
    await viewer.show('mix.wav');
    const before = await viewer.range();
    const note = viewer.page.getByLabel(viewer.texts.note.label, { exact: true });
    await note.focus();
    await viewer.page.keyboard.type('s f + m ? 1 r');
    expect(await note.inputValue()).toBe('s f + m ? 1 r');
    expect(await viewer.range()).toEqual(before);
    expect(await viewer.page.getByRole('dialog').count()).toBe(0);
  });
});
