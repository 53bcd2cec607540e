import { guidOf } from '../unity-metas.mjs';

/** The native libraries of the package by target: where they lie in it, and where Unity may load them. */
export const LIBRARIES = {
  'linux-x64': { path: 'Plugins/x86_64/libvoice_recorder.so', player: 'Linux64', editor: 'Linux' },
  'win-x64': { path: 'Plugins/x86_64/voice_recorder.dll', player: 'Win64', editor: 'Windows' },
};

/** Those that the editor alone loads, and no player: what reads captures. Where there is none it is told at the call. */
export const EDITOR_LIBRARIES = {
  'linux-x64': { path: 'Plugins/x86_64/libvoice_recorder_analysis.so', player: undefined, editor: 'Linux' },
};

/** Desktop players, each with a line of its own, so that nothing is left to what Unity guesses of folders. */
const PLAYERS = ['Linux64', 'OSXUniversal', 'Win', 'Win64'];

const entry = (kind, name, enabled, settings) =>
  `  - first:\n      ${kind}: ${name}\n    second:\n      enabled: ${enabled ? 1 : 0}\n      settings:` +
  (settings.length === 0 ? ' {}\n' : `\n${settings.map((line) => `        ${line}\n`).join('')}`);

/**
 * The importer of a native library: for one player, unless it is the editor's alone, and the editor of the same system,
 * both on x86-64, and nothing else.
 */
export function pluginMeta({ path, player, editor }) {
  return (
    `fileFormatVersion: 2\nguid: ${guidOf(path)}\nPluginImporter:\n  externalObjects: {}\n  serializedVersion: 2\n` +
    '  iconMap: {}\n  executionOrder: {}\n  defineConstraints: []\n  isPreloaded: 0\n  isOverridable: 1\n' +
    '  isExplicitlyReferenced: 0\n  validateReferences: 1\n  platformData:\n' +
    entry('Any', '', false, []) +
    entry('Editor', 'Editor', true, ['CPU: x86_64', 'DefaultValueInitialized: true', `OS: ${editor}`]) +
    PLAYERS.map((name) =>
      entry('Standalone', name, name === player, [`CPU: ${name === player ? 'x86_64' : 'None'}`]),
    ).join('') +
    '  userData: \n  assetBundleName: \n  assetBundleVariant: \n'
  );
}

/** What a PluginImporter says: `[{ kind, name, enabled, settings }]`, settings by their names. */
export function platformsOf(meta) {
  const data = /^ {2}platformData:\n([\s\S]*?)(?=^ {2}[A-Za-z])/m.exec(meta)?.[1] ?? '';
  return data
    .split(/^ {2}- first:\n/m)
    .slice(1)
    .map((text) => {
      const [, kind, name] = /^ {6}(\w*): ?(\w*)/.exec(text) ?? [];
      const settings = [...text.matchAll(/^ {8}(\w[\w ]*): (.*)$/gm)].map((match) => [match[1], match[2]]);
      return { kind, name, enabled: /^ {6}enabled: 1$/m.test(text), settings: Object.fromEntries(settings) };
    });
}

/** What a library is by its first bytes: a target, or undefined. */
export function targetOf(bytes) {
  const isElf = bytes.length > 20 && bytes.readUInt32BE(0) === 0x7f454c46;
  if (isElf)
    return bytes[4] === 2 && bytes.readUInt16LE(16) === 3 && bytes.readUInt16LE(18) === 0x3e ? 'linux-x64' : undefined;
  if (bytes.length < 64 || bytes.toString('latin1', 0, 2) !== 'MZ') return undefined;
  const header = bytes.readUInt32LE(60);
  if (bytes.length < header + 24 || bytes.toString('latin1', header, header + 4) !== 'PE\0\0') return undefined;
  const isLibrary = (bytes.readUInt16LE(header + 22) & 0x2000) !== 0;
  return isLibrary && bytes.readUInt16LE(header + 4) === 0x8664 ? 'win-x64' : undefined;
}
