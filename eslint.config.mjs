import tseslint from 'typescript-eslint';

// What PuerTS and Cocos lack, what differs between them, and what moves outside of tick(). Shipped scripts use none.
const ABSENT_GLOBALS = [
  ...['TextEncoder', 'TextDecoder', 'URL', 'URLSearchParams', 'fetch', 'structuredClone', 'AbortController'],
  ...['AbortSignal', 'Buffer', 'process', 'Intl', 'performance', 'queueMicrotask', 'atob', 'btoa', 'require'],
  ...['window', 'document', 'navigator', 'self', 'global', 'globalThis', 'console', 'crypto', 'WebAssembly', 'Worker'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate'],
  ...['requestAnimationFrame', '__dirname', '__filename', 'CS', 'puer', 'puerts', 'jsb', 'cc', 'UnityEngine'],
  ...['WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics'],
];

const engineAndNode = {
  regex: '^(node:|cc$|cc/|puerts|csharp|fs$|path$|os$|url$|events$|worker_threads$)',
  message: 'Shipped scripts import no Node API and no engine.',
};
const testing = { regex: '(^|/)(testing|bridge/node[^/]*)(/|$)', message: 'Not in a game build.' };

/** A room of assets/scripts sees the rooms that are named, and itself. */
function room(name, mayImport) {
  const others = mayImport.length === 0 ? '' : `(?!(?:${mayImport.join('|')})(?:/|$))`;
  return {
    files: [`assets/scripts/${name}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            engineAndNode,
            testing,
            { regex: `^\\.\\./${others}`, message: `${name}/ imports only ${mayImport.join(', ') || 'itself'}.` },
            { regex: '^[^.]', message: 'Shipped scripts import no package.' },
          ],
        },
      ],
    },
  };
}

/** What a browser has and Node has not, and the other way round; `shared` uses neither. */
const DOM_GLOBALS = [
  ...['window', 'document', 'navigator', 'location', 'self', 'localStorage', 'sessionStorage', 'history'],
  ...['requestAnimationFrame', 'cancelAnimationFrame', 'matchMedia', 'Worker', 'AudioContext', 'Image'],
];
const NODE_GLOBALS = ['process', 'Buffer', 'require', 'module', 'global', '__dirname', '__filename'];
const NODE_MODULES =
  '^(node:|(?:fs|path|os|url|http|https|net|events|stream|crypto|util|zlib|child_process|worker_threads)(?:/|$))';

const absent = (names, where) => names.map((name) => ({ name, message: `${where} has no ${name}.` }));
const node = { regex: NODE_MODULES, message: 'No Node API in the view, nor in shared.' };
const editor = {
  regex: '^(electron|cc|@cocos/.*)(?:/|$)',
  message: 'Only main.ts sees Electron, and nothing the engine.',
};
/** The rooms that Creator loads: they see the others, and no other room sees them. */
const CREATOR_ROOMS = ['editor', 'panels', 'inspector'];
const nothingOf = (rooms, message) => ({ regex: `(^|/)(?:${rooms.join('|')})(?:/|$)`, message });
const strictRules = (lines) => ({
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'max-lines-per-function': ['error', { max: lines, skipComments: true, skipBlankLines: true }],
  '@typescript-eslint/no-explicit-any': 'error',
  // The type of a module that is imported when it is needed can be named in no other way.
  '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/consistent-type-definitions': 'off',
});

/** Rooms of the extension: which globals and imports they have not. */
function extensionRoom(names, patterns, globals) {
  return {
    files: names.map((name) => `editor-extension/source/${name.endsWith('.ts') ? name : `${name}/**/*.{ts,tsx}`}`),
    rules: {
      'no-restricted-imports': ['error', { patterns }],
      'no-restricted-globals': ['error', ...globals],
    },
  };
}

export default tseslint.config(
  { ignores: ['**/node_modules/**', 'build/**', 'dist/**', 'out/**', 'coverage/**', '**/typing/**'] },
  // What Creator and package:cocos put beside the sample's own files.
  { ignores: ['extensions', 'library', 'temp', 'local', 'build', 'native'].map((name) => `samples/cocos/${name}/**`) },
  {
    files: ['assets/scripts/**/*.ts'],
    extends: [...tseslint.configs.strict, ...tseslint.configs.stylistic],
    rules: {
      eqeqeq: 'error',
      'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      // A type alias with call signatures differs from an interface where a Record is wanted.
      '@typescript-eslint/consistent-type-definitions': 'off',
    },
  },
  {
    files: ['assets/scripts/**/*.ts'],
    ignores: ['assets/scripts/bridge/**', 'assets/scripts/component/**', 'assets/scripts/testing/node/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...ABSENT_GLOBALS.map((name) => ({ name, message: 'Hosts differ in this global; shipped scripts use none.' })),
      ],
    },
  },
  {
    // The component sees the engine, through its module alone.
    files: ['assets/scripts/component/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...ABSENT_GLOBALS.map((name) => ({ name, message: 'The component takes what it needs from cc.' })),
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            testing,
            { regex: '^(?!cc$)[^.]', message: 'The component imports cc and no other package.' },
            { regex: '^\\.\\./(?:\\.\\./|bridge/puerts)', message: 'Of the shipped scripts, and not of other hosts.' },
          ],
        },
      ],
    },
  },
  {
    // A bridge reads what its host has below globalThis, and nothing else.
    files: ['assets/scripts/bridge/**/*.ts'],
    ignores: ['assets/scripts/bridge/node*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...ABSENT_GLOBALS.filter((name) => name !== 'globalThis').map((name) => ({
          name,
          message: 'Hosts lack this global, or differ in it; what a bridge needs of its host it reads from globalThis.',
        })),
      ],
      'no-restricted-imports': ['error', { patterns: [engineAndNode, testing] }],
    },
  },
  room('errors', []),
  room('config', ['errors']),
  room('events', ['errors', 'config']),
  room('hotkey', ['errors', 'config', 'events']),
  room('stats', ['config', 'bridge/NativeBridge']),
  room('sources', ['errors', 'config', 'bridge/NativeBridge']),
  room('tasks', ['errors', 'config', 'events', 'bridge/NativeBridge']),
  {
    files: ['assets/scripts/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [engineAndNode, testing] }] },
  },
  {
    files: ['assets/scripts/index.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [engineAndNode, testing, { regex: '^\\./bridge/(?!NativeBridge$)', message: 'Types only.' }] },
      ],
    },
  },
  {
    files: ['editor-extension/source/**/*.ts'],
    extends: [...tseslint.configs.strict, ...tseslint.configs.stylistic],
    rules: strictRules(60),
  },
  {
    // A component is markup for the most part.
    files: ['editor-extension/source/**/*.tsx'],
    extends: [...tseslint.configs.strict, ...tseslint.configs.stylistic],
    rules: strictRules(100),
  },
  extensionRoom(
    ['shared'],
    [
      node,
      editor,
      nothingOf(['view', 'host', 'server', 'cli', ...CREATOR_ROOMS], 'shared/ imports only itself.'),
      { regex: '^[^.]', message: 'shared/ imports no package.' },
    ],
    [...absent(DOM_GLOBALS, 'shared/'), ...absent(NODE_GLOBALS, 'shared/'), ...absent(['Editor'], 'shared/')],
  ),
  extensionRoom(
    ['view'],
    [node, editor, nothingOf(['host', 'server', 'cli', ...CREATOR_ROOMS], 'The view sees shared/ only.')],
    absent([...NODE_GLOBALS, 'Editor'], 'The view'),
  ),
  extensionRoom(
    ['host'],
    [editor, nothingOf(['view', 'server', 'cli', ...CREATOR_ROOMS], 'host/ sees shared/ only.')],
    absent([...DOM_GLOBALS, 'Editor'], 'host/'),
  ),
  extensionRoom(
    ['server'],
    [editor, nothingOf(['view', 'cli', ...CREATOR_ROOMS], 'server/ sees host/ and shared/.')],
    absent([...DOM_GLOBALS, 'Editor'], 'server/'),
  ),
  extensionRoom(
    ['cli'],
    [editor, nothingOf(['view', ...CREATOR_ROOMS], 'cli/ sees server/, host/ and shared/.')],
    absent([...DOM_GLOBALS, 'Editor'], 'cli/'),
  ),
  extensionRoom(
    ['editor', 'i18n'],
    [
      node,
      editor,
      nothingOf(['view', 'host', 'server', 'cli', 'panels', 'inspector'], 'editor/ sees shared/ and i18n/ only.'),
      { regex: '^[^.]', message: 'editor/ and i18n/ import no package.' },
    ],
    absent([...DOM_GLOBALS, ...NODE_GLOBALS], 'editor/'),
  ),
  extensionRoom(
    ['main.ts'],
    [
      { regex: '^(cc|@cocos/.*)(?:/|$)', message: 'The engine is not in the main process.' },
      nothingOf(['view', 'server', 'cli', 'panels', 'inspector'], 'main.ts sees host/, editor/ and shared/.'),
    ],
    absent(DOM_GLOBALS, 'The main process'),
  ),
  extensionRoom(
    ['panels'],
    [
      editor,
      // The captures are read in a process of their own: see panels/default/HostProcess.
      { regex: '(^|/)host/(?!systemErrors$)', message: 'A panel talks to host/ through shared/port.' },
      nothingOf(['server', 'cli', 'inspector'], 'panels/ sees view/, editor/ and shared/.'),
    ],
    [],
  ),
  extensionRoom(
    ['inspector'],
    [
      node,
      editor,
      nothingOf(['view', 'host', 'server', 'cli', 'panels'], 'inspector/ sees editor/ and shared/.'),
      // What a start of the game would refuse is refused by the same rules, in the same words.
      {
        regex: '(^|/)assets/scripts/(?!config/|hotkey/HotkeyBinding$)',
        message: "Of the game's scripts the inspector sees the rules of its configuration alone.",
      },
    ],
    absent(NODE_GLOBALS, 'The inspector'),
  ),
  {
    files: ['test/**/*.{ts,tsx}', 'samples/**/*.ts'],
    extends: [...tseslint.configs.recommended],
    rules: { '@typescript-eslint/no-explicit-any': 'error' },
  },
);
