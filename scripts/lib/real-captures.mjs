import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, Exit } from './errors.mjs';
import { knownVoiceWav } from './known-voice.mjs';
import { root, sampleBundle } from './paths.mjs';
import { capture, commandLine } from './run.mjs';

const F9 = '\x1b[20~';
const VOICES = ['me.wav', 'ann.wav', 'bob.wav'];
const VOICE_S = 40;

/** Runs a program at a terminal of its own and writes `keys` to it once its output satisfies `isTime`. */
function atTerminal(program, args, keys, isTime) {
  const line = commandLine(program, args);
  const child = spawn('script', ['-qfec', line, '/dev/null'], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  let pressed = false;
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
    if (pressed || !isTime(output)) return;
    pressed = true;
    child.stdin.write(keys);
  });
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 127, output: `script: ${error.message}\n` }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** How old the running recording is, by the last line of levels. */
function elapsedSeconds(output) {
  return Number([...output.matchAll(/([\d.]+) s, [\d.]+ s buffered/g)].at(-1)?.[1] ?? 0);
}

function demand({ code, output }, what) {
  if (code !== 0) throw new CommandError(`${what} ended with exit code ${code}:\n${output.slice(-4000)}`);
}

/** Files that a folder of captures may hold and that are none, or are broken; older than every capture. */
function writeBrokenFiles(folder) {
  const header = Buffer.from('524946460000000057415645666d7420100000000100010080bb000000770100', 'hex');
  const noise = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 193 + 71) % 251));
  writeFileSync(join(folder, 'broken-noise.wav'), noise);
  writeFileSync(join(folder, 'broken-short.wav'), header.subarray(0, 20));
  writeFileSync(join(folder, 'broken-empty.aac'), '');
  const before = new Date('2020-01-01T00:00:00Z');
  for (const name of ['noise.wav', 'short.wav', 'empty.aac'])
    utimesSync(join(folder, `broken-${name}`), before, before);
}

/** The arguments with which the sample speaks with known voices. */
function writeVoices(folder) {
  return VOICES.flatMap((name, index) => {
    writeFileSync(join(folder, name), knownVoiceWav(index + 1, VOICE_S));
    return [index === 0 ? '--mic' : '--remote', join(folder, name)];
  });
}

/**
 * Real captures of the sample's command line in `folder`, which is emptied first: a recording of WebRTC peers with
 * separate tracks and an outage (AAC), the dump that F9 made of it, the dump of the plan, a mix and a left/right file
 * (WAV), and what was recovered after a kill (WAV, separate tracks); beside them files that are broken. All with the
 * statistics of WebRTC, and with voices of which no moment sounds like another one, unless `knownVoices` is false: then
 * with those that the sample speaks by itself. Takes about half a minute.
 */
export async function makeRealCaptures(folder, { knownVoices = true } = {}) {
  if (!existsSync(sampleBundle)) {
    throw new CommandError('The sample is not built. Run: npm run setup -- --profile test', Exit.environment);
  }
  const [talk, crash, voices] = ['talk', 'crash', 'voices'].map((name) => join(folder, name));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(voices, { recursive: true });
  const spoken = knownVoices ? writeVoices(voices) : [];
  const schedule = ['--seconds', '16', '--dump-at', '14.5', '--last', '14', '--tracks', 'separate', '--outage-at', '6'];
  const talkArgs = [sampleBundle, ...spoken, ...schedule, '--out', talk];
  const [talked, crashed] = await Promise.all([
    atTerminal(process.execPath, talkArgs, F9, (output) => elapsedSeconds(output) >= 12.5),
    capture(process.execPath, [sampleBundle, ...spoken, '--crash-at', '6', '--out', crash], { cwd: root }),
  ]);
  demand(talked, 'npm start');
  demand(crashed, 'npm start -- --crash-at');
  for (const made of [talk, crash]) {
    for (const name of readdirSync(made).filter((each) => each !== 'recovery')) {
      cpSync(join(made, name), join(folder, name), { preserveTimestamps: true });
    }
    rmSync(made, { recursive: true });
  }
  rmSync(voices, { recursive: true });
  writeBrokenFiles(folder);
}
