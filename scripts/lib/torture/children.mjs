import { spawn } from 'node:child_process';

const running = new Set();
let launcher = [];
let environment = {};

/** From now on every program is started by these words (`['setarch', '-R']`), and with these variables beside its own. */
export function launchWith({ words = [], env = {} }) {
  launcher = words;
  environment = env;
}

/**
 * Starts a program in a process group of its own, so that what it forks can be ended with it. What it complains of goes
 * where ours does; with `{ stderr: 'pipe' }` to the caller.
 */
export function start(program, args, { stderr = 'inherit' } = {}) {
  const [first, ...rest] = [...launcher, program, ...args];
  const env = { ...process.env, ...environment };
  const child = spawn(first, rest, { stdio: ['ignore', 'pipe', stderr], env, detached: true });
  running.add(child);
  child.on('close', () => running.delete(child));
  return child;
}

/** Kills a child with everything that it has forked. */
export function endGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

/** Ends all that still run. */
export function endAll() {
  for (const child of running) endGroup(child);
}

/** Calls `hear` with each line of a child's output; resolves with how it ended. */
export function listen(child, hear) {
  let rest = '';
  child.stdout.on('data', (data) => {
    const lines = (rest + data).split('\n');
    rest = lines.pop();
    lines.forEach(hear);
  });
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 127, signal: null, error }));
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
}
