/** What reads, serves and shows captures, in Node: TypeScript and preact's TSX; style sheets are left out. */
export default {
  displayName: 'extension',
  rootDir: '../..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/extension/**/*.test.{ts,tsx}'],
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
  },
  moduleNameMapper: {
    '\\.css$': '<rootDir>/test/extension/noStyle.cjs',
    // preact itself has ES modules only; what is tested here needs the signals alone.
    '^@preact/signals$': '@preact/signals-core',
    // The same for the reader of archives: here the whole package stands for it.
    '^@zip\\.js/zip\\.js/lib/zip-core-reader\\.js$': '<rootDir>/node_modules/@zip.js/zip.js/index.cjs',
  },
  moduleFileExtensions: ['ts', 'tsx', 'js', 'cjs', 'mjs', 'json', 'node'],
};
