import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineOfRegistry } from '../../scripts/check-docs.mjs';
import { skeleton, twinsDiffer } from '../../scripts/lib/doc-twins.mjs';

const ENGLISH = '# Title\n\n```ts\ncall();\n```\n\n| field | meaning |\n|---|---|\n| `a` | one |\n';
const CHINESE = '# 标题\n\n```ts\ncall();\n```\n\n| 字段 | 含义 |\n|---|---|\n| `a` | 一 |\n';

test('two languages of one text are alike', () => {
  assert.deepEqual(twinsDiffer(ENGLISH, CHINESE), []);
});

test('a heading of another level is found', () => {
  assert.equal(twinsDiffer(ENGLISH, `${CHINESE}\n## 更多\n`).length, 1);
});

test('a changed code block is found', () => {
  assert.match(twinsDiffer(ENGLISH, CHINESE.replace('call()', 'other()'))[0], /code block 1 differs/);
});

test('a missing table row and another name in a row are found', () => {
  assert.match(twinsDiffer(ENGLISH, CHINESE.replace('| `a` | 一 |\n', ''))[0], /table 1, row 3/);
  assert.equal(twinsDiffer(ENGLISH, CHINESE.replace('`a`', '`b`')).length, 1);
});

test('a heading inside a code block is code', () => {
  assert.deepEqual(skeleton('```sh\n# not a heading\n```\n').headings, []);
});

test('links are read without their fragment', () => {
  assert.deepEqual(skeleton('see [x](doc/a.md#part) and ![y](b.svg)').links, ['doc/a.md', 'b.svg']);
});

test('a line that names a package registry is found', () => {
  const hosts = [['registry', 'npmjs', 'org'].join('.'), ['api', 'nuget', 'org'].join('.')];
  for (const host of hosts) assert.equal(lineOfRegistry(`fine\nfrom https://${host}/v3\n`), 2);
  assert.equal(lineOfRegistry('from NuGet and npm\n'), 0);
});
