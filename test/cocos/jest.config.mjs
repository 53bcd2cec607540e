/** The component of Cocos Creator, over a stand-in of its engine. */
export default {
  displayName: 'cocos',
  rootDir: '../..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/cocos/*.test.ts'],
  moduleNameMapper: { '^cc$': '<rootDir>/test/cocos/cc/index.ts' },
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
