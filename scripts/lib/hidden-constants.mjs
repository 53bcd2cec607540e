import { dirname } from 'node:path';
import { mayInclude } from './include-walls.mjs';

const PLUGIN = 'native/plugins/voice-recorder/';
const CONSTANT = /^(?:inline |static )*constexpr [^=;{(\n]*?\b(k[A-Z]\w*)\s*[[={]/gm;

const roomOf = (path) => (path.startsWith(PLUGIN) ? path.slice(PLUGIN.length).split('/')[0] : undefined);

/** Whether a source may have the constants of a header in sight, itself or by what it is compiled with. */
function sees(source, header) {
  const room = roomOf(header);
  const own = roomOf(source);
  if (room === undefined) return own === undefined && [dirname(source), 'test/support'].includes(dirname(header));
  if (!Object.hasOwn(mayInclude, room) || room === 'bridges') return false;
  if (own === undefined) return true;
  const more = own === 'analysis' ? ['recorder', 'mix'] : [];
  return room === own || [...(mayInclude[own] ?? []), ...more].includes(room);
}

/**
 * Constants of a source that have the name of one in a header that it sees. The sources of a room are compiled as one:
 * what stands in an unnamed namespace of one of them would hide the header's from all that follow, without a word.
 * `files`: of C++, `{ path, text }`, the path relative to the project. Answers `path: reason`.
 */
export function hiddenConstants(files) {
  const named = files.map(({ path, text }) => ({ path, names: [...text.matchAll(CONSTANT)].map((match) => match[1]) }));
  const headers = named.filter(({ path }) => path.endsWith('.h'));
  return named
    .filter(({ path }) => path.endsWith('.cpp'))
    .flatMap(({ path, names }) =>
      names.flatMap((name) => {
        const hidden = headers.find((header) => header.names.includes(name) && sees(path, header.path));
        return hidden
          ? [`${path}: ${name} hides that of ${hidden.path} where they are compiled as one: rename it`]
          : [];
      }),
    );
}
