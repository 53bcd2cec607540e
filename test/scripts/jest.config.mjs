import { GLOBALS_OF_LOOPS } from '../support/globalsOfLoops.mjs';
import { OTHER_PACKAGES } from '../support/otherPackages.mjs';

/** The scripts over the fake bridge: no native code. What runs on the real plugin is the project in native/. */
export default {
  displayName: 'scripts',
  rootDir: '../..',
  testEnvironment: 'node',
  sandboxInjectedGlobals: GLOBALS_OF_LOOPS,
  modulePathIgnorePatterns: OTHER_PACKAGES,
  testMatch: ['<rootDir>/test/scripts/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2020' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleFileExtensions: ['ts', 'js', 'json'],
};
