/** What stands in for a window of Creator. Runs in the page, but for `encoded` and `decoded`, which run at both ends. */

/** A message as JSON carries it. */
export type Encoded = unknown;

/** Bytes and samples as text. Nothing else of this module is seen from within. */
export function encoded(value: unknown): Encoded {
  if (value instanceof Uint8Array || value instanceof Float32Array) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    let text = '';
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return { $samples: value instanceof Float32Array, $bytes: btoa(text) };
  }
  if (Array.isArray(value)) return value.map(encoded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, encoded(each)]));
}

export function decoded(value: Encoded): unknown {
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value !== 'object' || value === null) return value;
  if ('$bytes' in value) {
    const bytes = Uint8Array.from(atob(String(value.$bytes)), (one) => one.charCodeAt(0));
    return '$samples' in value && value.$samples ? new Float32Array(bytes.buffer) : bytes;
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, decoded(each)]));
}

/** What the tests call in the page. */
export interface CreatorWindow {
  open(script: string): void;
  inspect(script: string, dump: object): void;
  close(): void;
  call(method: string): Promise<unknown>;
  fromChild(id: number, event: string, values: Encoded): void;
  /** What the editor was told to write: properties by their names, with a value for each node where several are selected. */
  readonly committed: [key: string, value: unknown][];
  /** The steps of undo, each with the properties that it takes back. */
  readonly steps: string[][];
}

declare global {
  var creator: CreatorWindow;
}

interface Given {
  files: (readonly [path: string, base64: string])[];
  dist: string;
  language: string;
  texts: Record<string, unknown>;
  makesNoFolder?: string | undefined;
}

