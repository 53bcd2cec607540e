import { createHash } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** What Unity's own importer writes into a meta, by the kind of file. */
const IMPORTERS = {
  '.cs': 'MonoImporter',
  '.asmdef': 'AssemblyDefinitionImporter',
  '.md': 'TextScriptImporter',
  '.txt': 'TextScriptImporter',
  'package.json': 'PackageManifestImporter',
};

const COMMON = '  externalObjects: {}\n  userData: \n  assetBundleName: \n  assetBundleVariant: \n';
const SCRIPT =
  '  externalObjects: {}\n  serializedVersion: 2\n  defaultReferences: []\n  executionOrder: 0\n' +
  '  icon: {instanceID: 0}\n  userData: \n  assetBundleName: \n  assetBundleVariant: \n';

/** Whose files the metas of a package or project are for: part of their numbers. */
const PACKAGE = 'com.gamevoice.recorder';

/** The number by which scenes know a file: of its first path, so that it is the same wherever it is made. */
export function guidOf(path, owner = PACKAGE) {
  return createHash('sha256').update(`${owner}/${path}`).digest('hex').slice(0, 32);
}

/** The text of the meta of a file or folder; `path` is relative to the package, with forward slashes. */
export function metaText(path, isFolder, owner = PACKAGE) {
  const head = `fileFormatVersion: 2\nguid: ${guidOf(path, owner)}\n`;
  if (isFolder) return `${head}folderAsset: yes\nDefaultImporter:\n${COMMON}`;
  const importer = IMPORTERS[path] ?? IMPORTERS[extname(path)] ?? 'DefaultImporter';
  return `${head}${importer}:\n${importer === 'MonoImporter' ? SCRIPT : COMMON}`;
}

/** Everything in a package that Unity wants a meta of: `{ path, isFolder }`, folders that end in ~ left out. */
export function assetsOf(root, folder = '') {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && !name.endsWith('~') && !name.endsWith('.meta'))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const own = { path, isFolder: entry.isDirectory() };
      return own.isFolder ? [own, ...assetsOf(root, path)] : [own];
    });
}

const SAMPLES = 'Samples~';

/** What Unity copies, metas and all, into a project that imports a sample: everything inside of its folder. */
export function sampleAssetsOf(root) {
  if (!existsSync(join(root, SAMPLES))) return [];
  return readdirSync(join(root, SAMPLES), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => assetsOf(root, `${SAMPLES}/${name}`));
}

/** Writes the metas that a package lacks; one that is there stays, because it moves with its file. Answers their paths. */
export function writeMissingMetas(root, owner = PACKAGE) {
  const assets = [...assetsOf(root), ...sampleAssetsOf(root)];
  const missing = assets.filter(({ path }) => !existsSync(join(root, `${path}.meta`)));
  for (const { path, isFolder } of missing) {
    writeFileSync(join(root, `${path}.meta`), metaText(path, isFolder, owner));
  }
  return missing.map(({ path }) => `${path}.meta`);
}
