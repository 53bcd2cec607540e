import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { loadAnalysis } from '../../../editor-extension/source/host/analysis/loadAnalysis';
import { serve } from '../../../editor-extension/source/server/serve';
import type { RunningServer } from '../../../editor-extension/source/server/serve';
import type { Analysis } from '../../../editor-extension/source/shared/analysis';
import type { Engine } from '../../../editor-extension/source/view/engine';
import { en } from '../../../editor-extension/source/view/i18n/en';
import type { Texts } from '../../../editor-extension/source/view/i18n/texts';
import { artefacts, captures, pageFolder } from './paths';
import { clockSeconds, hear, tapLoudspeaker } from './sound';
import type { Heard } from './sound';
import { eventually } from './eventually';

const POSITION = '.vr-position .vr-clock:not(.vr-soft)';
const RANGE = '.vr-readout-range .vr-clock';

/** What Chromium itself writes when an answer is a refusal, or there is none. */
export const FAILED_LOAD = /Failed to load resource|net::ERR_/;

let browser: Promise<Browser> | undefined;
let analysis: Promise<Analysis> | undefined;

/** The one Chromium of the run. */
export function theBrowser(): Promise<Browser> {
  browser ??= chromium.connect(process.env.VR_BROWSER ?? '');
  return browser;
}

/** Call when all tests of a file are over. */
export async function leaveBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

/** What the engine gives the element that it draws in. */
type Drawn = Pick<Engine, 'debug'>;

export interface ViewerOptions {
  /** Which files of the real captures are there; all of them by default. */
  files?: (name: string) => boolean;
  /** Behind the link: '#c=...'. */
  hash?: string;
  texts?: Texts;
  context?: BrowserContextOptions;
  undoMs?: number;
  /** Errors that this test brings about. */
  allow?: RegExp;
}

/** The page over a copy of the captures and a server of its own. */
export class Viewer {
  private constructor(
    readonly page: Page,
    readonly folder: string,
    private running: RunningServer,
    readonly texts: Texts,
    private readonly undoMs: number | undefined,
    private readonly problems: string[],
  ) {}

