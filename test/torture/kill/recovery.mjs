import { spawn } from 'node:child_process';

const HANG_MS = 30_000;

/** Runs a recovery, killed so long after it has begun, or not at all: `{ killed, code, recovered, problems, count }`. */
export function recover(program, { rings, captures, key = '' }, killAfterMs) {
  return new Promise((resolve) => {
    const child = spawn(program, [`rings=${rings}`, `captures=${captures}`, `key=${key}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const result = { recovered: [], problems: [], count: -1, hung: false };
    let rest = '';
    let timer = setTimeout(() => {
      result.hung = true;
      child.kill('SIGKILL');
    }, HANG_MS);
    const hear = (line) => {
      const [word, text] = [line.split(' ', 1)[0], line.slice(line.indexOf(' ') + 1)];
      const [path, what] = [text.split('|', 1)[0], text.slice(text.indexOf('|') + 1)];
      if (word === 'recovered') result.recovered.push({ path, lacks: what });
      if (word === 'problem') result.problems.push({ path, why: what });
      if (word === 'recovery-done') result.count = Number(text);
      if (word !== 'begun' || killAfterMs === undefined) return;
      clearTimeout(timer);
      timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    };
    child.stdout.on('data', (data) => {
      const lines = (rest + data).split('\n');
      rest = lines.pop();
      lines.forEach(hear);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ ...result, code, killed: signal === 'SIGKILL' && !result.hung, signal });
    });
  });
}
