import assert from 'node:assert/strict';
import fs, {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { filesOf, writeZip } from '../../scripts/lib/cocos-package/archive.mjs';
import { checkCocosPackage, checkZip } from '../../scripts/lib/cocos-package/check.mjs';
import { installInto, placeIn } from '../../scripts/lib/cocos-package/install.mjs';
import { metaText, uuidOf, writeMissingMetas } from '../../scripts/lib/cocos-package/metas.mjs';
import { scriptsFor } from '../../scripts/lib/cocos-package/scripts.mjs';
import { CommandError, Exit } from '../../scripts/lib/errors.mjs';
import { translationKeys } from '../../scripts/lib/cocos-manifest.mjs';
import { extension, plugin, root } from '../../scripts/lib/paths.mjs';

const work = mkdtempSync(join(tmpdir(), 'vr-cocos-package-'));
after(() => rmSync(work, { recursive: true }));

const COMPONENT = 'assets/scripts/component/VoiceRecorderComponent.ts';
const CONFIG = 'native/mac/voice_recorder_cocos-config.cmake';

function write(folder, path, text) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** The texts of the manifest, each of which is its own key. */
function textsFor(manifest) {
  const texts = {};
  for (const key of translationKeys(manifest)) {
    const names = key.split('.');
    const last = names.pop();
    names.reduce((inside, name) => (inside[name] ??= {}), texts)[last] = key;
  }
  return `module.exports = ${JSON.stringify(texts)};`;
}

/** An extension with the real manifest, meta and plugin description, and next to nothing in its other files. */
function makeSound() {
  const folder = join(work, 'sound', 'voice-recorder');
  const manifest = readFileSync(join(extension, 'package.json'), 'utf8');
  const texts = textsFor(JSON.parse(manifest));
  const files = {
    'package.json': manifest,
    ...{ 'i18n/en.js': texts, 'i18n/zh.js': texts },
    ...{ 'dist/main.js': '', 'dist/panel.js': '', 'dist/inspector.js': '', 'dist/host.js': '' },
    ...{ 'README.md': '', 'README.zh-CN.md': '', 'CHANGELOG.md': '', LICENSE: '', 'THIRD-PARTY-NOTICES.txt': '' },
    ...{ 'wasm/voice_recorder_analysis.wasm': '', 'wasm/voice_recorder_analysis_worker.mjs': '' },
    ...{
      'dist/page/voice_recorder_analysis.js': '',
      'dist/page/voice_recorder_analysis.wasm': '',
      'wasm/licences/emscripten.txt': '',
    },
    [COMPONENT]:
      "import { Component } from 'cc';\nimport { one } from '../one';\nexport class A extends Component { a = one; }\n",
    [`${COMPONENT}.meta`]: readFileSync(join(root, `${COMPONENT}.meta`), 'utf8'),
    'assets/scripts/one.ts': "import type { Two } from './two';\nexport const one: Two = 1;\n",
    'assets/scripts/two.d.ts': 'export type Two = number;\n',
    'native/cc_plugin.json': readFileSync(join(plugin, 'cc_plugin.json'), 'utf8'),
  };
  for (const platform of ['windows', 'android', 'mac', 'ios']) files[CONFIG.replace('mac', platform)] = '';
  for (const [path, text] of Object.entries(files)) write(folder, path, text);
  writeMissingMetas(join(folder, 'assets'));
  return folder;
}
const sound = makeSound();

let copies = 0;
function copy() {
  const folder = join(work, String((copies += 1)), 'voice-recorder');
  cpSync(sound, folder, { recursive: true });
  return folder;
}

function edit(folder, path, change) {
  const before = readFileSync(join(folder, path), 'utf8');
  const text = change(before);
  assert.notEqual(text, before, `nothing of ${path} was changed`);
  writeFileSync(join(folder, path), text);
}

const editJson = (folder, path, change) =>
  edit(folder, path, (text) => {
    const value = JSON.parse(text);
    change(value);
    return JSON.stringify(value);
  });

const remove = (path) => (folder) => rmSync(join(folder, path), { recursive: true });
const script = (path, text) => (folder) => {
  write(folder, `assets/scripts/${path}`, text);
  writeMissingMetas(join(folder, 'assets'));
};
const inPlugin = (change) => (folder) => editJson(folder, 'native/cc_plugin.json', change);
const inMeta = (change) => (folder) => editJson(folder, 'assets/scripts/one.ts.meta', change);

test('an extension that is right has no finding', async () => {
  assert.deepEqual(await checkCocosPackage(copy()), []);
});

const broken = [
  ['no manifest', remove('package.json'), /^there is no package\.json/],
  [
    'a manifest of another form',
    (to) => editJson(to, 'package.json', (all) => (all.package_version = 1)),
    /package_version/,
  ],
  ['a panel that is missing', remove('dist/panel.js'), /panels\.default\.main: there is no file/],
  ['an inspector that is missing', remove('dist/inspector.js'), /inspector of VoiceRecorder: there is no file/],
  ['a main script that is missing', remove('dist/main.js'), /main: there is no file/],
  [
    'assets that are nowhere',
    (to) => editJson(to, 'package.json', (all) => (all.contributions['asset-db'].mount.path = './none')),
    /no folder \.\/none to mount/,
  ],
  ['a language that is missing', remove('i18n/zh.js'), /^i18n\/zh\.js is missing/],
  [
    'a text that is missing',
    (to) => edit(to, 'i18n/zh.js', (text) => text.replace('"title":', '"t":')),
    /zh\.js has no text for title/,
  ],
  [
    'a text of the panel that is missing',
    (to) => write(to, 'dist/panel.js', "say('i18n:voice-recorder.nobody.said')"),
    /no text for nobody\.said/,
    2,
  ],
  [
    'a page of help that is not there',
    (to) => edit(to, 'i18n/en.js', (text) => `${text} module.exports.component = { help: 'file:///none/HELP.md' };`),
    /en\.js: the help of the component is .*HELP\.md, which is not there/,
  ],
  ['a language that does not run', (to) => write(to, 'i18n/en.js', 'module.exports = {'), /en\.js does not run/],
  ['a file that everybody wants', remove('LICENSE'), /^LICENSE is missing/],
  ['a source map', (to) => write(to, 'dist/main.js.map', ''), /main\.js\.map must not be there: it is a source map/],
  ['packages', (to) => write(to, 'node_modules/a/index.js', ''), /node_modules\/a\/index\.js must not be there/],
  ['fakes for tests', script('testing/Fake.ts', ''), /testing\/Fake\.ts(\.meta)? must not be there/, 2],
  ["Node's bridge", script('bridge/nodePuerts.ts', ''), /nodePuerts\.ts must not be there/],
  ["Unity's bridge", script('bridge/puertsUnity.ts', ''), /puertsUnity\.ts must not be there/],
  ['a hidden file', (to) => write(to, 'native/.clangd', ''), /\.clangd must not be there/],
  ['sources of no game', (to) => write(to, 'native/bench/a.cpp', ''), /bench\/a\.cpp must not be there/],
  ['a script without meta', remove('assets/scripts/one.ts.meta'), /one\.ts has no meta/],
  ['a folder without meta', remove('assets/scripts/component.meta'), /component has no meta/],
  ['a meta without file', (to) => write(to, 'assets/gone.ts.meta', '{}'), /gone\.ts\.meta has no file/],
  ['a meta that is none', (to) => write(to, 'assets/scripts/one.ts.meta', 'ver: 1'), /one\.ts\.meta is no JSON/],
  ['a meta of a folder for a script', inMeta((meta) => (meta.importer = 'directory')), /importer is to be typescript/],
  ['a UUID that is none', inMeta((meta) => (meta.uuid = '1')), /1 is no UUID/],
  ['a UUID twice', inMeta((meta) => (meta.uuid = uuidOf('scripts/two.d.ts'))), /has the UUID of scripts\/one\.ts/],
  [
    'a component with another UUID',
    (to) => editJson(to, `${COMPONENT}.meta`, (meta) => (meta.uuid = uuidOf('x'))),
    /by which scenes know the component/,
  ],
  ['no plugin', remove('native/cc_plugin.json'), /cc_plugin\.json is missing/],
  ['a plugin of another version', inPlugin((all) => (all.version = '9.0.0')), /version 9\.0\.0/],
  [
    'a plugin for another engine',
    inPlugin((all) => (all['engine-version'] = '>=3.8.0')),
    /engine-version >=3\.8\.0, and the extension is for editor >=3\.8\.5/,
  ],
  ['a plugin without a name', inPlugin((all) => delete all.name), /name is to be a text/],
  ['a plugin with a slip', inPlugin((all) => (all.platform = [])), /unknown platform/],
  ['a plugin without modules', inPlugin((all) => (all.modules = [])), /modules names none/],
  ['a plugin for nothing', inPlugin((all) => (all.platforms = [])), /platforms names none/],
  ['a platform without its config file', remove(CONFIG), /there is no mac\/voice_recorder_cocos-config\.cmake/],
  [
    'a script with Node',
    script('three.ts', "import { join } from 'node:path';\nexport const a = join;"),
    /imports node:path, and a game has only cc/,
  ],
  ['a script with a package', script('three.ts', "import type { A } from 'yazl';\nexport type B = A;"), /imports yazl/],
  [
    'a script with an import of nothing',
    script('three.ts', "export * from './four';"),
    /imports \.\/four, which is not there/,
  ],
  ['types as values', script('three.ts', "export { Two } from './two';"), /types alone: write import type/],
  ['a script that is none', script('three.ts', 'export const = 1;'), /three\.ts does not compile/],
  ['a script with an import of no text', script('three.ts', 'export const a = (b: string) => import(b);'), undefined],
];
for (const [name, change, expected, count = 1] of broken) {
  test(`${name} is ${expected === undefined ? 'fine' : 'found'}`, async () => {
    const folder = copy();
    change(folder);
    const found = await checkCocosPackage(folder);
    assert.equal(found.length, expected === undefined ? 0 : count, found.join('\n'));
    for (const finding of found) assert.match(finding, expected);
  });
}

test('a platform that the engine does not know is found', async () => {
  const folder = copy();
  inPlugin((all) => all.platforms.push('linux'))(folder);
  const found = await checkCocosPackage(folder);
  assert.deepEqual(
    found.map((finding) => /linux/.test(finding)),
    [true, true],
  );
});

test('a folder of another name is found', async () => {
  const folder = join(work, 'other');
  cpSync(sound, folder, { recursive: true });
  assert.match(
    (await checkCocosPackage(folder)).join('\n'),
    /^package\.json: the name is voice-recorder, and the folder is other$/,
  );
});

test('an archive that is too large is found', () => {
  const file = join(work, 'large.zip');
  writeFileSync(file, '');
  truncateSync(file, 20 * 1024 * 1024);
  assert.deepEqual(checkZip(file), []);
  truncateSync(file, 20 * 1024 * 1024 + 1);
  assert.match(checkZip(file)[0], /large\.zip has 20\.0 MiB/);
});

test('metas have the shape that Creator writes, and a UUID by the path alone', () => {
  assert.deepEqual(JSON.parse(metaText('scripts/a.ts', false)), {
    ...{ ver: '4.0.23', importer: 'typescript', imported: true, uuid: uuidOf('scripts/a.ts') },
    ...{ files: [], subMetas: {}, userData: {} },
  });
  assert.equal(JSON.parse(metaText('scripts', true)).importer, 'directory');
  assert.equal(uuidOf('scripts/a.ts'), uuidOf('scripts/a.ts'));
  assert.notEqual(uuidOf('scripts/a.ts'), uuidOf('scripts/b.ts'));
  assert.match(uuidOf('scripts'), /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.throws(() => metaText('a.png', false), /no meta is known/);
});

test('a meta that is there stays', () => {
  const folder = join(copy(), 'assets');
  const before = filesOf(folder).map((path) => readFileSync(join(folder, path), 'utf8'));
  writeMissingMetas(folder);
  assert.deepEqual(
    filesOf(folder).map((path) => readFileSync(join(folder, path), 'utf8')),
    before,
  );
});

test('scripts are those that others need, types included', async () => {
  const folder = join(sound, 'assets', 'scripts');
  const exists = (path) => filesOf(folder).includes(path);
  const wanted = ['component/VoiceRecorderComponent.ts', 'one.ts', 'two.d.ts'];
  assert.deepEqual(await scriptsFor([wanted[0]], folder, exists), wanted);
  assert.deepEqual(await scriptsFor(['two.d.ts'], folder, exists), ['two.d.ts']);
  await assert.rejects(
    scriptsFor([wanted[0]], folder, (path) => path === wanted[0]),
    /imports \.\.\/one, which is not there/,
  );
});

test('an archive has the same bytes at any time, in any time zone', async (t) => {
  const { TZ } = process.env;
  t.after(() => (TZ === undefined ? delete process.env.TZ : (process.env.TZ = TZ)));
  const archives = [];
  for (const zone of ['UTC', 'Asia/Shanghai']) {
    process.env.TZ = zone;
    const file = join(work, 'made.zip');
    await writeZip(copy(), file);
    archives.push(readFileSync(file));
  }
  assert.ok(archives[0].equals(archives[1]));
  assert.ok(archives[0].includes('package.json'));
});

function project(name, manifest = { creator: { version: '3.8.5' } }) {
  const folder = join(work, name);
  write(folder, 'package.json', JSON.stringify(manifest));
  return folder;
}

test('it is unpacked into a project, and over an older one, whose libraries stay', () => {
  const folder = project('game');
  const installed = installInto(folder, sound);
  assert.equal(installed, join(folder, 'extensions', 'voice-recorder'));
  assert.deepEqual(filesOf(installed), filesOf(sound));
  write(installed, 'old.js', '');
  write(installed, 'native/libraries/x64-windows-static-md/lib/a.lib', 'mine');
  installInto(folder, sound);
  assert.deepEqual(
    filesOf(join(folder, 'extensions')),
    [...filesOf(sound), 'native/libraries/x64-windows-static-md/lib/a.lib']
      .map((path) => `voice-recorder/${path}`)
      .sort(),
  );
});

/** The system holds files: the renames with these numbers fail. */
function hold(t, ...numbers) {
  const { renameSync } = fs;
  let count = 0;
  t.mock.method(fs, 'renameSync', (...paths) => {
    if (numbers.includes((count += 1))) throw Object.assign(new Error('EPERM: not permitted'), { code: 'EPERM' });
    renameSync(...paths);
  });
  syncBuiltinESMExports();
  t.after(() => {
    t.mock.restoreAll();
    syncBuiltinESMExports();
  });
}

/** A project with an older extension, and all that its extensions are. */
function installed(name) {
  const folder = project(name);
  const older = installInto(folder, sound);
  write(older, 'older.js', '');
  write(older, 'native/libraries/x64-windows-static-md/lib/a.lib', 'mine');
  return { folder, before: filesOf(join(folder, 'extensions')) };
}

const isTold = (expected) => (error) =>
  error instanceof CommandError && error.exitCode === Exit.failed && expected.test(error.message);

for (const number of [1, 2]) {
  test(`an extension whose files are held stays as it is, alone: rename ${number}`, (t) => {
    const { folder, before } = installed(`held-${number}`);
    hold(t, number);
    assert.throws(() => installInto(folder, sound), isTold(/EPERM.*as it was.*Close Cocos Creator/));
    assert.deepEqual(filesOf(join(folder, 'extensions')), before);
    installInto(folder, sound);
    const after = before.filter((path) => path !== 'voice-recorder/older.js');
    assert.deepEqual(filesOf(join(folder, 'extensions')), after);
    assert.ok(filesOf(folder).every((path) => !path.startsWith('temp/')));
  });
}

test('one that cannot even be put back is told, kept where no build finds it, and put back the next time', (t) => {
  const { folder, before } = installed('held-twice');
  hold(t, 2, 3, 5);
  const place = join('temp', 'voice-recorder', 'old');
  assert.throws(() => installInto(folder, sound), isTold(new RegExp(`is kept at .*${place}.*Close Cocos Creator`)));
  assert.deepEqual(filesOf(join(folder, 'extensions')), []);
  assert.throws(() => installInto(folder, sound), isTold(/as it was/));
  assert.deepEqual(filesOf(join(folder, 'extensions')), before);
});

test('what an install that broke off had moved away comes back', () => {
  const { folder, before } = installed('moved');
  const place = join(folder, 'extensions', 'voice-recorder');
  renameSync(place, `${place}.old`);
  installInto(folder, sound);
  assert.deepEqual(
    filesOf(join(folder, 'extensions')),
    before.filter((path) => path !== 'voice-recorder/older.js'),
  );
});

test('what an install that broke off has left among the extensions goes', () => {
  const { folder } = installed('left');
  for (const left of ['voice-recorder.new', 'voice-recorder.old']) {
    write(folder, `extensions/${left}/native/cc_plugin.json`, '{}');
  }
  installInto(folder, sound);
  assert.ok(filesOf(join(folder, 'extensions')).every((path) => path.startsWith('voice-recorder/')));
});

test('nothing is put over what is somebody else’s', () => {
  const refused = (folder, expected) => {
    const before = filesOf(folder);
    assert.throws(
      () => installInto(folder, sound),
      (error) => error.exitCode === 2 && expected.test(error.message),
    );
    assert.deepEqual(filesOf(folder), before);
  };
  const folder = project('theirs');
  write(folder, 'extensions/voice-recorder/package.json', '{"name":"voice-recorder","version":"3.0.0"}');
  refused(folder, /is not this extension, and is left/);
  write(folder, 'extensions/voice-recorder/package.json', 'no JSON');
  refused(folder, /is not this extension/);
  refused(project('package', { name: 'package' }), /is no project of Cocos Creator/);
  mkdirSync(join(work, 'empty'));
  refused(join(work, 'empty'), /is no project of Cocos Creator/);
  const linked = project('linked');
  mkdirSync(join(linked, 'extensions'));
  symlinkSync(sound, join(linked, 'extensions', 'voice-recorder'));
  assert.throws(() => placeIn(linked), /but a link/);
});
