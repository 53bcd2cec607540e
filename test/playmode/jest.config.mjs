import { GLOBALS_OF_LOOPS } from '../support/globalsOfLoops.mjs';
import { OTHER_PACKAGES } from '../support/otherPackages.mjs';

/** Tests that listen: the assertions, the sample's suite, and that the suite finds what is broken. */
export default {
  displayName: 'playmode',
  rootDir: '../..',
  modulePathIgnorePatterns: OTHER_PACKAGES,
  testEnvironment: 'node',
  sandboxInjectedGlobals: GLOBALS_OF_LOOPS,
  testMatch: ['<rootDir>/test/playmode/*.test.ts', '<rootDir>/samples/playmode/*.test.ts'],
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
