import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../errors.mjs';
import { plugin } from '../paths.mjs';
import { capture } from '../run.mjs';

/** The functions that a header declares, sorted. */
export function declaredFunctions(header = 'voice_recorder.h') {
  const text = readFileSync(join(plugin, 'include', header), 'utf8');
  return [...text.matchAll(/^VRA?_API [^(;]*?\b(vra?_\w+)\(/gm)].map((match) => match[1]).sort();
}

/** The names in the table of exports that `objdump -p` prints of a DLL. */
export function exportsOfDll(output) {
  const table = /\[Ordinal\/Name Pointer\] Table\n((?:\s*\[\s*\d+\].*\n)*)/.exec(output)?.[1] ?? '';
  return [...table.matchAll(/\s(\S+)$/gm)].map((match) => match[1]).sort();
}

/** The names in what `nm -D --defined-only` prints of a shared library. */
export const exportsOfSharedObject = (output) =>
  [...output.matchAll(/^[0-9a-f]+ [TtDdBbRrVvWwi] (\S+)$/gm)].map((match) => match[1]).sort();

/** The libraries that one needs beside itself, by what `objdump -p` prints of it. */
export const neededBy = (output) =>
  [...output.matchAll(/^\s*(?:NEEDED|DLL Name:)\s+(\S+)$/gm)].map((match) => match[1]);

const OBJDUMP = { 'linux-x64': 'objdump', 'win-x64': 'x86_64-w64-mingw32-objdump' };
/** What every system has on which such a library runs. */
const OF_THE_SYSTEM = {
  'linux-x64': /^(lib(c|m|pthread|dl|rt)|ld-linux-x86-64)\.so\.\d$/,
  'win-x64': /^(KERNEL32|ADVAPI32|msvcrt)\.dll$/i,
};

async function said(program, args) {
  const { code, output, stdout } = await capture(program, args);
  if (code !== 0) throw new CommandError(`${program} does not take ${args.at(-1)}:\n${output}`);
  return stdout;
}

/** What a library gives away beyond its header, lacks of it, or wants installed; one line each. */
export async function checkLibrary(target, file, header = 'voice_recorder.h') {
  const headers = await said(OBJDUMP[target], ['-p', file]);
  const found =
    target === 'win-x64'
      ? exportsOfDll(headers)
      : exportsOfSharedObject(await said('nm', ['-D', '--defined-only', file]));
  const declared = declaredFunctions(header);
  const foreign = neededBy(headers).filter((name) => !OF_THE_SYSTEM[target].test(name));
  return [
    ...foreign.map((name) => `${file} needs ${name}, which not every system has`),
    ...declared.filter((name) => !found.includes(name)).map((name) => `${file} lacks ${name}`),
    ...found.filter((name) => !declared.includes(name)).map((name) => `${file} exports ${name}, which is in no header`),
  ];
}
