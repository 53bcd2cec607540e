import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { murmur, wavBytes } from '../extension/support/wavFile';
import { eventually } from './support/eventually';
import { captures } from './support/paths';
import { Viewer, leaveBrowser } from './support/viewer';

afterAll(leaveBrowser);

interface Marker {
  seconds: number;
  label: string;
}

interface Sidecar {
  markers: Marker[];
  durationSeconds: number;
  sources: { user: string; gaps: { startSeconds: number; seconds: number }[] }[];
}

/** How far apart the lines of a hatch are. */
const HATCH_PX = 8;

const sidecarOf = (file: string) => JSON.parse(readFileSync(join(captures, `${file}.json`), 'utf8')) as Sidecar;

function gapOf(file: string, user: string): { startSeconds: number; seconds: number } {
  const gap = sidecarOf(file).sources.find((source) => source.user === user)?.gaps[0];
  if (!gap) throw new Error(`${user} has no gap in ${file}`);
  return gap;
}

describe('Detail', () => {
  let viewer: Viewer;
  afterEach(() => viewer.close());

  const press = (key: string) => viewer.page.keyboard.press(key);
  const openTab = (name: string) => viewer.page.getByRole('tab', { name }).click();
  // Rounding may cost half of the last digit, and all of that half.
  const rangeIs = (from: number, to: number, digits = 1) =>
    eventually(async () => {
      const range = await viewer.range();
      const half = 0.5 * 10 ** -digits + 1e-9;
      expect(Math.abs(range.from - from)).toBeLessThanOrEqual(half);
      expect(Math.abs(range.to - to)).toBeLessThanOrEqual(half);
    });

  /** Of the pixels of a row in a part of a canvas, from 0 to 1 of its width: how many differ from the one before them,
   *  and how many are what is `HATCH_PX` before them. */
  async function pattern(canvas: Locator, from: number, to: number): Promise<{ changes: number; repeats: number }> {
    const { width, height, data } = await viewer.pixels(canvas);
    // A quarter down: neither the line of silence in the middle nor the edge of a finding above.
    const row = data.subarray(width * (height >> 2)).subarray(Math.round(from * width), Math.round(to * width));
    const share = (apart: number, same: boolean): number =>
      row.filter((pixel, at) => at >= apart && (pixel === row[at - apart]) === same).length / (row.length - apart);
    return { changes: share(1, false), repeats: share(HATCH_PX, true) };
  }

  test('OpensAtTheLastTenSecondsBeforeTheKey', async () => {
    viewer = await Viewer.open();
    const file = viewer.fileEnding('_hotkey.aac');
    const key = sidecarOf(file).markers.find(({ label }) => label === 'hotkey')?.seconds ?? NaN;
    await viewer.show(file);
    await rangeIs(key - 10, key);
    expect(await viewer.title.first().innerText()).toBe(viewer.texts.list.reasons['hotkey']);
    await viewer.picture('detail');
  });

  test('ZoomsFromTheWholeToSingleSamplesAndBack', async () => {
    viewer = await Viewer.open({ files: (name) => name.startsWith('split.') });
    await viewer.show('split.wav');
    const { durationSeconds } = sidecarOf('split.wav');
    await press('f');
    await rangeIs(0, durationSeconds);
    for (let step = 0; step < 16; step++) await press('+');
    await eventually(async () => {
      const { from, to } = await viewer.range();
      expect(to - from).toBeLessThanOrEqual(0.001);
    });
    await viewer.picture('samples');
    await press('f');
    await rangeIs(0, durationSeconds);
  });

  test('AWheelZoomsWhereThePointerIsAndAsideMovesThePart', async () => {
    viewer = await Viewer.open({ files: (name) => name.startsWith('split.') });
    await viewer.show('split.wav');
    await press('f');
    const box = await viewer.lanes.first().boundingBox();
    if (!box) throw new Error('the lane has no place');
    await viewer.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await viewer.page.keyboard.down('Control');
    await viewer.page.mouse.wheel(0, -100);
    await viewer.page.keyboard.up('Control');
    const zoomed = await eventually(async () => {
      const range = await viewer.range();
      expect(range.to - range.from).toBeLessThan(3);
      return range;
    });
    await viewer.page.mouse.wheel(200, 0);
    await eventually(async () => expect((await viewer.range()).from).toBeGreaterThan(zoomed.from));
  });

  test('AMarkerIsPlayedFromItsRowInTheTable', async () => {
    viewer = await Viewer.open();
    await viewer.show('cycle.aac');
    await openTab(viewer.texts.sections.markers);
    const { seconds } = sidecarOf('cycle.aac').markers.find(({ label }) => label === 'hotkey') ?? { seconds: NaN };
    await viewer.button(/^Play Key pressed at/).click();
    await eventually(async () => {
      const position = await viewer.position();
      expect(position).toBeGreaterThan(seconds - 1.5);
      expect(position).toBeLessThan(seconds + 3);
    });
    await viewer.button(viewer.texts.toolbar.pause).waitFor();
    await viewer.picture('markers');
  });

  test('AMarkerIsPlayedFromItsNameInTheRuler', async () => {
    viewer = await Viewer.open();
    await viewer.show('cycle.aac');
    const { seconds } = sidecarOf('cycle.aac').markers.find(({ label }) => label === 'hotkey') ?? { seconds: NaN };
    await press('f');
    await rangeIs(0, sidecarOf('cycle.aac').durationSeconds);
    const box = await viewer.page.locator('.vre-ruler').boundingBox();
    if (!box) throw new Error('the ruler has no place');
    const x = box.x + (seconds / sidecarOf('cycle.aac').durationSeconds) * box.width;
    const cursor = () => viewer.page.locator('.vre-ruler').evaluate((canvas) => getComputedStyle(canvas).cursor);
    await viewer.page.mouse.move(x, box.y + 8);
    await eventually(async () => expect(await cursor()).toBe('text'));
    await viewer.page.mouse.move(x, box.y + box.height - 2);
    await eventually(async () => expect(await cursor()).toBe('pointer'));
    await viewer.page.mouse.down();
    await viewer.page.mouse.up();
    await viewer.button(viewer.texts.toolbar.pause).waitFor();
    await viewer.button(viewer.texts.toolbar.pause).click();
    const position = await viewer.position();
    expect(position).toBeGreaterThanOrEqual(seconds - 1.01);
    expect(position).toBeLessThan(seconds + 3);
    await viewer.page.mouse.click(x, box.y + 8);
    await eventually(async () => expect(Math.abs((await viewer.position()) - seconds)).toBeLessThan(0.05));
    await viewer.button(viewer.texts.toolbar.play).waitFor();
  });

  test('AGapIsFoundHatchedAndPlayed', async () => {
    viewer = await Viewer.open();
    await viewer.show('cycle.aac');
    await openTab(viewer.texts.sections.findings);
    await viewer.untilDiagnosed();
    // What the diagnosis tells is told by it alone; it does not tell a gap that began in a pause of the voice.
    const { findings } = await viewer.server.library.diagnosis(await viewer.idOf('cycle.aac'));
    const name = findings.some(({ id }) => id === 'missing-audio') ? 'Missing audio' : 'Gap';
    await viewer.button(new RegExp(`^Play ${name} at`)).click();
    const { startSeconds, seconds } = gapOf('cycle.aac', 'ann');
    const middle = startSeconds + seconds / 2;
    await rangeIs(startSeconds, startSeconds + seconds);
    await press('Escape');
    await rangeIs(middle - 5, middle + 5);
    await viewer.button(viewer.texts.toolbar.pause).waitFor();
    const position = await viewer.position();
    expect(position).toBeGreaterThanOrEqual(startSeconds - 1.01);
    expect(position).toBeLessThan(startSeconds + seconds + 3);
    await viewer.button(viewer.texts.toolbar.pause).click();
    const lane = viewer.page.locator('.vre-lane.vre-focused .vre-wave');
    const { from, to } = await viewer.range();
    const part = (at: number): number => (at - from) / (to - from);
    await eventually(async () => {
      const gap = await pattern(lane, part(startSeconds + 0.1), part(startSeconds + seconds - 0.1));
      expect(gap.changes).toBeGreaterThan(0.2);
      expect(gap.repeats).toBeGreaterThan(0.9);
    });
    await viewer.picture('gap');
  });

  test('WhereNothingIsFoundThatIsSaidOnceAllIsMeasured', async () => {
    viewer = await Viewer.open({ files: () => false });
    writeFileSync(join(viewer.folder, 'murmur.wav'), wavBytes(murmur(6, 48000), 48000));
    await viewer.visit();
    await viewer.show('murmur.wav');
    await openTab(viewer.texts.sections.findings);
    await viewer.page
      .getByRole('tabpanel')
      .getByText(/^Nothing was found in \d+ checks\.$/)
      .waitFor();
  });

  test('DetailsSourcesAndStatisticsTellWhatTheSidecarHas', async () => {
    viewer = await Viewer.open();
    await viewer.show('cycle.aac');
    await openTab(viewer.texts.sections.metadata);
    await viewer.page.getByRole('row', { name: /File\s+cycle\.aac/ }).waitFor();
    await viewer.page.getByRole('row', { name: /Sample rate\s+32/ }).waitFor();
    await openTab(viewer.texts.sections.sources);
    await viewer.page.getByRole('row', { name: /ann/ }).first().waitFor();
    await openTab(viewer.texts.sections.statistics);
    await viewer.page
      .getByText(/jitterMs|jitter/i)
      .first()
      .waitFor();
    await viewer.picture('statistics');
  });

  test('ANoteIsSavedAndThereWhenThePageIsLoadedAnew', async () => {
    viewer = await Viewer.open({ files: (name) => name.startsWith('split.') });
    await viewer.show('split.wav');
    const note = viewer.page.getByLabel(viewer.texts.note.label, { exact: true });
    await note.fill('remote broke up <b>here</b> 声音断了');
    await viewer.page.getByText(viewer.texts.note.states.saved, { exact: true }).waitFor();
    await eventually(async () =>
      expect((await viewer.server.library.list())[0]?.note).toBe('remote broke up <b>here</b> 声音断了'),
    );
    await viewer.visit();
    await viewer.show('split.wav');
    expect(await note.inputValue()).toBe('remote broke up <b>here</b> 声音断了');
  });

  test('ALinkInATicketOpensThePageWhichOnlyReadsThen', async () => {
    viewer = await Viewer.open({ files: (name) => name.startsWith('split.') });
    await viewer.show('split.wav');
    const ticket = await viewer.page.context().newPage();
    await ticket.setContent(`<a href="${viewer.server.origin}/">the capture</a>`);
    await ticket.getByText('the capture').click();
    const { note, list } = viewer.texts;
    await ticket.getByText(note.noToken.replaceAll('`', '')).waitFor();
    expect(await ticket.getByRole('button', { name: list.remove, exact: true }).count()).toBe(0);
    expect(await ticket.getByLabel(note.label, { exact: true }).count()).toBe(0);
  });

  test('ANoteThatWasChangedElsewhereIsNotOverwritten', async () => {
    viewer = await Viewer.open({ files: (name) => name.startsWith('split.'), allow: /ERR_FAILED/ });
    await viewer.show('split.wav');
    const { note: words } = viewer.texts;
    const [capture] = await viewer.server.library.list();
    const saved = async () => (await viewer.server.library.list())[0]?.note;
    const note = viewer.page.getByLabel(words.label, { exact: true });
    await viewer.page.route('**/note', (route) => route.abort());
    await note.fill('mine');
    await viewer.page.getByText(words.states.failed).waitFor();
    await viewer.server.library.setNote(capture?.id ?? '', 'theirs');
    await viewer.page.getByText(words.elsewhere('theirs')).waitFor();
    await viewer.page.unroute('**/note');
    expect([await saved(), await note.inputValue()]).toEqual(['theirs', 'mine']);
    await viewer.page.getByRole('button', { name: words.saveMine }).click();
    await eventually(async () => expect(await saved()).toBe('mine'));
  });

  test('ANoteAtAMomentBecomesARowOfTheMarkers', async () => {
    viewer = await Viewer.open({ files: (name) => name.startsWith('split.') });
    await viewer.show('split.wav');
    for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'm']) await press(key);
    await viewer.page.getByRole('dialog').getByRole('textbox').fill('click here');
    await press('Enter');
    await openTab(viewer.texts.sections.markers);
    await viewer.page.getByRole('row', { name: /2\.000.*click here/ }).waitFor();
    await eventually(async () => expect((await viewer.server.library.list())[0]?.note).toContain('click here'));
  });

  test('ALinkOpensThisCaptureAtThisPlace', async () => {
    viewer = await Viewer.open();
    const file = viewer.fileEnding('_planned.aac');
    await viewer.visit(`#c=${await viewer.idOf(file)}&t=3.5-5.25`);
    await viewer.untilShown();
    await rangeIs(3.5, 5.25, 2);
    expect(await viewer.title.first().innerText()).toBe('planned');
    await press('f');
    await eventually(() => expect(viewer.page.url()).not.toContain('t=3.5-5.25'));
    expect(viewer.page.url()).toContain(`c=${await viewer.idOf(file)}`);
    expect(viewer.page.url()).not.toContain(viewer.server.token);
  });

  test('SpectrogramAndLoudnessAreShownOnDemand', async () => {
    viewer = await Viewer.open();
    await viewer.show('mix.wav');
    await viewer.button(viewer.texts.toolbar.spectrogram).click();
    await viewer.button(viewer.texts.toolbar.loudness).click();
    await viewer.page.getByRole('img', { name: /^Spectrogram of/ }).waitFor();
    await viewer.page.getByRole('img', { name: /Loudness of Mix -\d/ }).waitFor();
    await viewer.untilSpectrogram();
    // A voice has more colours than a background, a scale and a text have.
    await eventually(async () => {
      const { data } = await viewer.pixels(viewer.page.locator('.vre-spectrogram'));
      expect(new Set(data).size).toBeGreaterThan(200);
    });
    await viewer.picture('spectrogram');
  });

  test('TwoCapturesAreComparedAtTheKey', async () => {
    viewer = await Viewer.open();
    const { compare } = viewer.texts;
    await viewer.show('cycle.aac');
    await press('c');
    const dialog = viewer.page.getByRole('dialog');
    await dialog.getByRole('button', { name: new RegExp(viewer.texts.list.reasons['hotkey'] ?? '') }).click();
    await viewer.page.getByRole('heading', { name: compare.differs }).waitFor();
    await viewer.button(compare.hear('B')).click();
    await press(' ');
    await viewer.button(viewer.texts.toolbar.pause).first().waitFor();
    await eventually(() => expect(viewer.page.url()).toContain('with='));
    await viewer.picture('compare');
    await viewer.button(compare.end).click();
    await viewer.page.getByRole('heading', { name: compare.differs }).waitFor({ state: 'hidden' });
  });
});
