import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../errors.mjs';
import { plugin } from '../paths.mjs';
import { capture } from '../run.mjs';

/** The functions that voice_recorder.h declares, sorted. */
export function declaredFunctions() {
  const text = readFileSync(join(plugin, 'include', 'voice_recorder.h'), 'utf8');
  return [...text.matchAll(/^VR_API [^(;]*?\b(vr_\w+)\(/gm)].map((match) => match[1]).sort();
}

/** The names in the table of exports that `objdump -p` prints of a DLL. */
export function exportsOfDll(output) {
  const table = /\[Ordinal\/Name Pointer\] Table\n((?:\s*\[\s*\d+\].*\n)*)/.exec(output)?.[1] ?? '';
  return [...table.matchAll(/\s(\S+)$/gm)].map((match) => match[1]).sort();
}

/** The names in what `nm -D --defined-only` prints of a shared library. */
export const exportsOfSharedObject = (output) =>
  [...output.matchAll(/^[0-9a-f]+ [TtDdBbRrVvWwi] (\S+)$/gm)].map((match) => match[1]).sort();

const TOOLS = {
  'linux-x64': { program: 'nm', args: ['-D', '--defined-only'], read: exportsOfSharedObject },
  'win-x64': { program: 'x86_64-w64-mingw32-objdump', args: ['-p'], read: exportsOfDll },
};

/** What a library gives away beyond voice_recorder.h, or lacks of it; one line each. */
export async function checkExports(target, file) {
  const { program, args, read } = TOOLS[target];
  const { code, output, stdout } = await capture(program, [...args, file]);
  if (code !== 0) throw new CommandError(`${program} does not take ${file}:\n${output}`);
  const found = read(stdout);
  const declared = declaredFunctions();
  return [
    ...declared.filter((name) => !found.includes(name)).map((name) => `${file} lacks ${name}`),
    ...found.filter((name) => !declared.includes(name)).map((name) => `${file} exports ${name}, which is in no header`),
  ];
}
