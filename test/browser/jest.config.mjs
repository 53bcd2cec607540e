import { GLOBALS_OF_LOOPS } from '../support/globalsOfLoops.mjs';
import { OTHER_PACKAGES } from '../support/otherPackages.mjs';

/** The viewer in Chromium, over real captures and the real server. One Chromium serves all files. */
export default {
  displayName: 'browser',
  rootDir: '../..',
  testEnvironment: 'node',
  sandboxInjectedGlobals: GLOBALS_OF_LOOPS,
  modulePathIgnorePatterns: OTHER_PACKAGES,
  testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
  globalSetup: '<rootDir>/test/browser/support/globalSetup.mjs',
  globalTeardown: '<rootDir>/test/browser/support/globalTeardown.mjs',
  setupFilesAfterEnv: ['<rootDir>/test/browser/support/setup.ts'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'json', 'node'],
};
