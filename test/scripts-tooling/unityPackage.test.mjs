import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { checkUnityPackage } from '../../scripts/lib/check-unity-package.mjs';
import { plugin } from '../../scripts/lib/paths.mjs';
import { metaText, writeMissingMetas } from '../../scripts/lib/unity-metas.mjs';
import {
  declaredFunctions,
  exportsOfDll,
  exportsOfSharedObject,
  neededBy,
} from '../../scripts/lib/unity-package/exports.mjs';
import { MADE, partsOf } from '../../scripts/lib/unity-package/parts.mjs';
import {
  EDITOR_LIBRARIES,
  LIBRARIES,
  pluginMeta,
  platformsOf,
  targetOf,
} from '../../scripts/lib/unity-package/plugins.mjs';

/** The first bytes of a shared library of a processor: 0x3e is x86-64, 0xb7 is ARM64. */
function elf(machine) {
  const bytes = Buffer.alloc(64);
  bytes.writeUInt32BE(0x7f454c46, 0);
  bytes[4] = 2;
  bytes.writeUInt16LE(3, 16);
  bytes.writeUInt16LE(machine, 18);
  return bytes;
}

/** Those of a DLL, or of a program: 0x8664 is x64, 0x14c is x86. */
function pe(machine, characteristics = 0x2022) {
  const bytes = Buffer.alloc(256);
  bytes.write('MZ', 'latin1');
  bytes.writeUInt32LE(128, 60);
  bytes.write('PE\0\0', 128, 'latin1');
  bytes.writeUInt16LE(machine, 132);
  bytes.writeUInt16LE(characteristics, 150);
  return bytes;
}

const LINUX = LIBRARIES['linux-x64'];
const WINDOWS = LIBRARIES['win-x64'];
const ANALYSIS = EDITOR_LIBRARIES['linux-x64'];

/** The package as it is in the tree, with what is built by its first bytes alone, in a folder of its own. */
function packageIn(t) {
  const folder = mkdtempSync(join(tmpdir(), 'vr-unity-package-'));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(join(plugin, 'unity'), folder, { recursive: true });
  mkdirSync(join(folder, 'Plugins', 'x86_64'), { recursive: true });
  for (const [library, bytes] of [
    [LINUX, elf(0x3e)],
    [WINDOWS, pe(0x8664)],
    [ANALYSIS, elf(0x3e)],
  ]) {
    writeFileSync(join(folder, library.path), bytes);
    writeFileSync(join(folder, `${library.path}.meta`), pluginMeta(library));
  }
  for (const path of [MADE.module, MADE.typings, MADE.libraries]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), 'made by the build\n');
  }
  writeMissingMetas(folder);
  return folder;
}

/** Puts a file with its meta into the package. */
function add(folder, path, text) {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
  writeMissingMetas(folder);
}

function edit(folder, path, change) {
  const before = readFileSync(join(folder, path), 'utf8');
  const after = change(before);
  assert.notEqual(after, before, `nothing of ${path} was changed`);
  writeFileSync(join(folder, path), after);
}

const editJson = (folder, path, change) =>
  edit(folder, path, (text) => JSON.stringify(change(JSON.parse(text)), null, 2));

const assembly = (name, more = {}) => JSON.stringify({ name, references: [], ...more });

test('the package as it is has nothing that Unity would stumble over', (t) => {
  assert.deepEqual(checkUnityPackage(packageIn(t)), []);
});

const CORE = 'Runtime/Core/GameVoice.Recorder.asmdef';
const SAMPLE_TEST = 'Samples~/PlaymodeTest/VoiceChatTests.asmdef';

