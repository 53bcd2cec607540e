/** Which rooms a room may include, besides its own headers. The same walls stand in CMake; this says it in words. */
const INNER = ['base', 'tap', 'mix', 'encode', 'cycle', 'writer'];
export const mayInclude = {
  base: [],
  tap: ['base'],
  mix: ['base'],
  encode: ['base'],
  cycle: ['base'],
  writer: ['base'],
  recorder: INNER,
  abi: ['recorder', 'base'],
  tools: ['writer', 'base'],
  analysis: ['base', 'writer', 'cycle', 'encode'],
  bridges: [],
};

/** Headers of a room that is not seen otherwise: what a recovery knows of a ring, the analysis tells. */
const maySeeOf = {
  analysis: ['held_capture', 'held_readers', 'left_ring', 'pin_table'].map((name) => `recorder/${name}.h`),
};

const ROOMS = Object.keys(mayInclude);
const PLUGIN = 'native/plugins/voice-recorder/';
/** The headers that promise something to others, and who may see each: a room, or a folder of one. */
const publicHeaders = {
  'voice_recorder.h': ['abi', 'bridges'],
  'voice_recorder_analysis.h': ['analysis/door', 'bridges'],
};
const PUBLIC_HEADER_INCLUDES = ['<stddef.h>', '<stdint.h>'];

/** Every #include of a file: `{ line, target, system }`. */
export function includesOf(text) {
  return text.split('\n').flatMap((line, index) => {
    const match = /^\s*#\s*include\s*([<"])([^>"]+)[>"]/.exec(line);
    return match ? [{ line: index + 1, target: match[2], system: match[1] === '<' }] : [];
  });
}

function roomRule(room, inPlugin, { target, system }) {
  const first = target.includes('/') ? target.slice(0, target.indexOf('/')) : '';
  const seenBy = publicHeaders[target];
  if (seenBy) {
    const sees = seenBy.some((folder) => inPlugin.startsWith(`${folder}/`));
    return sees ? '' : `${room} may not see the public header ${target}`;
  }
  if (!ROOMS.includes(first)) {
    const named = first !== '' || system || room === 'bridges';
    return named ? '' : `headers of a room are included as "${room}/${target}"`;
  }
  if (first === room || mayInclude[room].includes(first) || maySeeOf[room]?.includes(target)) return '';
  const seen = mayInclude[room].length > 0 ? mayInclude[room].join(', ') : 'no other room';
  return `${room} may see ${seen}, not ${first}`;
}

/** What breaks a wall in the C or C++ file at `path` (relative to the project): `path:line: reason`. */
export function wallsBroken(path, text) {
  const inPlugin = path.startsWith(PLUGIN) ? path.slice(PLUGIN.length) : '';
  const room = inPlugin.slice(0, Math.max(0, inPlugin.indexOf('/')));
  return includesOf(text).flatMap((include) => {
    const at = `${path}:${include.line}: `;
    if (include.target.split('/').includes('..')) return [`${at}no "../" in an include: ${include.target}`];
    if (inPlugin.startsWith('include/adapters/')) {
      const { target, system } = include;
      const allowed = system ? !target.includes('/') : target === 'voice_recorder.h' || target.startsWith('adapters/');
      return allowed ? [] : [`${at}an adapter sees the standard library, voice_recorder.h and adapters only`];
    }
    if (inPlugin.startsWith('include/')) {
      const allowed = include.system && PUBLIC_HEADER_INCLUDES.includes(`<${include.target}>`);
      return allowed ? [] : [`${at}a public header includes ${PUBLIC_HEADER_INCLUDES.join(' and ')} only`];
    }
    const reason = ROOMS.includes(room) ? roomRule(room, inPlugin, include) : '';
    return reason ? [`${at}${reason}`] : [];
  });
}
