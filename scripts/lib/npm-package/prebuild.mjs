import { copyFileSync, mkdirSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
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

/**
 * The addon and what it is linked with, into the folder where the loader looks for this machine's. On Linux answers
 * which versions of the system's libraries it needs, null elsewhere.
 */
export async function stagePrebuild(addon, folder, given) {
  mkdirSync(folder, { recursive: true });
  await stripped(addon, join(folder, basename(addon)));
  const licences = join(folder, 'licences');
  await stageCompiledLicences(licences, compiledInto.addon, { given });
  if (process.platform !== 'linux') return null;
  const { code, output } = await capture('ldd', [addon]);
  if (code !== 0) throw new CommandError(`ldd does not take ${addon}:\n${output}`);
  for (const library of carriedLibraries(output)) {
    copyFileSync(await licenceOf(library.name, library.path, given), join(licences, `${library.name}.txt`));
    copyFileSync(realpathSync(library.path), join(folder, library.name));
  }
  const files = readdirSync(folder).filter((name) => /\.(node|so)/.test(name));
  const needs = await oldestSystemFor(files.map((name) => join(folder, name)));
  writeFileSync(join(folder, NEEDS), `${JSON.stringify(needs)}\n`);
  return needs;
}

/** What the loader tells of when the addon does not load. */
const NEEDS = 'needs.json';

const later = (a, b) => (a.localeCompare(b, 'en', { numeric: true }) < 0 ? b : a);

/** The newest versions of the system's libraries that a list of symbols asks for: `{ glibc, glibcxx }`. */
export function newestVersions(symbols) {
  const newest = (name) =>
    [...symbols.matchAll(new RegExp(`\\b${name}_(\\d[\\d.]*\\d)`, 'g'))].map(([, v]) => v).reduce(later, '');
  return { glibc: newest('GLIBC'), glibcxx: newest('GLIBCXX') };
}

async function oldestSystemFor(files) {
  const { code, output } = await capture('objdump', ['-T', ...files]);
  if (code !== 0) throw new CommandError(`objdump does not take ${files.join(', ')}:\n${output}`);
  const undefinedOnes = output.split('\n').filter((line) => line.includes('*UND*'));
  return newestVersions(undefinedOnes.join('\n'));
}
