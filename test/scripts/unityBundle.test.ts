import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

jest.setTimeout(60_000);

const root = resolve(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'vr-unity-bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

const library = pathToFileURL(join(root, 'scripts/lib/unity-bundle.mjs')).href;
const outfile = join(folder, 'voice-recorder.mjs');
execFileSync(process.execPath, [
  '--input-type=module',
  '--eval',
  `import { bundleForUnity } from ${JSON.stringify(library)}; await bundleForUnity(${JSON.stringify(outfile)});`,
]);
const bundle = readFileSync(outfile, 'utf8');

/** What the compiler says when it checks texts as files of these names, with the language alone around them. */
function complaintsOf(texts: Readonly<Record<string, string>>): { code: number; text: string }[] {
  const options: ts.CompilerOptions = {
    ...{ allowJs: true, checkJs: true, noEmit: true, strict: true, types: [], lib: ['lib.es2020.d.ts'] },
    ...{ target: ts.ScriptTarget.ES2020, module: ts.ModuleKind.ESNext },
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  const files = new Map(Object.entries(texts).map(([name, text]) => [join(folder, 'checked', name), text]));
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.getSourceFile = (name, target) => {
    const text = files.get(name);
    return text === undefined ? getSourceFile(name, target) : ts.createSourceFile(name, text, target);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ code, messageText }) => ({ code, text: ts.flattenDiagnosticMessageText(messageText, '\n') }));
}

/** Names that nothing declares: the compiler's several ways to say so. */
const NOT_FOUND = new Set([2304, 2503, 2552, 2580, 2581, 2582, 2583, 2584, 2585, 2591, 2592, 2593, 2867, 2868]);

/** Of the language, but not of every engine that PuerTS has. */
const LANGUAGE_BUT_ABSENT = /\b(?:Intl|SharedArrayBuffer|Atomics|WeakRef|FinalizationRegistry|WebAssembly)\b/g;

function unknownNames(text: string): string[] {
  const missing = complaintsOf({ 'bundle.js': text })
    .filter(({ code }) => NOT_FOUND.has(code))
    .map((each) => String(/'(\w+)'/.exec(each.text)?.[1]));
  const absent = text.replace(/\/\*[^]*?\*\/|\/\/.*/g, '').match(LANGUAGE_BUT_ABSENT) ?? [];
  return [...new Set([...missing, ...absent])].sort();
}

describe('The bundle for Unity', () => {
  test('uses no global but those of the language', () => {
    expect(unknownNames(bundle)).toEqual([]);
  });

  test('would be caught with one', () => {
    const names = [
      ...['TextEncoder', 'URL', 'fetch', 'structuredClone', 'Buffer', 'process', 'AbortController', 'console'],
      ...['setTimeout', 'require', 'performance', 'queueMicrotask', 'Intl', 'WeakRef', 'SharedArrayBuffer', 'CS'],
    ];
    const uses = names.map((name, i) => `export const late${i} = () => ${name};`);
    expect(unknownNames(`${bundle}\n${uses.join('\n')}`)).toEqual(names.sort());
  });

  test('is one module without imports, of nothing later than ES2020', () => {
    expect(bundle).not.toMatch(/^\s*import\b/m);
    expect(bundle).toMatch(/^export \{$/m);
    expect(bundle).not.toMatch(/\brequire\(/);
    expect(bundle).not.toMatch(/bridge\/node|testing\//);
  });

  test('has declarations beside it, by which the script of its README compiles, and a slip does not', () => {
    const typings = readFileSync(join(folder, 'voice-recorder.d.ts'), 'utf8');
    const page = readFileSync(join(root, 'native/plugins/voice-recorder/unity/README.md'), 'utf8');
    const shown = String(/^```ts\n([^]*?)^```$/m.exec(page)?.[1]);
    const around = `
      declare function onMicrophone(listener: (samples: Int16Array) => void): void;
      declare function tell(what: unknown): void;
    `;
    expect(shown).toContain('voice-recorder.mjs');
    expect(complaintsOf({ 'voice-recorder.d.ts': typings, 'shown.ts': shown + around })).toEqual([]);
    const game = `
      import { VoiceRecorder } from 'voice-recorder.mjs';
      const recorder = new VoiceRecorder({ name: 'main' });
      export const code: number = recorder.enterRoom({ roomId: 'lobby' });
      recorder.on('dumpDone', ({ capture }) => capture.filePath.length);
    `;
    expect(complaintsOf({ 'voice-recorder.d.ts': typings, 'game.ts': game })).toEqual([]);
    const slip = `${game}\nrecorder.enterRoom({ room: 'lobby' });`;
    expect(complaintsOf({ 'voice-recorder.d.ts': typings, 'game.ts': slip })).toHaveLength(1);
  });
});
