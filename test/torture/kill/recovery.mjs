import { listen, start } from '../../../scripts/lib/torture/children.mjs';

const HANG_MS = 30_000;

/** Runs a recovery, killed so long after it has begun, or not at all: `{ killed, code, recovered, problems, count }`. */
export async function recover(program, { rings, captures, key = '' }, killAfterMs) {
  const child = start(program, [`rings=${rings}`, `captures=${captures}`, `key=${key}`]);
  const result = { recovered: [], problems: [], count: -1, hung: false };
  let timer = setTimeout(() => {
    result.hung = true;
    child.kill('SIGKILL');
  }, HANG_MS);
  const { code, signal } = await listen(child, (line) => {
    const [word, text] = [line.split(' ', 1)[0], line.slice(line.indexOf(' ') + 1)];
    const [path, what] = [text.split('|', 1)[0], text.slice(text.indexOf('|') + 1)];
    if (word === 'recovered') result.recovered.push({ path, lacks: what });
    if (word === 'problem') result.problems.push({ path, why: what });
    if (word === 'recovery-done') result.count = Number(text);
    if (word !== 'begun' || killAfterMs === undefined) return;
    clearTimeout(timer);
    timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  });
  clearTimeout(timer);
  return { ...result, code, signal, killed: signal === 'SIGKILL' && !result.hung };
}
