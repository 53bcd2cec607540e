import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { buildSync } from 'esbuild';

const root = resolve(__dirname, '../..');
const HANG_MS = 120_000;

/** Bundles a program, the path of its TypeScript, so that a fresh Node can run it. */
export function bundleProgram(entry: string): string {
  const folder = join(root, 'build', 'test-results', 'programs');
  mkdirSync(folder, { recursive: true });
  const name = relative(root, entry).replace(/[\\/]/g, '-').replace(/\.ts$/, '.mjs');
  const outfile = join(folder, name);
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
  });
  return outfile;
}

export interface Ran {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** Runs Node to its end; a program that hangs is killed and answers the signal. `env`: more of it. */
export function runProgram(args: string[], { cwd, env }: { cwd?: string; env?: Record<string, string> } = {}): Ran {
  const ran = spawnSync(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: HANG_MS,
    killSignal: 'SIGKILL',
  });
  return { code: ran.status, signal: ran.signal, stdout: ran.stdout, stderr: ran.stderr };
}
