import { capture, commandLine } from './run.mjs';
import { CommandError } from './errors.mjs';

const HEARTBEAT_MS = 10_000;
const LONG_MS = 1000;

let output = process.stdout;
let onlyLong = false;

/** From now on steps are told on stderr, and only those that take a second or fail: stdout is a program's to read. */
export function tellOnlyWhatTakesLong() {
  output = process.stderr;
  onlyLong = true;
}

/** Prints a line where steps are told. */
export function tell(text) {
  output.write(`${text}\n`);
}

/** False: what is quick is not told. */
export const tellsEverything = () => !onlyLong;

/**
 * Runs one named step and shows that it lives: elapsed seconds on a terminal, a line every ten seconds elsewhere.
 * `work(note, show)` may return a remark for the last line; `note(text)` prints a line in between; `show(text)` stands
 * beside the seconds from then on.
 */
export async function step(name, work) {
  const started = performance.now();
  const seconds = () => ((performance.now() - started) / 1000).toFixed(1);
  const terminal = Boolean(output.isTTY);
  const clear = () => terminal && output.write('\r\x1b[K');
  let shown = '';
  const line = () => `  … ${name} ${seconds()} s${shown}`;
  const draw = () => output.write(`\r\x1b[K${line()}`);
  const timer = terminal ? setInterval(draw, 200) : setInterval(() => tell(line()), HEARTBEAT_MS);
  if (terminal && !onlyLong) draw();
  const isQuick = () => onlyLong && performance.now() - started < LONG_MS;
  const note = (text) => {
    if (isQuick()) return;
    clear();
    tell(`    ${text}`);
  };
  const show = (text) => (shown = text ? `, ${text}` : '');
  try {
    const remark = await work(note, show);
    clear();
    if (isQuick()) return;
    tell(`  ✓ ${name} ${seconds()} s${remark ? ` (${remark})` : ''}`);
  } catch (error) {
    clear();
    tell(`  ✗ ${name} ${seconds()} s`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/**
 * Runs what does not depend on each other; when all have ended, fails as the first that failed. Nothing is broken off, as
 * an install must not be left half done; why one fails is told at once where others still run, and once, where several
 * fail for it.
 */
export async function together(works) {
  let running = works.length;
  const toldOf = new Set();
  const told = async (work) => {
    try {
      await work();
    } catch (error) {
      if (running > 1 && !toldOf.has(error)) tellReason(error);
      toldOf.add(error);
      throw error;
    } finally {
      running -= 1;
    }
  };
  const ended = await Promise.allSettled(works.map(told));
  const failure = ended.find(({ status }) => status === 'rejected');
  if (failure) throw failure.reason;
}

function tellReason({ message }) {
  if (output.isTTY) output.write('\r\x1b[K');
  const lines = message.trim().split('\n');
  tell(lines.map((line) => (line === '' ? '' : `    ${line}`)).join('\n'));
}

/** Runs a program inside a step; when it fails, prints all that it said and throws. */
export async function runInStep(program, args, options = {}) {
  const result = await capture(program, args, options);
  if (result.code === 0) return result;
  const line = commandLine(program, args);
  if (output.isTTY) output.write('\r\x1b[K');
  tell(`${result.output.trimEnd()}\n`);
  throw new CommandError(`${options.hint ? `${options.hint}\n` : ''}This failed (exit code ${result.code}): ${line}`);
}