/** Puts `Editor`, the elements and `creator` into the page. */
export function creatorPage({ files, dist, language, texts, makesNoFolder }: Given): void {
  type Listener = (...values: unknown[]) => void;
  type Node = Record<string, (...args: unknown[]) => Promise<unknown>>;
  interface Panel {
    template: string;
    style?: string;
    $?: Record<string, string>;
    methods?: Record<string, (this: object) => unknown>;
    listeners?: Record<string, (this: object) => void>;
    ready?: (this: object) => void;
    update?: (this: object, dump: object) => void;
    close?: (this: object) => void;
  }
  const node = globalThis as unknown as Node;
  const bytes = new Map(files.map(([path, text]) => [path, Uint8Array.from(atob(text), (c) => c.charCodeAt(0))]));

  const textAt = (key: string): string => {
    const found = key
      .split('.')
      .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], texts);
    return typeof found === 'string' ? found : key;
  };

  const children: Map<string, Listener[]>[] = [];
  const fork = (script: string, args: string[], { serialization, execArgv, env }: Record<string, unknown>) => {
    const heard = new Map<string, Listener[]>();
    const id = children.push(heard) - 1;
    const on = (event: string, listener: Listener): void =>
      void heard.set(event, [...(heard.get(event) ?? []), listener]);
    if (!(env as Record<string, string>)['ELECTRON_RUN_AS_NODE']) throw new Error('a second editor would be started');
    void node['nodeFork']?.(id, script, args, { serialization, execArgv });
    const child = {
      connected: true,
      on,
      stderr: { on: (_: string, listener: Listener) => on('stderr', listener) },
      send: (message: unknown) => void node['nodeToChild']?.(id, encoded(message)),
      kill: () => {
        child.connected = false;
        void node['nodeKill']?.(id);
      },
    };
    return child;
  };
  const modules: Record<string, unknown> = {
    'node:path': { join: (...parts: string[]) => parts.join('/') },
    'node:child_process': { fork },
    'node:fs': {
      readFileSync: (path: string, encoding?: string) => {
        const found = bytes.get(path);
        if (!found) throw new Error(`${path} is not among the files of the extension`);
        if (encoding === 'base64') return files.find(([name]) => name === path)?.[1];
        return encoding === undefined ? found : new TextDecoder().decode(found);
      },
      mkdirSync: (path: string) => {
        if (makesNoFolder !== undefined) throw Object.assign(new Error('mkdir'), { code: makesNoFolder, path });
        void node['nodeMakeFolder']?.(path);
      },
    },
  };

  Object.assign(globalThis, {
    Editor: {
      I18n: { t: textAt, getLanguage: () => language },
      Message: {
        request: (name: string, message: string) => node['nodeRequest']?.(name, message),
        send: (...args: unknown[]) => void node['nodeSend']?.(...args),
      },
      Profile: { getProject: (name: string, key: string) => node['nodeSetting']?.(name, key) },
    },
  });

  const committed: [string, unknown][] = [];
  const steps: string[][] = [];
  let isStepOpen = false;
  interface Dump {
    value: unknown;
    values?: unknown[];
    path?: string;
    type?: string;
    name?: string;
    displayName?: string;
    enumList?: { name: string; value: number }[];
  }
  // As the editor's: shows the property, and writes what is entered into its dump before it says so.
  class UiProp extends HTMLElement {
    dump: Dump = { value: null };
    render(dump: Dump): void {
      this.dump = dump;
      const field = document.createElement(dump.enumList ? 'select' : 'input');
      for (const { name, value } of dump.enumList ?? []) field.append(new Option(name, String(value)));
      const isFlag = typeof dump.value === 'boolean';
      if (field instanceof HTMLInputElement && isFlag) field.type = 'checkbox';
      if (field instanceof HTMLInputElement && isFlag) field.checked = dump.value === true;
      else field.value = String(dump.value);
      field.setAttribute('aria-label', dump.displayName ?? dump.name ?? this.getAttribute('data-key') ?? '');
      field.addEventListener('change', () => {
        const isNumber = typeof dump.value === 'number';
        if (isFlag) dump.value = (field as HTMLInputElement).checked;
        else dump.value = isNumber ? Number(field.value) : field.value;
        dump.values?.fill(dump.value);
        this.dispatch('change-dump');
        this.dispatch('confirm-dump');
      });
      this.replaceChildren(field);
    }
    dispatch(event: string): void {
      this.dispatchEvent(new CustomEvent(event, { bubbles: true, cancelable: true }));
    }
  }
  class UiButton extends HTMLElement {
    connectedCallback(): void {
      this.setAttribute('role', 'button');
      this.tabIndex = 0;
      this.addEventListener('click', () => this.dispatchEvent(new CustomEvent('confirm', { bubbles: true })));
    }
  }
  class UiSection extends HTMLElement {
    connectedCallback(): void {
      this.setAttribute('role', 'group');
      this.setAttribute('aria-label', this.getAttribute('header') ?? '');
    }
  }
  customElements.define('ui-prop', UiProp);
  customElements.define('ui-button', UiButton);
  customElements.define('ui-section', UiSection);

  // As the editor's inspector: `change-dump` writes the dump of the element that it comes from, and opens a step of undo,
  // which `confirm-dump` alone ends.
  const change = ({ target }: Event): void => {
    const { dump } = target as unknown as { dump: Dump };
    const key = dump.path?.split('.').at(-1) ?? 'the whole component';
    if (!isStepOpen) steps.push([]);
    isStepOpen = true;
    steps.at(-1)?.push(key);
    committed.push([key, dump.values ? [...dump.values] : dump.value]);
  };
  const confirm = (): void => void (isStepOpen = false);

  let open: { panel: Panel; self: object; script: string } | null = null;
  const show = (script: string, dump?: object): { panel: Panel; self: object } => {
    if (open?.script === script) return open;
    creator.close();
    const module = { exports: {} as Panel };
    const load = (name: string): unknown => {
      if (name in modules) return modules[name];
      throw new Error(`the window has no module ${name}`);
    };
    new Function('module', 'exports', 'require', '__dirname', 'process', script)(
      ...[module, module.exports, load, dist, { env: {}, platform: 'linux' }],
    );
    const panel = module.exports;
    const frame = document.createElement('div');
    Object.assign(frame.style, { width: '100vw', height: '100vh' });
    document.querySelector('#frame')?.replaceChildren(frame);
    const shadow = frame.attachShadow({ mode: 'open' });
    const style = document.createElement('style');
    style.textContent = panel.style ?? '';
    const content = document.createElement('div');
    content.style.height = '100%';
    content.innerHTML = panel.template;
    shadow.append(style, content);
    // The inspector listens at the section's shadow root, and once more around all sections, for rows of its own: what gets
    // through the shadow root as well is taken there for a change of the section, which has the component's dump.
    Object.assign(frame, { dump });
    for (const listener of dump ? [shadow, frame] : []) {
      listener.addEventListener('change-dump', change);
      listener.addEventListener('confirm-dump', confirm);
    }
    const found = Object.entries(panel.$ ?? {}).map(([name, selector]) => [name, shadow.querySelector(selector)]);
    const self = { $: Object.fromEntries(found) as Record<string, Element>, ...panel.methods };
    open = { panel, self, script };
    panel.ready?.call(self);
    panel.listeners?.['show']?.call(self);
    return open;
  };

  globalThis.creator = {
    committed,
    steps,
    open: (script) => void show(script),
    inspect: (script, dump) => {
      for (const [key, property] of Object.entries((dump as { value: Record<string, Dump> }).value)) {
        property.path = `__comps__.0.${key}`;
      }
      const { panel, self } = show(script, dump);
      panel.update?.call(self, dump);
    },
    close: () => {
      open?.panel.close?.call(open.self);
      document.querySelector('#frame')?.replaceChildren();
      open = null;
    },
    call: async (method) => open?.panel.methods?.[method]?.call(open.self),
    fromChild: (id, event, values) => {
      const given = decoded(values) as unknown[];
      for (const listener of children[id]?.get(event) ?? []) listener(...given);
    },
  };
}
