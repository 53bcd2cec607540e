import { GLOBALS_OF_LOOPS } from '../../support/globalsOfLoops.mjs';
import { OTHER_PACKAGES } from '../../support/otherPackages.mjs';

/**
 * The bridge of Node on the real plugin. PuerTS loads an addon once per process, and jest runs several files in one:
 * the bridge takes the addon from the process when it is there, so that no environment of its own is needed.
 */
export default {
  displayName: 'native',
  rootDir: '../../..',
  testEnvironment: 'node',
  sandboxInjectedGlobals: GLOBALS_OF_LOOPS,
  modulePathIgnorePatterns: OTHER_PACKAGES,
  testMatch: ['<rootDir>/test/scripts/native/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleFileExtensions: ['ts', 'js', 'json'],
};
