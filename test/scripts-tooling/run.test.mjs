import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { getPriority } from 'node:os';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { capture, inBackground } from '../../scripts/lib/run.mjs';

const module = fileURLToPath(new URL('../../scripts/lib/run.mjs', import.meta.url));

/** A program that has two others in the background, prints their process IDs, and waits for them. */
const twoBehind = `
  import { capture, inBackground } from ${JSON.stringify(module)};
  const forAMinute = 'console.log(process.pid); setTimeout(() => {}, 60000)';
  const onData = (data) => process.stdout.write(data);
  const run = () => capture(process.execPath, ['-e', forAMinute], { onData });
  await inBackground(() => Promise.all([run(), run()]));`;

const isThere = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function until(condition) {
  for (let i = 0; i < 200 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  return condition();
}

test('What runs in the background lets others go first, with its session', async () => {
  const niceness = `const fs = require('node:fs');
    console.log(require('node:os').getPriority());
    setTimeout(() => console.log(fs.existsSync('/proc/self/autogroup') ? fs.readFileSync('/proc/self/autogroup', 'utf8') : ''), 200)`;
  const told = async () => (await capture(process.execPath, ['-e', `setTimeout(() => {${niceness}}, 300)`])).stdout;
  const [behind, group] = (await inBackground(told)).split('\n');
  assert.equal(Number(behind), 19);
  if (existsSync('/proc/self/autogroup') && group !== '') assert.match(group, /nice 19$/);
  assert.equal(Number((await told()).split('\n')[0]), getPriority());
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  test(`All that runs in the background ends with what has started it, by ${signal}`, async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', twoBehind], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    const ended = new Promise((resolve) => child.on('close', resolve));
    assert.ok(await until(() => output.trim().split('\n').length === 2), output);
    const pids = output.trim().split('\n').map(Number);
    assert.deepEqual(pids.map(isThere), [true, true]);
    child.kill(signal);
    assert.equal(await ended, signal === 'SIGINT' ? 130 : 143);
    assert.ok(await until(() => !pids.some(isThere)), 'both have ended');
  });
}
