import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildSync } from 'esbuild';
import { root } from './builds';

const HANG_MS = 120_000;

/** Bundles a program of programs/ so that a fresh Node can run it. */
export function bundle(program: string): string {
  const folder = join(root, 'build', 'test-results', 'analysis-programs');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${basename(program, '.ts')}.mjs`);
  buildSync({
    entryPoints: [join(__dirname, 'programs', program)],
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

/** Runs a program in a Node of its own; one that hangs is killed and answers the signal. */
export function run(program: string, args: string[], flags: string[] = [], env: Record<string, string> = {}): Ran {
  const ran = spawnSync(process.execPath, [...flags, bundle(program), ...args], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: HANG_MS,
    killSignal: 'SIGKILL',
  });
  return { code: ran.status, signal: ran.signal, stdout: ran.stdout, stderr: ran.stderr };
}