/** What is done to a package, and what must be said of it then. */
const BREAKS = {
  'a file without a meta': [(folder) => rmSync(join(folder, `${CORE}.meta`)), /asmdef has no meta/],
  'a folder without a meta': [(folder) => rmSync(join(folder, 'Runtime.meta')), /^Runtime has no meta/],
  'a meta without its file': [
    (folder) => writeFileSync(join(folder, 'Gone.cs.meta'), metaText('Gone.cs')),
    /^Gone\.cs\.meta has no file$/,
  ],
  'a file of a sample without a meta': [
    (folder) => rmSync(join(folder, `${SAMPLE_TEST}.meta`)),
    /VoiceChatTests\.asmdef has no meta: each import/,
  ],
  'a meta in a sample without its file': [
    (folder) => writeFileSync(join(folder, 'Samples~/Agora/Gone.cs.meta'), metaText('Samples~/Agora/Gone.cs')),
    /^Samples~\/Agora\/Gone\.cs\.meta has no file$/,
  ],
  'a sample with a guid of the package': [
    (folder) => cpSync(join(folder, 'README.md.meta'), join(folder, 'Samples~/PlaymodeTest/README.md.meta')),
    /has the guid of/,
  ],
  'two files with one guid': [
    (folder) => cpSync(join(folder, 'README.md.meta'), join(folder, 'CHANGELOG.md.meta')),
    /has the guid of/,
  ],
  'a meta without a guid': [
    (folder) => edit(folder, 'README.md.meta', (text) => text.replace(/guid: .*/, 'guid: 12')),
    /README\.md\.meta has no guid/,
  ],
  'a folder with the meta of a file': [
    (folder) => edit(folder, 'Runtime.meta', (text) => text.replace('folderAsset: yes\n', '')),
    /Runtime\.meta is that of a file/,
  ],
  'a reference to nothing': [
    (folder) => add(folder, 'Runtime/X/X.asmdef', assembly('X', { references: ['Nowhere'] })),
    /refers to Nowhere, which is not there/,
  ],
  'a reference by a guid to nothing': [
    (folder) => add(folder, 'Runtime/X/X.asmdef', assembly('X', { references: [`GUID:${'0'.repeat(32)}`] })),
    /refers to GUID:0+, which is not there/,
  ],
  'assemblies in a circle': [
    (folder) => {
      add(folder, 'Runtime/X/X.asmdef', assembly('X', { references: ['Y'] }));
      add(folder, 'Runtime/Y/Y.asmdef', assembly('Y', { references: ['X'] }));
    },
    /in a circle: X -> Y -> X/,
  ],
  'two assemblies of one name': [
    (folder) => add(folder, 'Runtime/X/X.asmdef', assembly('GameVoice.Recorder')),
    /has the name of another assembly/,
  ],
  'PuerTS without a constraint': [
    (folder) => add(folder, 'Runtime/X/X.asmdef', assembly('X', { references: ['com.tencent.puerts.core'] })),
    /without a define constraint for com\.tencent\.puerts\.core/,
  ],
  'a core that needs the engine': [
    (folder) => editJson(folder, CORE, (core) => ({ ...core, noEngineReferences: false })),
    /GameVoice\.Recorder must need nothing/,
  ],
  'an assembly of the editor for players': [
    (folder) => add(folder, 'Editor/X.asmdef', assembly('X', { includePlatforms: [] })),
    /not for the editor alone/,
  ],
  'a script in no assembly': [
    (folder) => add(folder, 'Runtime/Lost/Lost.cs', 'class Lost { }'),
    /Lost\.cs belongs to no assembly/,
  ],
  'a library for two players': [
    (folder) => edit(folder, `${WINDOWS.path}.meta`, (text) => text.replace(/(Linux64\n.*\n.*enabled: )0/, '$11')),
    /must be for the player Win64 alone; found Standalone Linux64, Standalone Win64/,
  ],
  'a library for no player': [
    (folder) => edit(folder, `${LINUX.path}.meta`, (text) => text.replace(/(Linux64\n.*\n.*enabled: )1/, '$10')),
    /must be for the player Linux64 alone; found none/,
  ],
  'a library for any platform': [
    (folder) => edit(folder, `${LINUX.path}.meta`, (text) => text.replace(/(Any: \n.*\n.*enabled: )0/, '$11')),
    /must not be for any platform/,
  ],
  'a library for the editor of another system': [
    (folder) => edit(folder, `${LINUX.path}.meta`, (text) => text.replace('OS: Linux', 'OS: Windows')),
    /must be for the editor on Linux/,
  ],
  'a library for another processor': [
    (folder) =>
      edit(folder, `${LINUX.path}.meta`, (text) => text.replace(/(Linux64\n(?:.*\n){3} +CPU: )x86_64/, '$1ARM64')),
    /must be for the CPU x86_64; found ARM64/,
  ],
  'a library with the meta of a text': [
    (folder) => writeFileSync(join(folder, `${LINUX.path}.meta`), metaText(LINUX.path)),
    /expected a PluginImporter/,
  ],
  'a library that is for another processor': [
    (folder) => writeFileSync(join(folder, LINUX.path), elf(0xb7)),
    /libvoice_recorder\.so is no library for linux-x64/,
  ],
  'a library of 32 bits': [
    (folder) => writeFileSync(join(folder, WINDOWS.path), pe(0x14c)),
    /voice_recorder\.dll is no library for win-x64/,
  ],
  'a program instead of a library': [
    (folder) => writeFileSync(join(folder, WINDOWS.path), pe(0x8664, 0x22)),
    /voice_recorder\.dll is no library for win-x64/,
  ],
  'a library that nobody knows': [
    (folder) => add(folder, 'Plugins/x86_64/libother.so', elf(0x3e)),
    /libother\.so is a native library that this package does not know/,
  ],
  'an empty module': [
    (folder) => writeFileSync(join(folder, MADE.module), ''),
    /Runtime\/Puerts\/Resources\/voice-recorder\.txt is empty/,
  ],
  'a module of the engine that is not declared': [
    (folder) => editJson(folder, 'package.json', (manifest) => ({ ...manifest, dependencies: {} })),
    /Editor\/\S+\.cs uses GUILayout: package\.json must name com\.unity\.modules\.imgui, version 1\.0\.0/,
  ],
  'a module that a new script uses': [
    (folder) =>
      add(folder, 'Runtime/Unity/X.cs', '// no JsonUtility\nclass X { string a = UnityEngine.JsonUtility.ToJson(1); }'),
    /Runtime\/Unity\/X\.cs uses JsonUtility: package\.json must name com\.unity\.modules\.jsonserialize/,
  ],
  'a sample that refers to nothing': [
    (folder) => editJson(folder, SAMPLE_TEST, (sample) => ({ ...sample, references: ['Nowhere'] })),
    /Samples~\/PlaymodeTest\/VoiceChatTests\.asmdef refers to Nowhere, which is not there/,
  ],
  'a sample that is compiled without the test framework': [
    (folder) => editJson(folder, SAMPLE_TEST, (sample) => ({ ...sample, defineConstraints: [] })),
    /VoiceChatTests\.asmdef refers to UnityEngine\.TestRunner without a define constraint for UNITY_INCLUDE_TESTS/,
  ],
  'a sample that does not say what it needs': [
    (folder) =>
      editJson(folder, 'package.json', ({ samples, ...manifest }) => ({
        ...manifest,
        samples: samples.map((sample) => ({ ...sample, description: 'Tests.' })),
      })),
    /Samples~\/PlaymodeTest refers to GameVoice\.Recorder\.Testing.*its description must say so: "testables"/,
  ],
  'a sample that is not there': [
    (folder) =>
      editJson(folder, 'package.json', (manifest) => ({
        ...manifest,
        samples: [...(manifest.samples ?? []), { displayName: 'X', description: '', path: 'Samples~/X' }],
      })),
    /names Samples~\/X, which is not there/,
  ],
  'a sample that is not named': [
    (folder) => mkdirSync(join(folder, 'Samples~', 'Y'), { recursive: true }),
    /Samples~\/Y is no sample of package\.json/,
  ],
  'a version that is none': [
    (folder) => editJson(folder, 'package.json', (manifest) => ({ ...manifest, version: '1' })),
    /version is "1"; expected a version like 1\.2\.3/,
  ],
  'a name that is none': [
    (folder) => editJson(folder, 'package.json', (manifest) => ({ ...manifest, name: 'Recorder' })),
    /name is "Recorder"/,
  ],
  'a manifest that is no JSON': [
    (folder) => writeFileSync(join(folder, 'package.json'), '{'),
    /package\.json is no JSON/,
  ],
  'a player that contains the library for tests': [
    (folder) => writeFileSync(join(folder, `${ANALYSIS.path}.meta`), pluginMeta({ ...ANALYSIS, player: 'Linux64' })),
    /libvoice_recorder_analysis\.so must be for the editor alone; found Standalone Linux64/,
  ],
  'no notices': [(folder) => rmSync(join(folder, 'Third Party Notices.md')), /Third Party Notices\.md is missing/],
  'a project file': [(folder) => add(folder, 'Runtime/A.csproj', ''), /A\.csproj is a file of developers/],
  'a file of an editor in a hidden folder': [
    (folder) => mkdirSync(join(folder, 'Samples~', '.idea'), { recursive: true }),
    /\.idea is a file of developers/,
  ],
};

