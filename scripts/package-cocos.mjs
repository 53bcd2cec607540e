#!/usr/bin/env node
// npm run package:cocos: the extension for Cocos Creator as one zip: panel, component, native plugin.
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleCocosExtension } from './lib/cocos-extension.mjs';
import { writeZip } from './lib/cocos-package/archive.mjs';
import { checkCocosPackage, checkZip } from './lib/cocos-package/check.mjs';
import { installInto, placeIn } from './lib/cocos-package/install.mjs';
import { demandWasm, stageCocosPackage, versionIn } from './lib/cocos-package/staging.mjs';
import { CommandError, Exit, runMain } from './lib/errors.mjs';
import { build, root } from './lib/paths.mjs';
import { step } from './lib/progress.mjs';
import { demandFolder, demandWritable } from './lib/target-folder.mjs';
import { setUp } from './setup.mjs';

const HELP = `npm run package:cocos [-- --out FOLDER] [-- --into PROJECT]

Builds what is out of date, puts the extension for Cocos Creator together, looks at it as Creator would, and writes
FOLDER/voice-recorder-VERSION.zip. Unpack it to extensions/voice-recorder of a project, or import it in Creator's
Extension Manager. The first run takes 3 to 10 minutes, WebAssembly most of them; later ones take seconds. Tried on
Linux alone; the zip is the same for every system.
  --out FOLDER        default dist/cocos
  --into PROJECT      also unpacks it to PROJECT/extensions/voice-recorder, e.g. --into samples/cocos; an older one is
                      replaced, but for its native/libraries and prebuilds
  --no-setup          installs nothing and compiles nothing; scripts are bundled all the same
  --licences FOLDER   texts of licences that dpkg does not know, as NAME.txt
  --help              this text
Exit codes: 0 done, 1 a step failed or something is wrong with the extension, 2 usage or a FOLDER that cannot be
written, 4 something must be installed first.`;

const OPTIONS = {
  out: { type: 'string' },
  into: { type: 'string' },
  'no-setup': { type: 'boolean' },
  licences: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
};

function refuse(findings) {
  if (findings.length > 0) throw new CommandError(`The extension is not right:\n${findings.join('\n')}`);
}

/** Stages, checks and packs; returns the path of the zip. `project`: where it is unpacked, too. */
async function packageCocos({ out, project, licences }) {
  const work = join(build, 'cocos-package');
  const staged = join(work, 'voice-recorder');
  try {
    mkdirSync(work, { recursive: true });
    await step('extension', () => stageCocosPackage(staged, { licences }));
    await step('as Creator looks at it', async () => refuse(await checkCocosPackage(staged)));
    const file = join(out, `voice-recorder-${versionIn(staged)}.zip`);
    await step('zip', async () => {
      mkdirSync(out, { recursive: true });
      await writeZip(staged, file);
      refuse(checkZip(file));
    });
    if (project !== undefined) await step(`into ${project}`, async () => void installInto(project, staged));
    return file;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function main() {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help) return void console.log(HELP);
  const project = values.into && resolve(values.into);
  const out = resolve(values.out ?? join(root, 'dist', 'cocos'));
  const licences = values.licences && resolve(values.licences);
  if (licences !== undefined) demandFolder(licences, '--licences');
  demandWritable(out);
  if (project !== undefined) placeIn(project);
  if (!values['no-setup']) await setUp('cocos');
  demandWasm();
  await bundleCocosExtension(true);
  console.log(await packageCocos({ out, project, licences }));
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runMain(() =>
    main().catch((error) => {
      if (!error.code?.startsWith?.('ERR_PARSE_ARGS')) throw error;
      throw new CommandError(`${error.message}\n\n${HELP}`, Exit.usage);
    }),
  );
}
