import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { manifestFindings, translationKeys } from '../../scripts/lib/cocos-manifest.mjs';
import { extension, root } from '../../scripts/lib/paths.mjs';

const read = () => JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8'));
const BUILT = ['./dist/main.js', './dist/panel.js', './dist/inspector.js'];
const findings = (change) => {
  const manifest = read();
  change?.(manifest);
  return manifestFindings(manifest, (path) => BUILT.includes(path));
};

test("the extension's package.json is what Creator takes", () => {
  assert.deepEqual(findings(), []);
});

test('it has the version of the project', () => {
  assert.equal(read().version, JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version);
});

test('its texts are in the extension', () => {
  const en = readFileSync(join(extension, 'source', 'i18n', 'en.ts'), 'utf8');
  for (const key of translationKeys(read())) assert.match(en, new RegExp(`^  ${key}:`, 'm'));
  assert.ok(translationKeys(read()).length > 10);
});

const wrong = [
  ['a missing author', (each) => delete each.author, /author/],
  ['a name in capitals', (each) => (each.name = 'VoiceRecorder'), /name VoiceRecorder/],
  ['a version that is none', (each) => (each.version = '1'), /version 1/],
  ['an older form', (each) => (each.package_version = 1), /package_version/],
  ['a key that Creator does not know', (each) => (each.devDependencies = {}), /unknown devDependencies/],
  ['a main that is not there', (each) => (each.main = './dist/no.js'), /no file \.\/dist\/no\.js/],
  ['a panel without a title', (each) => delete each.panels.default.title, /panels\.default\.title/],
  ['a panel that is not there', (each) => (each.panels.default.main = './no.js'), /panels\.default\.main/],
  ['a menu without its message', (each) => (each.contributions.menu[0].message = 'no'), /menu\[0\].*no message no/],
  ['a shortcut without its message', (each) => (each.contributions.shortcuts[0].message = 'no'), /no message no/],
  ['a shortcut without a Mac', (each) => delete each.contributions.shortcuts[0].mac, /mac/],
  [
    'a message to no panel',
    (each) => (each.contributions.messages['open-panel'].methods = ['list.x']),
    /no panel list/,
  ],
  ['a message to nobody', (each) => (each.contributions.messages['open-panel'].methods = []), /calls nothing/],
  ['an inspector that is not there', (each) => (each.contributions.inspector.section.node.X = './x.js'), /of X/],
  [
    'a setting without a default',
    (each) => delete each.contributions.profile.project.capturesFolder.default,
    /no default/,
  ],
  ['a row without its setting', (each) => delete each.contributions.profile.project.retentionDays, /no retentionDays/],
  ['a default that cannot be chosen', (each) => (each.contributions.profile.project.quality.default = 7), /items/],
  ['assets that may be written', (each) => (each.contributions['asset-db'].mount.readonly = false), /read-only/],
];
for (const [name, change, expected] of wrong) {
  test(`${name} is found`, () => {
    const found = findings(change);
    assert.equal(found.length, 1, found.join('\n'));
    assert.match(found[0], expected);
  });
}
