import { GLOBALS_OF_LOOPS } from '../support/globalsOfLoops.mjs';
import { OTHER_PACKAGES } from '../support/otherPackages.mjs';

/** The component of Cocos Creator, over a stand-in of its engine. */
export default {
  displayName: 'cocos',
  rootDir: '../..',
  testEnvironment: 'node',
  sandboxInjectedGlobals: GLOBALS_OF_LOOPS,
  modulePathIgnorePatterns: OTHER_PACKAGES,
  testMatch: ['<rootDir>/test/cocos/*.test.ts'],
  moduleNameMapper: {
    '^cc$': '<rootDir>/test/cocos/cc/index.ts',
    // The extension's mounted assets, as a game imports them.
    '^db://voice-recorder/(.*)$': '<rootDir>/assets/$1',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, useDefineForClassFields: true },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleFileExtensions: ['ts', 'js', 'json'],
};
