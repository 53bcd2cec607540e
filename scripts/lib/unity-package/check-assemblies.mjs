import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetsOf } from '../unity-metas.mjs';
import { guidsOf } from './check-metas.mjs';

const CORE = 'GameVoice.Recorder';
/** Assemblies of other packages, and the package that must be there before one that refers to it is compiled. */
const OTHERS = {
  'Unity.InputSystem': undefined,
  'UnityEngine.TestRunner': 'UNITY_INCLUDE_TESTS',
  'UnityEditor.TestRunner': 'UNITY_INCLUDE_TESTS',
  'com.tencent.puerts.core': 'com.tencent.puerts.core',
  'com.tencent.puerts.core.Editor': 'com.tencent.puerts.core',
  'com.tencent.puerts.nodejs': 'com.tencent.puerts.core',
  'com.tencent.puerts.quickjs': 'com.tencent.puerts.core',
  'com.tencent.puerts.v8': 'com.tencent.puerts.core',
};

/** The JSON of a file; undefined, with a finding, where it is none. */
export function parse(root, path, findings) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'));
  } catch (error) {
    findings.push(`${path} is no JSON: ${error.message}`);
    return undefined;
  }
}

/** The names on a way from `name` back to itself, or undefined. */
function cycleFrom(name, references, way = []) {
  if (way.includes(name)) return name === way[0] ? [...way, name] : undefined;
  for (const next of references.get(name) ?? []) {
    const found = cycleFrom(next, references, [...way, name]);
    if (found) return found;
  }
  return undefined;
}

/** True when an assembly is compiled only where `needed` is: a define, or a package that makes one. */
function isGuarded({ defineConstraints = [], versionDefines = [] }, needed) {
  const defines = versionDefines.filter(({ name }) => name === needed).map(({ define }) => define);
  return defineConstraints.some((constraint) => constraint === needed || defines.includes(constraint));
}

/** What is wrong with the references of an assembly beside those of these names. */
export function checkReferences(path, assembly, references, names) {
  return references
    .filter((reference) => !names.has(reference))
    .flatMap((reference) => {
      if (!Object.hasOwn(OTHERS, reference)) return [`${path} refers to ${reference}, which is not there`];
      const needed = OTHERS[reference];
      if (!needed || isGuarded(assembly, needed)) return [];
      return [`${path} refers to ${reference} without a define constraint for ${needed}`];
    });
}

function checkOne(path, assembly, names, findings) {
  findings.push(...checkReferences(path, assembly, assembly.resolved, names));
  const isOfEditor = /^Editor\//.test(path);
  const platforms = assembly.includePlatforms ?? [];
  if (isOfEditor && (platforms.length !== 1 || platforms[0] !== 'Editor')) {
    findings.push(`${path} is not for the editor alone: includePlatforms must be ["Editor"]`);
  }
}

/** References that are there, no way round in a circle, a core without the engine, and every script in an assembly. */
export function checkAssemblies(root) {
  const findings = [];
  const assets = assetsOf(root).map(({ path }) => path);
  const pathsByGuid = new Map([...guidsOf(root)].map(([path, guid]) => [guid, path]));
  const definitions = new Map();
  for (const path of assets.filter((each) => each.endsWith('.asmdef'))) {
    const assembly = parse(root, path, findings);
    if (assembly) definitions.set(path, assembly);
  }
  const nameOf = (reference) => {
    const guid = /^GUID:([0-9a-f]{32})$/i.exec(reference)?.[1].toLowerCase();
    return guid === undefined ? reference : (definitions.get(pathsByGuid.get(guid))?.name ?? reference);
  };
  const names = new Set();
  for (const [path, assembly] of definitions) {
    if (names.has(assembly.name)) findings.push(`${path} has the name of another assembly: ${assembly.name}`);
    names.add(assembly.name);
    assembly.resolved = (assembly.references ?? []).map(nameOf);
  }
  for (const [path, assembly] of definitions) checkOne(path, assembly, names, findings);
  const references = new Map([...definitions.values()].map(({ name, resolved }) => [name, resolved]));
  const cycles = [...names].map((name) => cycleFrom(name, references)).filter((way) => way !== undefined);
  if (cycles.length > 0) findings.push(`assemblies refer to each other in a circle: ${cycles[0].join(' -> ')}`);
  const core = [...definitions.values()].find(({ name }) => name === CORE);
  if (!core) findings.push(`there is no assembly ${CORE}`);
  else if (core.noEngineReferences !== true || core.resolved.length > 0) {
    findings.push(`${CORE} must need nothing: noEngineReferences true, and no references`);
  }
  const folders = [...definitions.keys()].map((path) => path.slice(0, path.lastIndexOf('/') + 1));
  const homeless = assets.filter((path) => path.endsWith('.cs') && !folders.some((each) => path.startsWith(each)));
  return [...findings, ...homeless.map((path) => `${path} belongs to no assembly: Unity ignores it in a package`)];
}