for (const path of partsOf(Object.keys(LIBRARIES))) {
  test(`what is said of a package without ${path}`, (t) => {
    const folder = packageIn(t);
    rmSync(join(folder, path));
    assert.ok(checkUnityPackage(folder).includes(`${path} is missing`), path);
  });
}

test('a package is complete without the libraries that were not built', (t) => {
  const folder = packageIn(t);
  for (const end of ['', '.meta']) rmSync(join(folder, WINDOWS.path + end));
  assert.deepEqual(checkUnityPackage(folder, ['linux-x64']), []);
  assert.deepEqual(checkUnityPackage(folder), [`${WINDOWS.path} is missing`]);
});

for (const [name, [breakIt, expected]] of Object.entries(BREAKS)) {
  test(`what is said of ${name}`, (t) => {
    const folder = packageIn(t);
    breakIt(folder);
    const findings = checkUnityPackage(folder);
    assert.ok(
      findings.some((line) => expected.test(line)),
      `${expected} in:\n${findings.join('\n')}`,
    );
  });
}

test('references by guid to assemblies of the package are found', (t) => {
  const folder = packageIn(t);
  const guid = /guid: (\w+)/.exec(readFileSync(join(folder, `${CORE}.meta`), 'utf8'))[1];
  add(folder, 'Runtime/X/X.asmdef', assembly('X', { references: [`GUID:${guid}`] }));
  assert.deepEqual(checkUnityPackage(folder), []);
});

