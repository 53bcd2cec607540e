import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../errors.mjs';
import { licenceOf } from '../npm-package/systemLicences.mjs';

/** What is inside every native library, and the files of its upstream sources that hold its licence. */
const LINKED = [
  { name: 'libsamplerate', licence: 'BSD-2-Clause', source: 'libsamplerate', files: ['COPYING'] },
  { name: 'libebur128', licence: 'MIT', source: 'libebur128', files: ['COPYING'] },
  { name: 'ISA-L', licence: 'BSD-3-Clause', source: 'libisal', files: ['LICENSE'] },
  { name: 'libsodium', licence: 'ISC', source: 'libsodium', files: ['LICENSE'] },
  { name: 'vo-aacenc', licence: 'Apache-2.0', source: 'vo-aacenc', files: ['NOTICE', 'COPYING'] },
];
const HEADERS = ['/usr/include/nlohmann/json.hpp', '/usr/local/include/nlohmann/json.hpp'];
const KISSFFT = '/usr/include/kissfft/kiss_fftr.h';
const WINPTHREADS = '/usr/x86_64-w64-mingw32/lib/libwinpthread.a';

function textOf(path) {
  if (!existsSync(path)) throw new CommandError(`${path} is missing: the package must hold that licence`);
  return readFileSync(path, 'utf8').trim();
}

/** Third Party Notices: the whole text of every licence in the native libraries of these targets. */
export async function noticesFor(targets, sources) {
  const header = HEADERS.find((path) => existsSync(path));
  const parts = LINKED.map(({ name, licence, source, files }) => ({
    title: `${name} (${licence})`,
    text: files.map((file) => textOf(join(sources, source, file))).join('\n\n'),
  }));
  parts.push({ title: 'nlohmann-json (MIT)', text: textOf(await licenceOf('nlohmann-json', header ?? HEADERS[0])) });
  if (targets.includes('linux-x64')) {
    parts.push({
      title: "kissfft, in the editor's voice_recorder_analysis alone (BSD-3-Clause)",
      text: textOf(await licenceOf('kissfft', KISSFFT)),
    });
  }
  if (targets.includes('win-x64')) {
    parts.push({
      title: 'mingw-w64 and winpthreads, in voice_recorder.dll (MIT, ZPL-2.1 and public domain)',
      text: textOf(await licenceOf('mingw-w64', WINPTHREADS)),
    });
  }
  const blocks = parts.map(({ title, text }) => `## ${title}\n\n\`\`\`\n${text.replaceAll('```', "'''")}\n\`\`\`\n`);
  return (
    '# Third party notices\n\n' +
    'The native libraries of this package are built with the libraries below. Keep these notices with your game. The ' +
    "compiler's own libraries, libgcc and libstdc++ of GCC 12, are in them too, under the GCC Runtime Library Exception, " +
    `which asks for nothing. AAC-LC may need a patent licence where you sell.\n\n${blocks.join('\n')}`
  );
}
