import { capture, commandLine } from './run.mjs';
import { CommandError } from './errors.mjs';

const HEARTBEAT_MS = 10_000;

/**
 * Runs one named step and shows that it lives: elapsed seconds on a terminal, a line every ten seconds elsewhere.
 * `work(note, show)` may return a remark for the last line; `note(text)` prints a line in between; `show(text)` stands
 * beside the seconds from then on.
 */
export async function step(name, work) {
  const started = performance.now();
  const seconds = () => ((performance.now() - started) / 1000).toFixed(1);
  const terminal = Boolean(process.stdout.isTTY);
  const clear = () => terminal && process.stdout.write('\r\x1b[K');
  let shown = '';
  const line = () => `  … ${name} ${seconds()} s${shown}`;
  const draw = () => process.stdout.write(`\r\x1b[K${line()}`);
  const timer = terminal ? setInterval(draw, 200) : setInterval(() => console.log(line()), HEARTBEAT_MS);
  if (terminal) draw();
  const note = (text) => {
    clear();
    console.log(`    ${text}`);
  };
  const show = (text) => (shown = text ? `, ${text}` : '');
  try {
    const remark = await work(note, show);
    clear();
    console.log(`  ✓ ${name} ${seconds()} s${remark ? ` (${remark})` : ''}`);
  } catch (error) {
    clear();
    console.log(`  ✗ ${name} ${seconds()} s`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** Runs a program inside a step; when it fails, prints all that it said and throws. */
export async function runInStep(program, args, options = {}) {
  const result = await capture(program, args, options);
  if (result.code === 0) return result;
  const line = commandLine(program, args);
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
  console.log(`${result.output.trimEnd()}\n`);
  throw new CommandError(`${options.hint ? `${options.hint}\n` : ''}This failed (exit code ${result.code}): ${line}`);
}
