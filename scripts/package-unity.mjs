#!/usr/bin/env node
// npm run package:unity: the package for Unity's package manager, with the native libraries that can be built here.
import { mkdirSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkUnityPackage } from './lib/check-unity-package.mjs';
import { CommandError, Exit, runMain } from './lib/errors.mjs';
import { npm } from './lib/npm-packages.mjs';
import { root } from './lib/paths.mjs';
import { step } from './lib/progress.mjs';
import { capture } from './lib/run.mjs';
import { demandWritable } from './lib/target-folder.mjs';
import { buildLibraries } from './lib/unity-package/libraries.mjs';
import { stageUnityPackage } from './lib/unity-package/staging.mjs';
import { setUp } from './setup.mjs';

const HELP = `npm run package:unity [-- --out FOLDER] [-- --tarball]

Builds the native libraries for linux-x64 and, where mingw-w64 is, win-x64, puts the package together in FOLDER and
looks at it as Unity would. Add it in Unity by "Add package from disk", or the tarball by "Add package from tarball".
The first run takes some minutes.
  --out FOLDER   default dist/unity; what is there is replaced
  --tarball      also packs it, as NAME-VERSION.tgz beside FOLDER
  --no-setup     installs nothing; what is out of date is built all the same
  --help         this text
Exit codes: 0 done, 1 a step failed or something is wrong with the package, 2 usage or a FOLDER that cannot be written,
4 something must be installed first.`;

const OPTIONS = {
  out: { type: 'string' },
  tarball: { type: 'boolean' },
  'no-setup': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

async function pack(folder) {
  const to = dirname(folder);
  mkdirSync(to, { recursive: true });
  const [program, args] = npm(['pack', '--offline', '--ignore-scripts', '--json', '--pack-destination', to]);
  const { code, output, stdout } = await capture(program, args, { cwd: folder });
  if (code !== 0) throw new CommandError(`npm pack ended with exit code ${code}:\n${output}`);
  return join(to, JSON.parse(stdout)[0].filename);
}

/** Builds, stages and checks; throws with the findings. Answers those of the targets that are inside. */
export async function packageUnity(folder, wanted = ['linux-x64', 'win-x64']) {
  const libraries = await buildLibraries(wanted);
  await step('package', () => stageUnityPackage(folder, libraries));
  await step('as Unity looks at it', async () => {
    const findings = checkUnityPackage(folder, Object.keys(libraries));
    if (findings.length > 0) throw new CommandError(`The package in ${folder} is not right:\n${findings.join('\n')}`);
  });
  return Object.keys(libraries);
}

async function main() {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help) return void console.log(HELP);
  const folder = resolve(values.out ?? join(root, 'dist', 'unity'));
  for (const each of [folder, dirname(folder)]) demandWritable(each);
  if (!values['no-setup']) await setUp('unity');
  const targets = await packageUnity(folder);
  console.log(`${folder} (${targets.join(', ')})`);
  if (values.tarball) console.log(await pack(folder));
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runMain(() =>
    main().catch((error) => {
      if (!error.code?.startsWith?.('ERR_PARSE_ARGS')) throw error;
      throw new CommandError(`${error.message}\n\n${HELP}`, Exit.usage);
    }),
  );
}