test('an importer is for one player and the editor of the same system, with a guid that stays', () => {
  const meta = pluginMeta(WINDOWS);
  const on = platformsOf(meta).filter(({ enabled }) => enabled);
  assert.deepEqual(on, [
    {
      kind: 'Editor',
      name: 'Editor',
      enabled: true,
      settings: { CPU: 'x86_64', DefaultValueInitialized: 'true', OS: 'Windows' },
    },
    { kind: 'Standalone', name: 'Win64', enabled: true, settings: { CPU: 'x86_64' } },
  ]);
  assert.equal(pluginMeta(WINDOWS), meta);
  assert.notEqual(/guid: \w+/.exec(pluginMeta(LINUX))[0], /guid: \w+/.exec(meta)[0]);
});

test('the library that reads captures is for the editor alone, and gives away what its header declares', () => {
  const on = platformsOf(pluginMeta(ANALYSIS)).filter(({ enabled }) => enabled);
  assert.deepEqual(on, [
    {
      kind: 'Editor',
      name: 'Editor',
      enabled: true,
      settings: { CPU: 'x86_64', DefaultValueInitialized: 'true', OS: 'Linux' },
    },
  ]);
  const declared = declaredFunctions('voice_recorder_analysis.h');
  const helpers = join(plugin, 'unity', 'Tests', 'Helpers', 'Analysis', 'AnalysisMethods.cs');
  const imported = [...readFileSync(helpers, 'utf8').matchAll(/\b(vra_\w+)\(/g)].map((match) => match[1]);
  assert.ok(imported.includes('vra_expect'));
  for (const name of imported) assert.ok(declared.includes(name), name);
});

test('a library is known by its bytes and not by its name', () => {
  assert.equal(targetOf(elf(0x3e)), 'linux-x64');
  assert.equal(targetOf(pe(0x8664)), 'win-x64');
  for (const bytes of [Buffer.alloc(0), Buffer.from('MZ'), elf(3), pe(0xaa64), Buffer.from('no library at all')]) {
    assert.equal(targetOf(bytes), undefined);
  }
});

test('what libraries export is read, and what the header declares', () => {
  const dll = 'x\n[Ordinal/Name Pointer] Table\n\t[   0] vr_b\n\t[   1] vr_a\n\nThe Function Table\n vma: 1\n';
  assert.deepEqual(exportsOfDll(dll), ['vr_a', 'vr_b']);
  assert.deepEqual(
    exportsOfSharedObject('0000000000001000 T vr_a\n                 U malloc\n0000000000002000 V other\n'),
    ['other', 'vr_a'],
  );
  assert.deepEqual(neededBy('  NEEDED               libc.so.6\n  SONAME x\n'), ['libc.so.6']);
  assert.deepEqual(neededBy('\tDLL Name: KERNEL32.dll\n\tvma:\n'), ['KERNEL32.dll']);
  const declared = declaredFunctions();
  const calls = readFileSync(join(plugin, 'unity', 'Runtime', 'Core', 'Native', 'NativeMethods.cs'), 'utf8');
  const imported = [...new Set([...calls.matchAll(/\b(vr_\w+)\(/g)].map((match) => match[1]))].sort();
  assert.deepEqual(imported, declared);
});
