import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { END, MESSAGES } from '../../../editor-extension/source/shared/creator';
import type { FolderState } from '../../../editor-extension/source/shared/creator';
import { CreatorMain } from '../../extension/support/creatorMain';
import { creatorPage, decoded, encoded } from './creatorPage';
import type { Encoded } from './creatorPage';
import { captures, root } from './paths';
import { tapLoudspeaker } from './sound';
import { theBrowser } from './viewer';

export const built = join(root, 'build', 'cocos-extension');

export interface CreatorOptions {
  /** Which of the real captures are in the project's folder `captures`; null: there is no such folder. */
  files?: ((name: string) => boolean) | null;
  language?: 'en' | 'zh';
  settings?: Record<string, unknown>;
  /** The script of the process with the captures; the built one by default. */
  host?: string;
  /** Errors that this test brings about. */
  allow?: RegExp;
  /** The captures folder may only be read: what the main process says of it, because to root no folder is closed. */
  readOnly?: boolean;
  /** The system's code for why no folder can be made; it can otherwise. */
  makesNoFolder?: string;
}

/**
 * A window of a stand-in for Creator: a page of Chromium at a file address, with a `require` that reaches the Node of the
 * test, and `Editor` and `ui-*` elements of its own. The scripts are the built ones; the main process is the built one in the
 * test's own Node, and the process with the captures is a real one.
 */
export class Creator {
  readonly children: ChildProcess[] = [];

  private constructor(
    readonly page: Page,
    readonly main: CreatorMain,
    private readonly problems: string[],
    private readonly options: CreatorOptions,
  ) {}

  static async open(options: CreatorOptions = {}) {
    const { files = () => true, language = 'en', settings, allow = /$^/ } = options;
    const project = mkdtempSync(join(tmpdir(), 'vr-creator-'));
    if (files) {
      mkdirSync(join(project, 'captures'));
      for (const name of readdirSync(captures).filter((each) => !each.startsWith('.') && files(each))) {
        cpSync(join(captures, name), join(project, 'captures', name), { preserveTimestamps: true });
      }
    }
    const main = new CreatorMain({ built, project, language, settings });
    const context = await (
      await theBrowser()
    ).newContext({ viewport: { width: 1280, height: 800 }, locale: language === 'zh' ? 'zh-CN' : 'en-GB' });
    const problems: string[] = [];
    const note = (text: string): void => void (allow.test(text) || problems.push(text));
    context.on('weberror', (error) => note(`thrown: ${error.error().stack ?? error.error().message}`));
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') note(`${message.type()}: ${message.text()}`);
    });
    await context.addInitScript(tapLoudspeaker);
    const creator = new Creator(await context.newPage(), main, problems, options);
    await creator.load(project, language);
    return creator;
  }

  get project(): string {
    return this.main.project;
  }

  get folder(): string {
    return join(this.project, 'captures');
  }

  /** Opens the panel of package.json in a shadow root, as the editor does. */
  async openPanel(): Promise<Locator> {
    await this.main.run('open-panel');
    expect(this.main.opened).toEqual(['voice-recorder']);
    await this.page.evaluate((script) => creator.open(script), this.script(this.main.manifest.panels.default.main));
    return this.page.locator('#frame');
  }

  /** Shows a component in the inspector, or shows it anew. */
  async inspect(dump: object): Promise<Locator> {
    const { node } = this.main.manifest.contributions.inspector.section;
    await this.page.evaluate(({ script, dump }) => creator.inspect(script, dump), {
      script: this.script(node['VoiceRecorder'] ?? ''),
      dump,
    });
    return this.page.locator('#frame');
  }

  async closePanel(): Promise<void> {
    await this.page.evaluate(() => creator.close());
  }

  /** Somebody changes a setting of the project. */
  async setSetting(key: string, value: unknown): Promise<void> {
    for (const method of await this.main.setSetting(key, value)) {
      await this.page.evaluate((name) => creator.call(name), method);
    }
  }

  /** Until every process that was started has ended by itself. */
  async untilEnded(): Promise<void> {
    await Promise.all(
      this.children.map(
        (child) => child.exitCode ?? child.signalCode ?? new Promise((resolve) => child.once('exit', resolve)),
      ),
    );
  }

  async close(): Promise<void> {
    await within('the page closes', this.page.context().close());
    for (const child of this.children) if (child.connected) child.send(END);
    await within(`the processes ${this.children.map(({ pid }) => pid).join(', ')} end`, this.untilEnded());
    rmSync(this.project, { recursive: true, force: true });
    expect(this.problems).toEqual([]);
  }

  private script(path: string): string {
    return readFileSync(join(built, path), 'utf8');
  }

  private async load(project: string, language: string): Promise<void> {
    const { page, main } = this;
    await page.exposeFunction('nodeRequest', (name: string, message: string) => this.request(name, message));
    await page.exposeFunction('nodeSend', (name: string, message: string, ...args: unknown[]) =>
      main.send(name, message, ...args),
    );
    await page.exposeFunction('nodeSetting', (name: string, key: string) => main.setting(name, key));
    await page.exposeFunction('nodeMakeFolder', (path: string) => void mkdirSync(path, { recursive: true }));
    await page.exposeFunction('nodeFork', (id: number, script: string, args: string[], options: object) =>
      this.fork(id, script, args, options),
    );
    await page.exposeFunction('nodeToChild', (id: number, message: Encoded) => {
      const child = this.children[id];
      if (child?.connected) child.send(decoded(message) as object);
    });
    await page.exposeFunction('nodeKill', (id: number) => void this.children[id]?.kill());
    const html = join(project, 'window.html');
    writeFileSync(html, '<!doctype html><meta charset="utf-8"><body style="margin:0"><div id="frame"></div>');
    await page.goto(pathToFileURL(html).href);
    const dist = join(built, 'dist');
    const names = ['panel.css', ...readdirSync(join(dist, 'page')).map((name) => `page/${name}`)];
    const files = names.map((name) => [join(dist, name), readFileSync(join(dist, name)).toString('base64')] as const);
    await page.addScriptTag({ content: `const encoded=${encoded.toString()};const decoded=${decoded.toString()};` });
    await page.evaluate(creatorPage, {
      files,
      dist,
      language,
      texts: main.texts,
      makesNoFolder: this.options.makesNoFolder,
    });
  }

  private async request(name: string, message: string): Promise<unknown> {
    const answer = await this.main.request(name, message);
    if (!this.options.readOnly || message !== MESSAGES.queryFolder) return answer;
    return { ...(answer as FolderState), warnings: ['read-only'] };
  }

  private fork(id: number, script: string, args: string[], options: object): void {
    expect(basename(script)).toBe('host.js');
    // As in Electron: the program that runs is Node.
    const child = fork(this.options.host ?? script, args, { ...options, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.children[id] = child;
    const tell = (event: string, ...values: unknown[]): void => {
      void this.page
        .evaluate(({ id, event, values }) => creator.fromChild(id, event, values), {
          id,
          event,
          values: encoded(values),
        })
        .catch(() => undefined);
    };
    child.on('message', (message) => tell('message', message));
    child.stderr?.on('data', (words: Buffer) => tell('stderr', words.toString()));
    child.on('exit', (code, signal) => tell('exit', code, signal));
  }
}

const LONGEST_MS = 20_000;

/** Fails by name instead of by the time limit of the whole test. */
async function within(what: string, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited in vain until ${what}`)), LONGEST_MS);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
