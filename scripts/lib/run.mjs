import { AsyncLocalStorage } from 'node:async_hooks';
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/** The exit code that a shell would report for a child that ended like this. */
export function exitCodeOf(code, signal) {
  return signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1);
}

const background = new AsyncLocalStorage();

/** Does `work`; all programs that it captures, with what they start, let others go first. */
export function inBackground(work) {
  return background.run(true, work);
}

/**
 * Lets a session's programs have what all others leave. Linux shares processors between sessions first, where it groups
 * them, and looks at the priority of a program only within its session.
 */
function letOthersGoFirst(pid) {
  const lowest = constants.priority.PRIORITY_LOW;
  for (const act of [() => setPriority(pid, lowest), () => writeFileSync(`/proc/${pid}/autogroup`, String(lowest))]) {
    try {
      act();
    } catch {
      // It has ended, could not be started, or this system does not group sessions.
    }
  }
}

/** Who leads the sessions of the background. Ctrl-C reaches the session of the terminal alone. */
const leaders = new Set();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

function endLeaders() {
  for (const pid of leaders) {
    try {
      process.kill(-pid, 'SIGTERM');
    } catch {
      // It has ended.
    }
  }
}

const endByIt = (signal) => process.exit(exitCodeOf(undefined, signal));

/** From now on the session that `pid` leads ends when this process does, until `release`. */
function hold(pid) {
  if (leaders.size === 0) {
    process.on('exit', endLeaders);
    for (const signal of signals) process.on(signal, endByIt);
  }
  leaders.add(pid);
}

function release(pid) {
  leaders.delete(pid);
  if (leaders.size > 0) return;
  process.off('exit', endLeaders);
  for (const signal of signals) process.off(signal, endByIt);
}

/** Runs a program without input and collects what it prints: `{ code, output, stdout }`. Code 127: not found. */
export function capture(program, args = [], { cwd, env, onData } = {}) {
  return new Promise((resolve) => {
    const detached = background.getStore() === true;
    const stdio = ['ignore', 'pipe', 'pipe'];
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio, detached });
    if (detached && child.pid !== undefined) {
      hold(child.pid);
      letOthersGoFirst(child.pid);
    }
    let output = '';
    let stdout = '';
    child.stdout.on('data', (data) => {
      stdout += data;
      output += data;
      onData?.(String(data));
    });
    child.stderr.on('data', (data) => {
      output += data;
      onData?.(String(data));
    });
    child.on('error', (error) => resolve({ code: 127, output: `${program}: ${error.message}\n`, stdout }));
    child.on('close', (code, signal) => {
      release(child.pid);
      resolve({ code: exitCodeOf(code, signal), output, stdout });
    });
  });
}

const LOOK_MS = 500;

/**
 * Calls `act` when npm has run this script and is no more: a signal that ends npm ends its shell, but not what that has
 * started. Returns what ends the watch.
 */
function whenNpmDies(act) {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined) return () => {};
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, LOOK_MS);
  return () => clearInterval(timer);
}

/**
 * Runs a program that owns the terminal and returns its exit code. Ctrl-C is the child's to handle; it gets SIGTERM when
 * this process does, and when npm is gone.
 */
export function inherit(program, args = [], { cwd, env } = {}) {
  return new Promise((resolve) => {
    const leaveItToTheChild = () => {};
    process.on('SIGINT', leaveItToTheChild);
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' });
    const passOn = () => child.kill('SIGTERM');
    process.on('SIGTERM', passOn);
    const unwatch = whenNpmDies(passOn);
    const finish = (code) => {
      unwatch();
      process.off('SIGINT', leaveItToTheChild);
      process.off('SIGTERM', passOn);
      resolve(code);
    };
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`);
      finish(127);
    });
    child.on('close', (code, signal) => finish(exitCodeOf(code, signal)));
  });
}

/** True when the program can be run and answers 0. */
export function answers(program, args) {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

/** The command line as one would type it. */
export function commandLine(program, args) {
  return [program, ...args].map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`)).join(' ');
}
