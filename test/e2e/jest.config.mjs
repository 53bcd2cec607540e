import { GLOBALS_OF_LOOPS } from '../support/globalsOfLoops.mjs';
import { OTHER_PACKAGES } from '../support/otherPackages.mjs';

export default {
  displayName: 'e2e',
  testEnvironment: 'node',
  sandboxInjectedGlobals: GLOBALS_OF_LOOPS,
  modulePathIgnorePatterns: OTHER_PACKAGES,
  setupFilesAfterEnv: ['<rootDir>/setup.ts'],
  testMatch: ['<rootDir>/**/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
};
