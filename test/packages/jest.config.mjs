import extension from '../extension/jest.config.mjs';

/** The packages as somebody else gets them, packed and installed. */
export default { ...extension, displayName: 'packages', testMatch: ['<rootDir>/test/packages/**/*.test.ts'] };
