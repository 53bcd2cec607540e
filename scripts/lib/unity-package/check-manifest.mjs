import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const EXPECTED = {
  name: [/^[a-z0-9-]+(\.[a-z0-9-]+){2,}$/, 'a name like com.company.package'],
  version: [/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'a version like 1.2.3'],
  displayName: [/\S/, 'a text'],
  description: [/\S/, 'a text'],
  unity: [/^\d{4}\.\d+$/, 'a version of Unity like 2021.3'],
  license: [/\S/, 'a licence'],
};
/** What only who develops the package has. */
const DEVELOPMENT =
  /^(\.git|\.gitignore|\.DS_Store|\.vs|\.idea|node_modules|bin|obj|Thumbs\.db|.*\.(csproj|sln|user|log|tmp|orig|rej|pdb|d|o|map|bak|swp))$/;

function allOf(root, folder = '') {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? [path, ...allOf(root, path)] : [path];
  });
}

function checkSamples(root, samples) {
  if (!Array.isArray(samples)) return ['package.json: samples must be a list'];
  const told = samples.map(({ path }) => path);
  const wrong = samples.flatMap(({ displayName, path }) => {
    if (!displayName || !/^Samples~\/[^/]+$/.test(path ?? '')) {
      return [`package.json: a sample needs a displayName and a path like Samples~/Name; found ${path}`];
    }
    const folder = join(root, path);
    return existsSync(folder) && statSync(folder).isDirectory()
      ? []
      : [`package.json names ${path}, which is not there`];
  });
  const folder = join(root, 'Samples~');
  const there = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory())
    : [];
  const untold = there.map(({ name }) => `Samples~/${name}`).filter((path) => !told.includes(path));
  return [...wrong, ...untold.map((path) => `${path} is no sample of package.json: nobody sees it`)];
}

/** package.json as the package manager wants it, the samples, and no files of developers. */
export function checkManifest(root) {
  const development = allOf(root)
    .filter((path) => DEVELOPMENT.test(path.split('/').at(-1)))
    .map((path) => `${path} is a file of developers`);
  const file = join(root, 'package.json');
  if (!existsSync(file)) return development; // told with the other parts
  let manifest;
  try {
    manifest = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return [...development, `package.json is no JSON: ${error.message}`];
  }
  const wrong = Object.entries(EXPECTED)
    .filter(([name, [pattern]]) => typeof manifest[name] !== 'string' || !pattern.test(manifest[name]))
    .map(([name, [, expected]]) => `package.json: ${name} is ${JSON.stringify(manifest[name])}; expected ${expected}`);
  return [...development, ...wrong, ...checkSamples(root, manifest.samples ?? [])];
}
