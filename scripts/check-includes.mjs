#!/usr/bin/env node
// The walls between the native rooms, and each public header as C11 and as C++17 on its own.
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Exit, runMain } from './lib/errors.mjs';
import { nativeFiles } from './lib/files.mjs';
import { hiddenConstants } from './lib/hidden-constants.mjs';
import { wallsBroken } from './lib/include-walls.mjs';
import { plugin, root } from './lib/paths.mjs';
import { capture } from './lib/run.mjs';

const BOTH = ['C11', 'C++17'];
const HEADERS = [
  { path: 'include/voice_recorder.h', as: BOTH },
  { path: 'include/voice_recorder_analysis.h', as: BOTH },
  { path: 'bridges/cocos/include/voice_recorder_cocos.h', as: BOTH },
  { path: 'include/adapters/agora.h', as: ['C++17'] },
  { path: 'include/adapters/nertc.h', as: ['C++17'] },
  { path: 'include/adapters/user_sources.h', as: ['C++17'] },
  { path: 'include/adapters/voice_feed.h', as: ['C++17'] },
  { path: 'include/adapters/webrtc.h', as: ['C++17'] },
];
const LANGUAGES = [
  ['C11', process.env.CC ?? 'cc', ['-x', 'c', '-std=c11']],
  ['C++17', process.env.CXX ?? 'c++', ['-x', 'c++', '-std=c++17']],
];
const STRICT = ['-fsyntax-only', '-Wall', '-Wextra', '-Wpedantic', '-Werror'];

async function headerAlone(path, [language, compiler, args]) {
  const include = `-I${join(plugin, 'include')}`;
  const { code, output } = await capture(compiler, [...args, ...STRICT, include, join(plugin, path)]);
  return code === 0 ? [] : [`${path} does not compile alone as ${language}:\n${output.trimEnd()}`];
}

/** Every finding, as text. */
export async function checkIncludes() {
  const files = nativeFiles().map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  const walls = [...files.flatMap(({ path, text }) => wallsBroken(path, text)), ...hiddenConstants(files)];
  const alone = await Promise.all(
    HEADERS.flatMap(({ path, as }) =>
      LANGUAGES.filter(([name]) => as.includes(name)).map((language) => headerAlone(path, language)),
    ),
  );
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
