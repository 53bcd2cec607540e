import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './support/eventually';
import { captures } from './support/paths';
import { Viewer, leaveBrowser } from './support/viewer';

afterAll(leaveBrowser);

const RATE_HZ = 48000;
const FRAME_BYTES = 4;

/** The bytes of a WAV file's data chunk. */
function dataOf(wav: Buffer): Buffer {
  for (let at = 12; at + 8 <= wav.length;) {
    const size = wav.readUInt32LE(at + 4);
    if (wav.toString('latin1', at, at + 4) === 'data') return wav.subarray(at + 8, at + 8 + size);
    at += 8 + size + (size % 2);
  }
  throw new Error('no data chunk');
}

describe('Export', () => {
  let viewer: Viewer;
  afterEach(() => viewer.close());

  const press = (key: string) => viewer.page.keyboard.press(key);

  async function exported(format: string): Promise<{ name: string; bytes: Buffer }> {
    const { export: texts } = viewer.texts;
    const panel = viewer.page.getByRole('tabpanel');
    await panel.getByLabel(texts.format, { exact: true }).selectOption({ label: format });
    const coming = viewer.page.waitForEvent('download');
    await viewer.button(texts.save, panel).click();
    const download = await coming;
    const path = join(viewer.folder, 'downloaded');
    await download.saveAs(path);
    return { name: download.suggestedFilename(), bytes: readFileSync(path) };
  }

  /** As a person drops files onto the page. */
  async function drop(files: { name: string; bytes: Buffer }[]): Promise<void> {
    const transfer = await viewer.page.evaluateHandle(
      (given) => {
        const data = new DataTransfer();
        for (const { name, base64 } of given) {
          const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
          data.items.add(new File([content], name));
        }
        return data;
      },
      files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') })),
    );
    const target = viewer.page.getByRole('main');
    for (const event of ['dragenter', 'dragover', 'drop']) {
      await target.dispatchEvent(event, { dataTransfer: transfer });
    }
  }

  const captured = (...names: string[]) => names.map((name) => ({ name, bytes: readFileSync(join(captures, name)) }));

  test('ASelectionAsWavHasExactlyItsFrames', async () => {
    viewer = await Viewer.open({ files: (name) => name.startsWith('split.') });
    await viewer.show('split.wav');
    for (const key of ['Home', 'ArrowRight', '[', 'ArrowRight', 'Shift+ArrowRight', ']', 'e']) await press(key);
    expect(await viewer.range()).toEqual({ from: 1, to: 2.1 });
    const { export: texts } = viewer.texts;
    const part = viewer.page.getByLabel(texts.what, { exact: true });
    expect(await part.locator('option:checked').innerText()).toContain(texts.selection);
    const { name, bytes } = await exported(texts.formats.wav);
    expect(name).toMatch(/^split.*\.wav$/);
    const original = readFileSync(join(captures, 'split.wav'));
    const { validStart } = JSON.parse(readFileSync(join(captures, 'split.wav.json'), 'utf8')) as { validStart: number };
    const from = (validStart + RATE_HZ) * FRAME_BYTES;
    const frames = Math.round(1.1 * RATE_HZ);
    expect(dataOf(bytes).length).toBe(frames * FRAME_BYTES);
    expect(dataOf(bytes).equals(dataOf(original).subarray(from, from + frames * FRAME_BYTES))).toBe(true);
    await viewer.picture('export');
  });

  test('ABundleOpensWithoutTheServersCapturesWhenItIsDropped', async () => {
    viewer = await Viewer.open({ files: (name) => name.includes('_recovered') });
    const file = viewer.fileEnding('_recovered.wav');
    await viewer.show(file);
    await press('e');
    const { export: texts, states, toolbar } = viewer.texts;
    const { name, bytes } = await exported(texts.formats.zip);
    expect(name).toMatch(/\.zip$/);
    const parts = viewer.page.getByLabel(texts.what, { exact: true }).locator('option');
    expect(await parts.allInnerTexts()).toEqual([expect.stringContaining(texts.whole)]);
    await viewer.close();

    viewer = await Viewer.open({ files: () => false });
    await viewer.page.getByText(states.emptyTitle).waitFor();
    const asked: string[] = [];
    viewer.page.on('request', (request) => asked.push(request.url()));
    await drop([{ name, bytes }]);
    await viewer.rows.first().waitFor();
    await viewer.rows.first().click();
    await viewer.untilShown();
    await viewer.picture('dropped');
    await viewer.page.getByRole('tab', { name: viewer.texts.sections.metadata }).click();
    await viewer.page.getByRole('row', { name: viewer.texts.metadata.rows.bundleGenerator }).waitFor();
    await viewer.page.getByRole('row', { name: new RegExp(viewer.texts.metadata.usersPlain) }).waitFor();
    await press('Home');
    await press(' ');
    await viewer.button(toolbar.pause).waitFor();
    await eventually(async () => {
      const { samples } = await viewer.hear();
      expect(samples.some((value) => Math.abs(value) > 0.01)).toBe(true);
    });
    expect(asked.filter((url) => url.includes('/api/captures/'))).toEqual([]);
  });

  test('ADroppedCaptureIsNamedByNoAddressAndIsOnlyRead', async () => {
    viewer = await Viewer.open({ files: (name) => name.startsWith('mix.') });
    await viewer.show('mix.wav');
    await eventually(() => expect(viewer.page.url()).toContain('#c='));
    await drop(captured('split.wav', 'split.wav.json', 'split.wav.features'));
    await viewer.page.getByText(viewer.texts.states.opened(1)).waitFor();
    await viewer.untilShown();
    await eventually(() => expect(new URL(viewer.page.url()).hash).toBe(''));
    const { header, list, toolbar } = viewer.texts;
    for (const name of [header.pin, header.remove, header.share, list.remove, list.pin]) {
      expect(await viewer.button(name).count()).toBe(0);
    }
    await press('ArrowRight');
    await viewer.button(toolbar.zoomIn).click();
    await viewer.page.waitForTimeout(500);
    expect(new URL(viewer.page.url()).hash).toBe('');
    await viewer.page.reload();
    await viewer.row('mix.wav').then((row) => row.waitFor());
    await viewer.untilShown();
    expect(await viewer.rows.count()).toBe(1);
  });

  test('ASelectionOfADroppedWavIsExportedByThePageAsTheServerDoes', async () => {
    viewer = await Viewer.open({ files: () => false });
    await viewer.page.getByText(viewer.texts.states.emptyTitle).waitFor();
    const asked: string[] = [];
    viewer.page.on('request', (request) => asked.push(request.url()));
    await drop(captured('split.wav', 'split.wav.json', 'split.wav.features'));
    await viewer.untilShown();
    for (const key of ['Home', 'ArrowRight', '[', 'ArrowRight', 'Shift+ArrowRight', ']', 'e']) await press(key);
    const { name, bytes } = await exported(viewer.texts.export.formats.wav);
    expect(name).toBe('split_1-2.1s.wav');
    const { validStart } = JSON.parse(readFileSync(join(captures, 'split.wav.json'), 'utf8')) as { validStart: number };
    const from = (validStart + RATE_HZ) * FRAME_BYTES;
    const end = from + Math.round(1.1 * RATE_HZ) * FRAME_BYTES;
    const original = dataOf(readFileSync(join(captures, 'split.wav')));
    expect(dataOf(bytes).equals(original.subarray(from, end))).toBe(true);
    expect(asked.filter((url) => url.includes('/api/'))).toEqual([]);
  });

  test('LanesOfADroppedAacAreMixedByThePage', async () => {
    viewer = await Viewer.open({ files: () => false });
    await viewer.page.getByText(viewer.texts.states.emptyTitle).waitFor();
    const tracks = ['local', 'remote-ann', 'remote-bob'].map((track) => `cycle.${track}.aac`);
    await drop(captured('cycle.aac', 'cycle.aac.json', 'cycle.aac.features', ...tracks));
    await viewer.untilShown();
    for (const key of ['Home', '[', 'ArrowRight', ']', 'e']) await press(key);
    await viewer.page.getByLabel(viewer.texts.export.lanesAsIs).uncheck();
    const { name, bytes } = await exported(viewer.texts.export.formats.wav);
    expect(name).toMatch(/^cycle_0-1s_lanes-\d-\d-\d\.wav$/);
    const samples = dataOf(bytes);
    expect(samples.length).toBe(32000 * 2);
    const loudest = Math.max(...Array.from({ length: 32000 }, (_, place) => Math.abs(samples.readInt16LE(place * 2))));
    expect(loudest).toBeGreaterThan(1000);
  });
});
