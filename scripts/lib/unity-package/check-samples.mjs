import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetsOf } from '../unity-metas.mjs';
import { checkReferences, parse } from './check-assemblies.mjs';

/** What Unity compiles of a package only where the project's manifest names that package in `testables`. */
const OF_TESTS = 'UNITY_INCLUDE_TESTS';

const definitionsIn = (root, folder) =>
  assetsOf(root, folder)
    .map(({ path }) => path)
    .filter((path) => path.endsWith('.asmdef'));

function descriptionsOf(root) {
  try {
    const { samples = [] } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    return new Map(samples.map(({ path, description }) => [path, description ?? '']));
  } catch {
    return new Map(); // told where the rest of it is looked at
  }
}

/** Assemblies of samples refer to what will be there; a sample that needs more than the package says what. */
export function checkSampleAssemblies(root) {
  const folder = join(root, 'Samples~');
  if (!existsSync(folder)) return [];
  const findings = [];
  const own = definitionsIn(root, '')
    .map((path) => parse(root, path, []))
    .filter((assembly) => assembly !== undefined);
  const names = new Set(own.map(({ name }) => name));
  const ofTests = own.filter(({ defineConstraints }) => defineConstraints?.includes(OF_TESTS)).map(({ name }) => name);
  const descriptions = descriptionsOf(root);
  for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory())) {
    const sample = `Samples~/${name}`;
    for (const path of definitionsIn(root, sample)) {
      const assembly = parse(root, path, findings);
      if (!assembly) continue;
      const references = assembly.references ?? [];
      findings.push(...checkReferences(path, assembly, references, names));
      const test = references.find((reference) => ofTests.includes(reference));
      if (test === undefined || descriptions.get(sample)?.includes('testables')) continue;
      findings.push(
        `${sample} refers to ${test}, which Unity compiles only where the project names this package as testable; ` +
          'its description must say so: "testables"',
      );
    }
  }
  return findings;
}
