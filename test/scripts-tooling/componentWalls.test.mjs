import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import { root } from '../../scripts/lib/paths.mjs';

const eslint = new ESLint({ cwd: root });

/** What the linter says of a shipped script with this text, rules of imports and globals only. */
async function walls(path, text) {
  const [result] = await eslint.lintText(`${text}\n`, { filePath: join(root, 'assets', 'scripts', path) });
  const rules = ['no-restricted-imports', 'no-restricted-globals'];
  return result.messages.filter(({ ruleId }) => rules.includes(ruleId)).map(({ message }) => message);
}

const refused = async (path, text) => assert.notDeepEqual(await walls(path, text), [], `${path}: ${text}`);
const allowed = async (path, text) => assert.deepEqual(await walls(path, text), [], `${path}: ${text}`);

test('the component sees the engine by its module, and the scripts that ship', async () => {
  await allowed('component/x.ts', "import { Component } from 'cc'; import '../bridge/cocosJsb'; import './enums';");
  for (const text of [
    "import 'node:fs';",
    "import 'cc/env';",
    "import 'preact';",
    "import '../testing/fakes/FakeBridge';",
    "import '../bridge/nodePuerts';",
    "import '../bridge/puertsUnity';",
    "import '../../../editor-extension/source/shared/captures';",
    'setTimeout(() => undefined);',
    'console.log(1);',
    'jsb.fileUtils;',
    'globalThis.jsb;',
  ]) {
    await refused('component/x.ts', text);
  }
});

test('no other shipped script sees the engine, and a bridge sees what is below globalThis alone', async () => {
  for (const path of ['bridge/x.ts', 'hotkey/x.ts', 'tasks/x.ts', 'x.ts']) {
    await refused(path, "import { sys } from 'cc';");
    await refused(path, 'jsb.fileUtils;');
  }
  await allowed('bridge/x.ts', 'globalThis.jsb;');
  await refused('tasks/x.ts', 'globalThis.jsb;');
  await refused('hotkey/x.ts', "import '../component/enums';");
});
