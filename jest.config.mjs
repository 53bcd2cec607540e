import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));

/** Every folder under test/, two levels deep, that holds a jest.config.mjs is a project of its own. */
function projects() {
  const foldersIn = (folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(folder, entry.name));
  const first = foldersIn(join(root, 'test'));
  return [...first, ...first.flatMap(foldersIn)]
    .map((folder) => join(folder, 'jest.config.mjs'))
    .filter((file) => existsSync(file))
    .map((file) => `<rootDir>/${relative(root, file)}`);
}

export default { projects: projects() };
