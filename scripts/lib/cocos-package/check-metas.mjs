import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf } from './archive.mjs';
import { assetsOf } from './metas.mjs';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** Scenes of games know the component by it. */
const COMPONENT = 'scripts/component/VoiceRecorderComponent.ts';
const COMPONENT_UUID = '66c4eeb4-8599-4fc3-9550-dd14d9c1c09c';

function metaOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function findingsOf({ path, isFolder }, meta, byUuid) {
  if (meta === undefined) return [`${path}.meta is no JSON`];
  const importer = isFolder ? 'directory' : 'typescript';
  const findings = [];
  if (meta.importer !== importer)
    findings.push(`${path}.meta: the importer is to be ${importer}, not ${meta.importer}`);
  if (!UUID.test(meta.uuid ?? '')) findings.push(`${path}.meta: ${meta.uuid} is no UUID`);
  else if (byUuid.has(meta.uuid)) findings.push(`${path} has the UUID of ${byUuid.get(meta.uuid)}`);
  if (path === COMPONENT && meta.uuid !== COMPONENT_UUID) {
    findings.push(`${path}.meta: the UUID is to be ${COMPONENT_UUID}, by which scenes know the component`);
  }
  byUuid.set(meta.uuid, path);
  return findings;
}

/** A meta for every script and folder of the assets, each with a UUID of its own, and none without its file. */
export function checkMetas(folder) {
  const assets = join(folder, 'assets');
  if (!existsSync(assets)) return ['assets is missing'];
  const byUuid = new Map();
  const findings = assetsOf(assets).flatMap((asset) => {
    const meta = join(assets, `${asset.path}.meta`);
    if (!existsSync(meta)) return [`${asset.path} has no meta: Creator would give it another UUID in every project`];
    return findingsOf(asset, metaOf(meta), byUuid);
  });
  const orphans = filesOf(assets).filter(
    (path) => path.endsWith('.meta') && !existsSync(join(assets, path.slice(0, -'.meta'.length))),
  );
  if (!existsSync(join(assets, COMPONENT))) findings.push(`${COMPONENT} is missing`);
  return [...findings, ...orphans.map((path) => `${path} has no file`)];
}
