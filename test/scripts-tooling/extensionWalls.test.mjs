import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import { root } from '../../scripts/lib/paths.mjs';

const eslint = new ESLint({ cwd: root });

/** What the linter says of a file of the extension with this text, rules of imports and globals only. */
async function walls(path, text) {
  const [result] = await eslint.lintText(`${text}\n`, { filePath: join(root, 'editor-extension', 'source', path) });
  const rules = ['no-restricted-imports', 'no-restricted-globals'];
  return result.messages.filter(({ ruleId }) => rules.includes(ruleId)).map(({ message }) => message);
}

const refused = async (path, text) => assert.notDeepEqual(await walls(path, text), [], `${path}: ${text}`);
const allowed = async (path, text) => assert.deepEqual(await walls(path, text), [], `${path}: ${text}`);

test('shared has neither Node nor DOM nor an editor, no package and no other room', async () => {
  for (const text of [
    "import 'node:fs';",
    "import 'fs';",
    "import 'preact';",
    "import '../host/names';",
    "import '../view/mount';",
    'document.title;',
    'process.exit();',
    'Editor.log();',
  ]) {
    await refused('shared/x.ts', text);
  }
  await allowed('shared/x.ts', "import './captures'; new Uint8Array(1);");
});

test('the view has no Node and sees shared alone', async () => {
  for (const text of [
    "import 'node:path';",
    "import '../../host/names';",
    "import '../server/serve';",
    "import '../cli/main';",
    'process.exit();',
    'Editor.log();',
  ]) {
    await refused('view/app/x.tsx', text);
  }
  await allowed('view/app/x.tsx', "import 'preact'; import '../../shared/captures'; document.title;");
});

test('host sees shared, server sees host, the command line sees both; none of them sees the view', async () => {
  await allowed('host/x.ts', "import 'node:fs'; import '../shared/captures'; process.exit();");
  await allowed('server/x.ts', "import 'node:http'; import '../host/names';");
  await allowed('cli/x.ts', "import 'commander'; import '../server/serve'; import '../host/names';");
  await refused('host/x.ts', "import '../server/serve';");
  await refused('server/x.ts', "import '../cli/main';");
  for (const room of ['host', 'server', 'cli']) {
    await refused(`${room}/x.ts`, "import '../view/mount';");
    await refused(`${room}/x.ts`, 'document.title;');
  }
});

test('what Creator loads sees the other rooms, and they do not see it', async () => {
  await allowed('main.ts', "import 'electron'; import './host/names'; import './editor/texts'; Editor.Panel;");
  await allowed(
    'panels/x.ts',
    "import 'node:fs'; import '../view/mount'; import '../editor/ask'; document.title; Editor;",
  );
  await allowed('panels/x.ts', "import '../../host/systemErrors';");
  await allowed('inspector/x.ts', "import '../../../assets/scripts/config/estimate'; import '../editor/ask'; Editor;");
  for (const room of ['shared', 'view', 'host', 'server', 'cli', 'editor']) {
    for (const other of ['panels/default/cards', 'inspector/check'])
      await refused(`${room}/x.ts`, `import '../${other}';`);
  }
  for (const text of [
    "import '../host/names';",
    "import '../../../assets/scripts/VoiceRecorder';",
    "import 'node:fs';",
  ]) {
    await refused('inspector/x.ts', text);
  }
  await refused('panels/x.ts', "import '../host/CaptureLibrary';");
  await refused('panels/x.ts', "import '../server/serve';");
  await refused('editor/x.ts', "import 'node:fs';");
  await refused('main.ts', 'document.title;');
  await refused('main.ts', "import './view/mount';");
});
