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

export default tseslint.config(
  { ignores: ['**/node_modules/**', 'build/**', 'dist/**', 'out/**', 'coverage/**', '**/typing/**'] },
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
    ignores: ['assets/scripts/bridge/**', 'assets/scripts/component/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...ABSENT_GLOBALS.map((name) => ({ name, message: 'Hosts differ in this global; shipped scripts use none.' })),
      ],
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
    files: ['test/**/*.ts', 'samples/**/*.ts'],
    extends: [...tseslint.configs.recommended],
    rules: { '@typescript-eslint/no-explicit-any': 'error' },
  },
);
