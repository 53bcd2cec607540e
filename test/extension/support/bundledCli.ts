import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '..', '..', '..');

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Bundles an entry as the set-up does, and answers its path: within the project, so that it finds its packages. */
export function bundled(entry: string, name: string): string {
  const outfile = join(ROOT, 'build', 'test-cli', `${name}-${process.pid}.mjs`);
  const options = [
    '--bundle',
    '--platform=node',
    '--format=esm',
    '--target=node20',
    '--packages=external',
    '--log-level=error',
  ];
  // Not by Node: a script of the package puts a native program there, where npm was told to run scripts.
  execFileSync(join(ROOT, 'node_modules/esbuild/bin/esbuild'), [entry, ...options, `--outfile=${outfile}`], {
    cwd: ROOT,
  });
  return outfile;
}

export const mainEntry = 'editor-extension/source/cli/main.ts';
export const wavEntry = 'test/extension/support/cliOfWavFiles.ts';

export interface RunOptions {
  cwd: string;
  env?: Record<string, string>;
}

export function start(program: string, args: string[], { cwd, env }: RunOptions) {
  const child = spawn(process.execPath, [program, ...args], { cwd, env: { ...process.env, INIT_CWD: '', ...env } });
  const ended: Ended = { code: null, out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (ended.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (ended.err += chunk.toString()));
  const end = new Promise<Ended>((done) => {
    child.on('close', (code) => {
      done({ ...ended, code });
    });
  });
  return { child, end, soFar: ended };
}

const script = ['/usr/bin/script', '/bin/script'].find((path) => existsSync(path));

/** What a person sees who runs it in a terminal; null: there is no such terminal here. */
export const onTerminal =
  script === undefined || process.platform !== 'linux'
    ? null
    : (program: string, args: string[], { cwd, env }: RunOptions): string => {
        const command = [process.execPath, program, ...args].map((word) => `'${word}'`).join(' ');
        const all = { ...process.env, INIT_CWD: '', TERM: 'xterm', NO_COLOR: '', ...env };
        return execFileSync(script, ['-qec', command, '/dev/null'], { cwd, env: all, encoding: 'utf8' });
      };

/** The addon that the set-up builds; null: it is not built. */
export function builtAddon(): string | null {
  const places = [process.env['VR_NATIVE_BUILD'] ?? join(ROOT, 'build', 'native'), join(ROOT, 'build', 'node-addon')];
  return places.map((folder) => join(folder, 'voice_recorder_node.node')).find((path) => existsSync(path)) ?? null;
}
