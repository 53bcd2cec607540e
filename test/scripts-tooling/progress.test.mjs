import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from '../../scripts/lib/paths.mjs';
import { capture } from '../../scripts/lib/run.mjs';

const progress = pathToFileURL(join(root, 'scripts', 'lib', 'progress.mjs')).href;

/** Runs steps in a process of their own, for what is told there. */
function told(script) {
  const text = `import { step, together, tellOnlyWhatTakesLong } from '${progress}';\n${script}`;
  return capture(process.execPath, ['--input-type=module', '-e', text]);
}

const QUICK = "await step('quick', async (note) => { note('a note'); return 'done'; });";

test('a step is told with its remark, and its notes before it', async () => {
  const { stdout } = await told(QUICK);
  assert.match(stdout, /^ {4}a note\n {2}✓ quick [\d.]+ s \(done\)\n$/);
});

test('where stdout is a program’s to read, what is quick is not told at all', async () => {
  const { output } = await told(`tellOnlyWhatTakesLong();\n${QUICK}`);
  assert.equal(output, '');
});

test('there, what takes long or fails is told on stderr', async () => {
  const long = "await step('long', () => new Promise((resolve) => setTimeout(resolve, 1100)));";
  const failing = "await step('failing', async () => { throw new Error('no'); }).catch(() => undefined);";
  const { output, stdout } = await told(`tellOnlyWhatTakesLong();\n${long}\n${failing}`);
  assert.equal(stdout, '');
  assert.match(output, /✓ long [\d.]+ s\n {2}✗ failing/);
});

test('what runs together ends when all of it has, and fails as the first that failed', async () => {
  const script = `const after = (ms, name, fails) => () => step(name, () => new Promise((resolve, reject) =>
    setTimeout(() => (fails ? reject(new Error(name)) : resolve()), ms)));
  await together([after(1, 'a', true), after(300, 'b'), after(100, 'c', true)]).catch((error) => console.log(error.message));`;
  const { stdout } = await told(script);
  assert.match(stdout, /✗ a .*\n.*✗ c .*\n.*✓ b .*\na\n$/s);
});

const MISSING = `step('packages', async () => { throw new Error('Run this once:\\n\\n  apt-get install cmake\\n'); })`;

test('why one fails is told at once where another still runs, and that one is not broken off', async () => {
  const script = `const slow = () => step('slow', () => new Promise((resolve) => setTimeout(resolve, 300)));
  await together([slow, () => ${MISSING}]).catch((error) => console.log('failed: ' + error.message.trim()));`;
  const { stdout } = await told(script);
  const reason =
    /✗ packages [\d.]+ s\n {4}Run this once:\n\n {6}apt-get install cmake\n.*✓ slow .*\nfailed: Run this once/s;
  assert.match(stdout, reason);
});

test('why several fail for the same reason is told once', async () => {
  const script = `const slow = () => step('slow', () => new Promise((resolve) => setTimeout(resolve, 300)));
  const missing = ${MISSING};
  await together([slow, () => missing, () => missing.then(slow)]).catch(() => console.log('failed'));`;
  const { stdout } = await told(script);
  assert.equal(stdout.split('Run this once').length, 2);
  assert.match(stdout, /✓ slow .*\nfailed\n$/);
});

test('why the last one fails is told by its error alone', async () => {
  const script = `await together([() => ${MISSING}]).catch(() => console.log('failed'));`;
  const { stdout } = await told(script);
  assert.match(stdout, /✗ packages [\d.]+ s\nfailed\n$/);
});
