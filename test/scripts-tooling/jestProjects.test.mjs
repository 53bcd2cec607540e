import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import jest from '../../jest.config.mjs';
import { root } from '../../scripts/lib/paths.mjs';

test('no project of jest looks for modules in what is built, where packages lie more than once', async () => {
  const files = jest.projects.map((file) => file.replace('<rootDir>', root));
  assert.ok(files.length >= 4, files.join(' '));
  for (const file of files) {
    const { default: project } = await import(pathToFileURL(file).href);
    const folder = resolve(dirname(file), project.rootDir ?? '.');
    const ignored = (project.modulePathIgnorePatterns ?? []).map(
      (pattern) => new RegExp(pattern.replace('<rootDir>', folder)),
    );
    const seen = ['dist/unity/package.json', 'build/unity-package/package.json']
      .map((path) => join(root, path))
      .filter((path) => path.startsWith(`${folder}/`) && !ignored.some((pattern) => pattern.test(path)));
    assert.deepEqual(seen, [], file);
  }
});

test('the sources are what they look at', async () => {
  const { default: project } = await import('../extension/jest.config.mjs');
  const ignored = project.modulePathIgnorePatterns.map((pattern) => new RegExp(pattern.replace('<rootDir>', root)));
  const rooms = readdirSync(root).filter((name) => !['build', 'dist'].includes(name));
  for (const path of [...rooms, 'editor-extension/builder/build/x.ts']) {
    assert.ok(!ignored.some((pattern) => pattern.test(join(root, path))), path);
  }
});
