import { GLOBALS_OF_LOOPS } from '../support/globalsOfLoops.mjs';
import { OTHER_PACKAGES } from '../support/otherPackages.mjs';

/** What reads, serves and shows captures, in Node: TypeScript and preact's TSX; style sheets are left out. */
export default {
  displayName: 'extension',
  rootDir: '../..',
  testEnvironment: 'node',
  sandboxInjectedGlobals: GLOBALS_OF_LOOPS,
  modulePathIgnorePatterns: OTHER_PACKAGES,
  testMatch: ['<rootDir>/test/extension/**/*.test.{ts,tsx}'],
  setupFilesAfterEnv: ['<rootDir>/test/extension/support/setup.ts'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
    // Is an ES module, which `require` does not load.
    '/node_modules/unzipit/.+\\.js$': ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!unzipit/)'],
  moduleNameMapper: {
    '\\.css$': '<rootDir>/test/extension/noStyle.cjs',
    // preact itself has ES modules only; what is tested here needs the signals alone.
    '^@preact/signals$': '@preact/signals-core',
  },
  moduleFileExtensions: ['ts', 'tsx', 'js', 'cjs', 'mjs', 'json', 'node'],
};
