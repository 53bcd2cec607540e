#!/usr/bin/env node
// npm run package:npm: the npm package of the command line, the page and the analysis, ready to be installed.
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CommandError, Exit, runMain } from './lib/errors.mjs';
import { npm } from './lib/npm-packages.mjs';
import { stagePackage } from './lib/npm-package/staging.mjs';
import { build, root } from './lib/paths.mjs';
import { step } from './lib/progress.mjs';
import { capture } from './lib/run.mjs';
import { demandFolder, demandWritable } from './lib/target-folder.mjs';
import { setUp } from './setup.mjs';

const HELP = `npm run package:npm [-- --out FOLDER]

Builds what is out of date and packs it as FOLDER/voice-recorder-VERSION.tgz. It has the addon for this machine in
prebuilds/; elsewhere it measures by WebAssembly until npm run build-addon has compiled one. The first run takes some
minutes, later ones seconds.
  --out FOLDER   default dist/npm
  --no-setup     packs what is built
  --licences FOLDER   texts of licences that dpkg does not know, as NAME.txt
  --help         this text
Exit codes: 0 packed, 1 a step failed, 2 usage or a FOLDER that cannot be written, 4 something must be
installed first.`;

/** Packs the staged folder; gives the path of the file. */
async function pack(staged, out) {
  mkdirSync(out, { recursive: true });
  const [program, args] = npm(['pack', '--offline', '--ignore-scripts', '--json', '--pack-destination', out]);
  const { code, output, stdout } = await capture(program, args, { cwd: staged });
  if (code !== 0) throw new CommandError(`npm pack ended with exit code ${code}:\n${output}`);
  return join(out, JSON.parse(stdout)[0].filename);
}

async function main() {
  const { values } = parseArgs({
    options: {
      licences: { type: 'string' },
      out: { type: 'string' },
      'no-setup': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return void console.log(HELP);
  const out = resolve(values.out ?? join(root, 'dist', 'npm'));
  const licences = values.licences && resolve(values.licences);
  if (licences !== undefined) demandFolder(licences, '--licences');
  demandWritable(out);
  if (!values['no-setup']) await setUp('start');
  const work = join(build, 'npm');
  const staged = join(work, 'voice-recorder');
  mkdirSync(work, { recursive: true });
  try {
    let file;
    await step('npm package', async () => {
      await stagePackage(staged, { licences });
      file = await pack(staged, out);
      return 'packed';
    });
    console.log(file);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runMain(() =>
    main().catch((error) => {
      if (!error.code?.startsWith?.('ERR_PARSE_ARGS')) throw error;
      throw new CommandError(`${error.message}\n\n${HELP}`, Exit.usage);
    }),
  );
}
