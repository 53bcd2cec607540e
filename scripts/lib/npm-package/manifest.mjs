/** Packages whose files the package carries along: the addon is compiled with node-addon-api. */
export const CARRIED = ['node-addon-api'];

/** The package.json of the npm package, from that of the project. */
export function manifestOf({ version, description, license, engines, devDependencies }) {
  return {
    name: 'voice-recorder',
    version,
    description,
    license,
    type: 'module',
    engines,
    bin: { 'voice-recorder': 'dist/cli.mjs' },
    exports: {
      '.': { types: './dist/types/host/analysis/index.d.ts', default: './dist/analysis.mjs' },
      './testing': { types: './dist/types/testing/assets/scripts/testing/index.d.ts', default: './dist/testing.mjs' },
      './package.json': './package.json',
    },
    scripts: { 'build-addon': 'node scripts/build-addon.mjs' },
    dependencies: Object.fromEntries(CARRIED.map((name) => [name, devDependencies[name]])),
    bundleDependencies: CARRIED,
  };
}
