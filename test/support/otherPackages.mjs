/** For `modulePathIgnorePatterns`: packages made here are called as the project is, and jest knows a package by its name. */
export const OTHER_PACKAGES = ['editor-extension', 'build', 'dist', 'samples'].map(
  (folder) => `<rootDir>/${folder}/([^/]+/)*package\\.json$`,
);
