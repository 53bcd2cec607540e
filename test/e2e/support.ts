import { execFile, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';

export const root = join(__dirname, '..', '..');
export const sampleBundle = join(root, 'build/samples/webrtc-room.mjs');

/** Bundles a script of the tree as `npm start` does; returns the path of the result. */
export function bundle(entry: string, outfile: string): string {
  const output = join(root, 'build/samples', outfile);
  const flags = ['--bundle', '--platform=node', '--format=esm', '--packages=external', '--log-level=warning'];
  const esbuild = join(root, 'node_modules/esbuild/bin/esbuild');
  execFileSync(esbuild, [join(root, entry), ...flags, `--outfile=${output}`], { stdio: 'inherit' });
  return output;
}

export interface Ended {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** Runs a script to its end, whatever its exit code. `interruptWhen` sends SIGINT `afterMs` after its output has that text. */
export function runScript(
  script: string,
  args: string[] = [],
  interruptWhen?: string,
  { afterMs = 0 } = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, ...args], { cwd: root, timeout: 110000 }, (_, stdout, stderr) =>
      resolve({ exitCode: child.exitCode, signal: child.signalCode, stdout, stderr }),
    );
    if (interruptWhen === undefined) return;
    let seen = '';
    const look = (text: string) => {
      seen += text;
      if (!seen.includes(interruptWhen)) return;
      child.stdout?.off('data', look);
      setTimeout(() => child.kill('SIGINT'), afterMs);
    };
    child.stdout?.on('data', look);
  });
}

export interface WavShape {
  tag?: number;
  bits?: number;
  sampleRate?: number;
  channels?: number;
  extensible?: boolean;
  /** What the data chunk says of its length; its true length when left out. */
  dataSize?: number;
  /** Put before the data chunk. */
  extraChunk?: Uint8Array;
}

/** A WAV file around raw sample bytes. */
export function wavBytes(data: Uint8Array, shape: WavShape = {}): Buffer {
  const { tag = 1, bits = 16, sampleRate = 48000, channels = 1, extensible = false, dataSize = data.length } = shape;
  const format = Buffer.alloc(extensible ? 40 : 16);
  format.writeUInt16LE(extensible ? 0xfffe : tag, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(sampleRate, 4);
  format.writeUInt32LE((sampleRate * channels * bits) / 8, 8);
  format.writeUInt16LE((channels * bits) / 8, 12);
  format.writeUInt16LE(bits, 14);
  if (extensible) format.writeUInt16LE(tag, 24);
  const extra = shape.extraChunk ? chunk('LIST', shape.extraChunk) : Buffer.alloc(0);
  const body = Buffer.concat([Buffer.from('WAVE'), chunk('fmt ', format), extra, chunk('data', data, dataSize)]);
  return chunk('RIFF', body);
}

function chunk(id: string, bytes: Uint8Array, size = bytes.length): Buffer {
  const header = Buffer.alloc(8);
  header.write(id, 'latin1');
  header.writeUInt32LE(size, 4);
  return Buffer.concat([header, bytes, Buffer.alloc(bytes.length % 2)]);
}

/** A key to press once the terminal shows a text that it has not shown before the last key. */
export interface Keystroke {
  after: RegExp;
  keys: string;
}

/** Runs a script at a terminal of its own (`script` of util-linux) and presses keys. */
export function runAtTerminal(script: string, args: string[], keystrokes: Keystroke[]): Promise<Ended> {
  const quoted = [process.execPath, script, ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qfec', quoted, '/dev/null'], { cwd: root, stdio: 'pipe' });
  const waiting = [...keystrokes];
  let stdout = '';
  let seen = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    const next = waiting[0];
    const match = next?.after.exec(stdout.slice(seen));
    if (!next || !match) return;
    seen += match.index + match[0].length;
    waiting.shift();
    child.stdin.write(next.keys);
  });
  return new Promise((resolve) =>
    child.on('close', (exitCode, signal) => resolve({ exitCode, signal, stdout, stderr: '' })),
  );
}
