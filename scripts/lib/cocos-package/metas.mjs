import { createHash } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whose files the metas are for: part of their UUIDs. */
const PACKAGE = 'voice-recorder';

/** As Creator 3.8 writes them; a later one brings them up to its own form by itself. */
const IMPORTERS = {
  folder: { ver: '1.2.0', importer: 'directory' },
  '.ts': { ver: '4.0.23', importer: 'typescript' },
};

/** The UUID (version 5) of a path below assets, with forward slashes: the same wherever the package is made. */
export function uuidOf(path, owner = PACKAGE) {
  const bytes = createHash('sha1').update(`${owner}/${path}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x50;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The meta of a script or folder as text; a file of another kind throws, because nobody has seen its meta. */
export function metaText(path, isFolder, owner = PACKAGE) {
  const importer = isFolder ? IMPORTERS.folder : path.endsWith('.ts') ? IMPORTERS['.ts'] : undefined;
  if (importer === undefined) throw new Error(`${path}: no meta is known for this kind of file`);
  const meta = { ...importer, imported: true, uuid: uuidOf(path, owner), files: [], subMetas: {}, userData: {} };
  return `${JSON.stringify(meta, null, 2)}\n`;
}

/** Everything below a folder of assets that Creator wants a meta of: `{ path, isFolder }`, in order. */
export function assetsOf(root, folder = '') {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && !name.endsWith('.meta'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const own = { path, isFolder: entry.isDirectory() };
      return own.isFolder ? [own, ...assetsOf(root, path)] : [own];
    });
}

/** Writes the metas that a folder of assets lacks; one that is there stays: scenes know its UUID. */
export function writeMissingMetas(root) {
  for (const { path, isFolder } of assetsOf(root)) {
    const meta = join(root, `${path}.meta`);
    if (!existsSync(meta)) writeFileSync(meta, metaText(path, isFolder));
  }
}
