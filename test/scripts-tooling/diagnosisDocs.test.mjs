import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { plugin, root } from '../../scripts/lib/paths.mjs';

const read = (...path) => readFileSync(join(...path), 'utf8');
const diagnosis = join(plugin, 'analysis', 'diagnosis');
const page = read(plugin, 'doc', 'diagnosis.md');

/** The part of the page under a heading. */
const section = (heading) => page.split(/^## /m).find((part) => part.startsWith(heading));

/** The cells of each row of a section's tables. */
const rows = (heading) =>
  section(heading)
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$|`/g, '').trim()));

test('the thresholds of the page are those of the detectors, by name and value', () => {
  const header = [...read(diagnosis, 'thresholds.h').matchAll(/^constexpr \w+ (k\w+) = (-?[\d.]+)f?;/gm)];
  const told = rows('Thresholds').map(([name, value]) => [name, Number(value)]);
  assert.ok(header.length > 20);
  assert.deepEqual(told.sort(), header.map(([, name, value]) => [name, Number(value)]).sort());
});

test('every fault of the page has words in both languages, causes, and a name in the viewer', () => {
  const ids = new Set(rows('Faults').map(([id]) => id));
  assert.ok(ids.size >= 20);
  const texts = ['levels', 'sound'].map((family) => read(diagnosis, `texts_${family}.cpp`));
  const tables = texts.map((text) => text.split(/^ {4}\/\/ (?:Names|Sentences|Causes)\.$/m).slice(1));
  const idsIn = (table) =>
    new Set(tables.flatMap((parts) => [...parts[table].matchAll(/^ {8}\{"([a-z-]+)/gm)].map(([, id]) => id)));
  for (const table of [0, 1, 2]) assert.deepEqual([...idsIn(table)].sort(), [...ids].sort());
  for (const language of ['en', 'zh']) {
    const view = read(root, 'editor-extension', 'source', 'view', 'i18n', `${language}.ts`);
    const names = /findingNames: \{(.*?)\n {2}\}/s.exec(view)[1];
    for (const id of ids) assert.match(names, new RegExp(`\\n {4}'?${id}'?:`), `${id} in ${language}`);
  }
});
