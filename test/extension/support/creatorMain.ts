import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What of package.json the tests read. */
export interface CreatorManifest {
  name: string;
  main: string;
  panels: Record<'default', { main: string; title: string }>;
  contributions: {
    messages: Record<string, { methods: string[] }>;
    inspector: { section: { node: Record<string, string> } };
    profile: { project: Record<string, { default: unknown; label: string; message?: string }> };
    project: Record<string, { label: string; content: Record<string, { label: string }> }>;
  };
}

export interface CreatorMainOptions {
  /** The folder of the built extension. */
  built: string;
  project: string;
  language?: 'en' | 'zh';
  settings?: Record<string, unknown> | undefined;
  /** What the system says to a folder that is to be opened; empty: it opens. */
  openPath?: (path: string) => string;
}

type Methods = Record<string, (...args: unknown[]) => unknown>;

/** Texts by their keys, as Creator finds them: a part of a key leads into what is nested. */
function textOf(texts: unknown, key: string): string {
  const found = key
    .split('.')
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], texts);
  return typeof found === 'string' ? found : key;
}

/** Creator's main process as far as the extension sees it: `Editor`, Electron's shell, and messages by package.json. */
export class CreatorMain {
  readonly manifest: CreatorManifest;
  readonly texts: Record<string, unknown>;
  readonly project: string;
  /** What was opened, shown and sent, in order. */
  readonly opened: string[] = [];
  readonly shown: { kind: 'info' | 'warn'; text: string; detail: string }[] = [];
  readonly folders: string[] = [];
  readonly sent: [name: string, message: string, ...args: unknown[]][] = [];
  readonly warnings: string[] = [];
  private readonly settings: Record<string, unknown>;
  private readonly exported: { methods: Methods; load(): void; unload(): void };

  constructor({ built, project, language = 'en', settings = {}, openPath = () => '' }: CreatorMainOptions) {
    const read = (path: string): string => readFileSync(join(built, path), 'utf8');
    this.manifest = JSON.parse(read('package.json')) as CreatorManifest;
    const nodeRequire = createRequire(join(built, 'package.json'));
    this.texts = { [this.manifest.name]: nodeRequire(`./i18n/${language}.js`) as unknown };
    this.project = project;
    this.settings = { ...settings };
    const electron = {
      shell: {
        openPath: (path: string) => {
          this.folders.push(path);
          return Promise.resolve(openPath(path));
        },
      },
    };
    const module = { exports: {} as CreatorMain['exported'] };
    const load = (name: string): unknown => (name === 'electron' ? electron : nodeRequire(name));
    const warn = (text: string): void => void this.warnings.push(text);
    new Function('module', 'exports', 'require', '__dirname', 'Editor', 'console', read(this.manifest.main))(
      ...[module, module.exports, load, join(built, 'dist'), this.editor(), { ...console, warn }],
    );
    this.exported = module.exports;
    this.exported.load();
  }

  /** A message that package.json names, as a menu or a shortcut sends it. */
  async run(message: string, ...args: unknown[]): Promise<unknown> {
    const [method = ''] = this.methodsOf(message).filter((each) => !each.includes('.'));
    const run = this.exported.methods[method];
    if (!run) throw new Error(`main.ts has no method ${method} for ${message}`);
    return run(...args);
  }

  request(name: string, message: string): Promise<unknown> {
    if (name !== this.manifest.name) throw new Error(`nobody answers ${message} for ${name}`);
    return this.run(message);
  }

  send(name: string, message: string, ...args: unknown[]): void {
    this.sent.push([name, message, ...args]);
    if (name === this.manifest.name) void this.run(message);
  }

  setting(name: string, key: string): unknown {
    const declared = this.manifest.contributions.profile.project[key];
    if (name !== this.manifest.name || !declared) throw new Error(`package.json declares no setting ${key}`);
    return key in this.settings ? this.settings[key] : declared.default;
  }

  /** Changes a setting; the methods of the panel that are to be called. */
  async setSetting(key: string, value: unknown): Promise<string[]> {
    this.settings[key] = value;
    const message = this.manifest.contributions.profile.project[key]?.message;
    if (message === undefined) return [];
    await this.run(message);
    return this.methodsOf(message).flatMap((method) => (method.startsWith('default.') ? [method.slice(8)] : []));
  }

  unload(): void {
    this.exported.unload();
  }

  text(key: string): string {
    return textOf(this.texts, `${this.manifest.name}.${key}`);
  }

  private methodsOf(message: string): string[] {
    const found = this.manifest.contributions.messages[message];
    if (!found) throw new Error(`package.json names no message ${message}`);
    return found.methods;
  }

  private editor(): object {
    const show =
      (kind: 'info' | 'warn') =>
      (text: string, { detail = '' } = {}) => {
        this.shown.push({ kind, text, detail });
        return Promise.resolve({ response: 0 });
      };
    return {
      Project: { path: this.project },
      I18n: { t: (key: string) => textOf(this.texts, key), getLanguage: () => 'en' },
      Profile: { getProject: (name: string, key: string) => Promise.resolve(this.setting(name, key)) },
      Panel: { open: (name: string) => Promise.resolve(this.opened.push(name) > 0) },
      Dialog: { info: show('info'), warn: show('warn') },
      Message: { send: this.send.bind(this), request: this.request.bind(this) },
    };
  }
}
