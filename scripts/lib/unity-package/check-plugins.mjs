import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetsOf } from '../unity-metas.mjs';
import { EDITOR_LIBRARIES, LIBRARIES, platformsOf, targetOf } from './plugins.mjs';

const NATIVE = /\.(dll|so|dylib|bundle|a|lib)$/;

function checkImporter(path, meta, { player, editor }) {
  if (!/^PluginImporter:$/m.test(meta)) return [`${path}.meta is of no plugin: expected a PluginImporter`];
  const platforms = platformsOf(meta);
  const findings = [];
  const enabled = platforms.filter((each) => each.enabled && each.kind !== 'Editor');
  const told = enabled.map(({ kind, name }) => `${kind} ${name}`.trim());
  if (player === undefined) {
    if (enabled.length > 0) findings.push(`${path} must be for the editor alone; found ${told.join(', ')}`);
  } else if (enabled.length !== 1 || enabled[0].kind !== 'Standalone' || enabled[0].name !== player) {
    findings.push(`${path} must be for the player ${player} alone; found ${told.join(', ') || 'none'}`);
  } else if (enabled[0].settings.CPU !== 'x86_64') {
    findings.push(`${path} must be for the CPU x86_64; found ${enabled[0].settings.CPU}`);
  }
  if (!platforms.some(({ kind, enabled: on }) => kind === 'Any' && !on)) {
    findings.push(`${path} must not be for any platform: Any must be there and off`);
  }
  const ofEditor = platforms.find(({ kind }) => kind === 'Editor');
  if (!ofEditor?.enabled || ofEditor.settings.OS !== editor || ofEditor.settings.CPU !== 'x86_64') {
    findings.push(`${path} must be for the editor on ${editor}, x86_64`);
  }
  return findings;
}

/** Every native library is what its name says, and Unity loads it on its own system alone. */
export function checkPlugins(root) {
  const all = [LIBRARIES, EDITOR_LIBRARIES].flatMap((each) => Object.entries(each));
  const known = new Map(all.map(([target, library]) => [library.path, { target, ...library }]));
  const libraries = assetsOf(root).filter(({ path, isFolder }) => !isFolder && NATIVE.test(path));
  return libraries.flatMap(({ path }) => {
    const library = known.get(path);
    if (!library) return [`${path} is a native library that this package does not know`];
    const found = targetOf(readFileSync(join(root, path)));
    const wrong = found === library.target ? [] : [`${path} is no library for ${library.target}`];
    const meta = join(root, `${path}.meta`);
    return existsSync(meta) ? [...wrong, ...checkImporter(path, readFileSync(meta, 'utf8'), library)] : wrong;
  });
}
