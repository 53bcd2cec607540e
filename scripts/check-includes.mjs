#!/usr/bin/env node
// The walls between the native rooms, and each public header as C11 and as C++17 on its own.
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Exit, runMain } from './lib/errors.mjs';
import { nativeFiles } from './lib/files.mjs';
import { wallsBroken } from './lib/include-walls.mjs';
import { plugin, root } from './lib/paths.mjs';
import { capture } from './lib/run.mjs';

const HEADERS = ['voice_recorder.h', 'voice_recorder_analysis.h'];
const LANGUAGES = [
  ['C11', process.env.CC ?? 'cc', ['-x', 'c', '-std=c11']],
  ['C++17', process.env.CXX ?? 'c++', ['-x', 'c++', '-std=c++17']],
];
const STRICT = ['-fsyntax-only', '-Wall', '-Wextra', '-Wpedantic', '-Werror'];

async function headerAlone(name, [language, compiler, args]) {
  const { code, output } = await capture(compiler, [...args, ...STRICT, join(plugin, 'include', name)]);
  return code === 0 ? [] : [`${name} does not compile alone as ${language}:\n${output.trimEnd()}`];
}

/** Every finding, as text. */
export async function checkIncludes() {
  const walls = nativeFiles().flatMap((path) => wallsBroken(path, readFileSync(join(root, path), 'utf8')));
  const alone = await Promise.all(HEADERS.flatMap((name) => LANGUAGES.map((language) => headerAlone(name, language))));
  return [...walls, ...alone.flat()];
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runMain(async () => {
    const findings = await checkIncludes();
    for (const finding of findings) console.log(finding);
    console.log(
      findings.length === 0 ? `Includes of ${nativeFiles().length} files: fine` : `${findings.length} findings`,
    );
    return findings.length === 0 ? Exit.ok : Exit.failed;
  });
}
