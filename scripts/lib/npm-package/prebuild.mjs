import { copyFileSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CommandError } from '../errors.mjs';
import { capture } from '../run.mjs';
import { compiledInto, licenceOf, stageCompiledLicences } from './systemLicences.mjs';

/** Every system that runs this Node has these. */
const OF_THE_SYSTEM = /^(linux-vdso|ld-linux|lib(c|m|dl|rt|pthread|gcc_s|stdc\+\+)\.so)/;

/** The libraries that a file is linked with and that the package must carry: `{ name, path }`. */
export function carriedLibraries(lddOutput) {
  return lddOutput.split('\n').flatMap((line) => {
    const [, name, path] = /^\s*(\S+) => (\S+)/.exec(line) ?? [];
    if (!name || OF_THE_SYSTEM.test(basename(name))) return [];
    if (!path || path === 'not') throw new CommandError(`${name} was not found: it is needed beside the addon`);
    return [{ name: basename(name), path }];
  });
}

async function stripped(from, to) {
  copyFileSync(from, to);
  const { code, output } = await capture('strip', ['--strip-unneeded', to]);
  if (code !== 0) throw new CommandError(`strip does not take ${to}:\n${output}`);
}

/** The addon and what it is linked with, into the folder where the loader looks for this machine's. */
export async function stagePrebuild(addon, folder) {
  mkdirSync(folder, { recursive: true });
  await stripped(addon, join(folder, basename(addon)));
  const licences = join(folder, 'licences');
  await stageCompiledLicences(licences, compiledInto.addon);
  if (process.platform !== 'linux') return;
  const { code, output } = await capture('ldd', [addon]);
  if (code !== 0) throw new CommandError(`ldd does not take ${addon}:\n${output}`);
  for (const library of carriedLibraries(output)) {
    copyFileSync(await licenceOf(library.path), join(licences, `${library.name}.txt`));
    copyFileSync(realpathSync(library.path), join(folder, library.name));
  }
}