  static async open(options: ViewerOptions = {}): Promise<Viewer> {
    const { files = () => true, texts = en, undoMs, allow = /$^/ } = options;
    const folder = mkdtempSync(join(tmpdir(), 'vr-viewer-'));
    for (const name of readdirSync(captures).filter((each) => !each.startsWith('.') && files(each))) {
      cpSync(join(captures, name), join(folder, name), { preserveTimestamps: true });
    }
    const running = await serveFolder(folder, { undoMs });
    const context = await (
      await theBrowser()
    ).newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
      acceptDownloads: true,
      ...options.context,
    });
    const problems: string[] = [];
    const note = (text: string): void => void (allow.test(text) || problems.push(text));
    context.on('weberror', (error) => note(`thrown: ${error.error().stack ?? error.error().message}`));
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') note(`${message.type()}: ${message.text()}`);
    });
    await context.addInitScript(tapLoudspeaker);
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
        console.error(`policy: ${violatedDirective} forbids ${blockedURI}`);
      });
    });
    const page = await context.newPage();
    const viewer = new Viewer(page, folder, running, texts, undoMs, problems);
    await viewer.visit(options.hash);
    return viewer;
  }

  get server(): RunningServer {
    return this.running;
  }

  async visit(hash = ''): Promise<void> {
    await this.page.goto(`${this.running.link}${hash}`);
  }

  /** The server dies; the page stays. */
  async stopServer(): Promise<void> {
    await this.running.close();
  }

  /** Another one takes its place, at the same port and with the same token. */
  async restartServer(): Promise<void> {
    const { port, token } = this.running;
    this.running = await serveFolder(this.folder, { undoMs: this.undoMs, port, token });
  }

  async idOf(file: string): Promise<string> {
    const found = (await this.running.library.list()).find((summary) => summary.file === file);
    if (!found) throw new Error(`there is no capture ${file}`);
    return found.id;
  }

  /** The name of the one file that ends so. */
  fileEnding(ending: string): string {
    const found = readdirSync(this.folder).filter((name) => name.endsWith(ending));
    if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} files end with ${ending}`);
    return found[0];
  }

  button(name: string | RegExp, within: Locator | Page = this.page): Locator {
    return within.getByRole('button', { name, exact: typeof name === 'string' });
  }

  get list(): Locator {
    return this.page.getByRole('navigation', { name: this.texts.list.title });
  }

  /** The rows of the list from above. */
  get rows(): Locator {
    return this.list.locator('[data-capture]');
  }

  async row(file: string): Promise<Locator> {
    return this.list.locator(`[data-capture="${await this.idOf(file)}"]`);
  }

  /** The row with its buttons. */
  async item(file: string): Promise<Locator> {
    const row = this.page.locator(`[data-capture="${await this.idOf(file)}"]`);
    return this.list.getByRole('listitem').filter({ has: row });
  }

  async choose(file: string): Promise<void> {
    await (await this.row(file)).click();
  }

  /** The heading of the capture that is open. */
  get title(): Locator {
    return this.page.getByRole('heading', { level: 2 });
  }

  /** Chooses a capture and waits until its lanes are there. */
  async show(file: string): Promise<void> {
    await this.choose(file);
    await this.untilShown();
  }

  async untilShown(): Promise<void> {
    await this.button(this.texts.toolbar.play).waitFor();
    await this.lanes.first().waitFor();
  }

  /** Until the diagnosis of what is shown is there: it tells what it could not check. */
  async untilDiagnosed(): Promise<void> {
    await this.button(/ not checkable$/).waitFor();
  }

  /** The pictures of the lanes, from above. */
  get lanes(): Locator {
    const between = this.texts.engine.laneLabel('', '', '').trim().split(' ')[0] ?? '';
    return this.page.getByRole('img', { name: new RegExp(`${between}.*\\d+:\\d\\d`) });
  }

  /** Until the spectrogram of what is visible has been computed. */
  async untilSpectrogram(): Promise<void> {
    const stage = this.page.locator('.vr-stage');
    await eventually(async () => {
      const { tileBytes, idle } = await stage.evaluate((element) => (element as unknown as Drawn).debug());
      expect(tileBytes).toBeGreaterThan(0);
      expect(idle).toBe(true);
    });
  }

  /** The pixels of a canvas, 32 bits each, row after row. */
  async pixels(canvas: Locator): Promise<{ width: number; height: number; data: Uint32Array }> {
    const { width, height, bytes } = await canvas.evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement;
      // Of a copy: a canvas that is read again and again is drawn in another way, and Chromium warns of it.
      const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
      copy?.drawImage(element as HTMLCanvasElement, 0, 0);
      const drawn = copy?.getImageData(0, 0, width, height).data;
      let text = '';
      for (let at = 0; drawn && at < drawn.length; at += 8192)
        text += String.fromCharCode(...drawn.subarray(at, at + 8192));
      return { width, height, bytes: btoa(text) };
    });
    const { buffer } = new Uint8Array(Buffer.from(bytes, 'base64'));
    return { width, height, data: new Uint32Array(buffer) };
  }

  /** Where playback is, as the toolbar says. */
  async position(): Promise<number> {
    return clockSeconds(await this.page.locator(POSITION).innerText());
  }

  /** The range that is visible, or the selection once there is one. */
  async range(): Promise<{ from: number; to: number }> {
    const [from = '', to = ''] = (await this.page.locator(RANGE).first().innerText()).split(' – ');
    return { from: clockSeconds(from), to: clockSeconds(to) };
  }

  /** What is heard now, and where the page says it is. */
  hear(): Promise<Heard> {
    return hear(this.page, POSITION);
  }

  /** Into build/browser-tests. */
  async picture(name: string): Promise<void> {
    mkdirSync(artefacts, { recursive: true });
    await this.page.screenshot({ path: join(artefacts, `${name}.png`) });
  }

  /** Fails when the page wrote an error or a warning, threw, or broke its policy. */
  async close(): Promise<void> {
    await this.page.context().close();
    await this.running.close().catch(() => undefined);
    rmSync(this.folder, { recursive: true, force: true });
    expect(this.problems).toEqual([]);
  }
}

async function serveFolder(
  folder: string,
  more: { undoMs?: number | undefined; port?: number; token?: string },
): Promise<RunningServer> {
  analysis ??= loadAnalysis();
  const { undoMs, ...rest } = more;
  const options = { folder, page: pageFolder, analysis: await analysis, version: 'test', ...rest };
  return serve(undoMs === undefined ? options : { ...options, undoMs });
}
