import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetsOf, sampleAssetsOf } from '../unity-metas.mjs';

const GUID = /^fileFormatVersion: 2\nguid: ([0-9a-f]{32})\n/;

/** Every meta of a package, relative to it; of folders that Unity does not see the samples alone. */
function metasOf(root, folder = '') {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && (!name.endsWith('~') || name === 'Samples~'))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return metasOf(root, path);
      return path.endsWith('.meta') ? [path] : [];
    });
}

/** Everything that has a meta: what Unity sees, and what it copies into projects that import a sample. */
const allAssetsOf = (root) => [...assetsOf(root), ...sampleAssetsOf(root)];

/** The guids of a package by the paths of their files; what has none is missing. */
export function guidsOf(root) {
  const guids = allAssetsOf(root).flatMap(({ path }) => {
    const meta = join(root, `${path}.meta`);
    const match = existsSync(meta) ? GUID.exec(readFileSync(meta, 'utf8')) : null;
    return match ? [[path, match[1]]] : [];
  });
  return new Map(guids);
}

/** A meta for every file and folder, with a guid of its own, and none without its file. */
export function checkMetas(root) {
  const findings = [];
  const byGuid = new Map();
  const guids = guidsOf(root);
  for (const { path, isFolder } of allAssetsOf(root)) {
    const meta = join(root, `${path}.meta`);
    if (!existsSync(meta)) {
      const isOfSample = path.startsWith('Samples~/');
      const then = isOfSample ? 'each import of the sample gives it another guid' : 'Unity ignores it in a package';
      findings.push(`${path} has no meta: ${then}`);
      continue;
    }
    if (!guids.has(path)) findings.push(`${path}.meta has no guid of 32 hexadecimal digits`);
    else if (byGuid.has(guids.get(path))) findings.push(`${path} has the guid of ${byGuid.get(guids.get(path))}`);
    else byGuid.set(guids.get(path), path);
    if (/^folderAsset: yes$/m.test(readFileSync(meta, 'utf8')) !== isFolder) {
      findings.push(`${path}.meta is that of ${isFolder ? 'a file' : 'a folder'}`);
    }
  }
  const orphans = metasOf(root).filter((path) => !existsSync(join(root, path.slice(0, -'.meta'.length))));
  return [...findings, ...orphans.map((path) => `${path} has no file`)];
}
