#!/usr/bin/env node
// What one call and one pushed block cost a game script through PuerTS, beside plain JavaScript in the same run.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const HELP = `node bench/puerts_calls.mjs [--json FILE]

Prints nanoseconds a call: median over runs of batches. Needs the built addon (npm run setup).
  --json FILE   writes the figures as a list of {name, value, unit, peer, peerValue, ratio, goal, met}
  --help        this text`;

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..');
const RUNS = 400;
const BATCH = 100; // blocks of 10 ms, half of what a source's queue holds
const RATE = 48000;

/** The scripts as one module; the game's own bundle is made the same way. */
async function scripts() {
  const outfile = join(root, 'build', 'bench', 'puerts-calls-scripts.mjs');
  mkdirSync(dirname(outfile), { recursive: true });
  const contents = `export { nodePuertsBridge } from './bridge/nodePuerts'; export { VoiceRecorder } from './index';`;
  await build({
    stdin: { contents, resolveDir: join(root, 'assets', 'scripts'), loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
  });
  return import(pathToFileURL(outfile).href);
}

function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

/** Nanoseconds of one `act`; `between` runs untimed after each batch. */
function measure(act, between = () => undefined) {
  const batches = [];
  for (let run = 0; run < RUNS * 2; run++) {
    const start = process.hrtime.bigint();
    for (let i = 0; i < BATCH; i++) act(i);
    const nanoseconds = Number(process.hrtime.bigint() - start) / BATCH;
    if (run >= RUNS) batches.push(nanoseconds); // the first half warms the compiler up
    between();
  }
  return median(batches);
}

const figures = [];

function figure(name, value, peer, peerValue) {
  const rounded = (number) => Number(number.toPrecision(4));
  const ratio = rounded(value / peerValue);
  figures.push({
    ...{ name, value: rounded(value), unit: 'ns', peer, peerValue: rounded(peerValue), ratio },
    ...{ goal: null, met: null },
  });
}

const OPTIONS = {
  ...{ capturesFolder: root, nameTemplate: '{count}', retentionCount: 0, retentionBytes: 0, retentionAgeSeconds: 0 },
  ...{ minFreeBytes: 0, maxBufferBytes: 1 << 24, maxSources: 8, mixDelayMs: 200, requireConsent: false },
  ...{ virtualClock: true, logLevel: 0, recoveryFolder: '', maxRingBytes: 0, maxTracks: 4 },
};

/** Pushes in batches, each followed by the time that it fills, untimed. */
function measurePush(recorder, now, push) {
  let base = now();
  let refused = 0;
  const cost = measure(
    (i) => {
      if (push(base + i * 10) !== 0) refused++;
    },
    () => {
      recorder.advance(BATCH * 10);
      base = now();
    },
  );
  if (refused > 0) throw new Error(`${refused} blocks were refused: the figure means nothing`);
  return cost;
}

function measureAll({ nodePuertsBridge, VoiceRecorder }) {
  const native = nodePuertsBridge.create(OPTIONS);
  const recorder = new VoiceRecorder({ virtualClock: true, bridge: nodePuertsBridge, capturesFolder: root });
  const mic = native.openSource(0, 'me', '').source;
  const source = recorder.openSource({ kind: 'local', userId: 'me' });
  const block = Int16Array.from({ length: 960 }, (_, i) => 1000 * Math.sin(i));
  const copies = new Int16Array(960 * BATCH);
  const format = { sampleRate: RATE, channels: 2, captureTimeMs: 0 };
  const counter = { read: () => counter.value, value: 1.5 };
  let sum = 0;

  const plain = measure(() => (sum += counter.read()));
  const copy = measure((i) => copies.set(block, i * 960));
  const peer = 'a JavaScript function';
  figure(
    'call through PuerTS: now',
    measure(() => (sum += native.nowMs())),
    peer,
    plain,
  );
  figure(
    'call through PuerTS: poll, no event',
    measure(() => (sum += native.poll() ? 1 : 0)),
    peer,
    plain,
  );
  figure(
    'tick of the recorder, no event',
    measure(() => (sum += recorder.tick())),
    peer,
    plain,
  );

  const pushed = measurePush(
    native,
    () => native.nowMs(),
    (timeMs) => native.push(mic, block, RATE, 2, timeMs),
  );
  const pushedByFace = measurePush(
    recorder,
    () => recorder.now,
    (timeMs) => {
      format.captureTimeMs = timeMs;
      return source.push(block, format);
    },
  );
  figure('block of 10 ms pushed through PuerTS', pushed, 'Int16Array.set of it', copy);
  figure('block of 10 ms by VoiceSource.push', pushedByFace, 'Int16Array.set of it', copy);
  if (Number.isNaN(sum)) throw new Error('a call answered no number');
  native.destroy();
  recorder.dispose();
}

/** How long a script that dumps 15 minutes is held; the file is written later. The worst holds the machine's pauses. */
function measureDump({ nodePuertsBridge, VoiceRecorder }) {
  const goalMs = 0.2;
  const folder = mkdtempSync(join(tmpdir(), 'vr-bench-'));
  const recorder = new VoiceRecorder({ virtualClock: true, bridge: nodePuertsBridge, capturesFolder: folder });
  recorder.enterRoom({ roomId: 'bench', userId: 'me' });
  const task = { filePath: join(folder, 'a.wav'), cycleTime: 900, sampleRate: RATE, channels: 2 };
  if (recorder.startAudioRecordingWithConfig(task) !== 0) throw recorder.lastError;
  recorder.advance(901_000);
  const held = [];
  for (let run = 0; run < 25; run++) {
    const start = process.hrtime.bigint();
    const dumped = recorder.dump({ filePath: join(folder, 'd.wav'), overwrite: true });
    const heldMs = Number(process.hrtime.bigint() - start) / 1e6;
    if (run >= 5) held.push(heldMs); // the first ones compile it
    dumped.catch((error) => {
      throw error;
    });
    recorder.advance(500);
    recorder.tick();
  }
  recorder.dispose();
  rmSync(folder, { recursive: true, force: true });
  const alone = { unit: 'ms', peer: null, peerValue: null, ratio: null };
  const value = Number(median(held).toPrecision(4));
  const name = 'dump of 15 min called from a script: it is held';
  figures.push({ name, value, ...alone, goal: `<= ${goalMs}`, met: value <= goalMs });
  const worst = Number(Math.max(...held).toPrecision(4));
  figures.push({ name: `${name}, worst`, value: worst, ...alone, goal: null, met: null });
}

const { values } = parseArgs({ options: { json: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
if (values.help) {
  console.log(HELP);
} else {
  const loaded = await scripts();
  measureAll(loaded);
  measureDump(loaded);
  for (const { name, value, unit, peer, peerValue, ratio, goal, met } of figures) {
    const judged = goal ? `goal ${goal}: ${met ? 'met' : 'missed'}` : '';
    const beside = peer ? `${ratio}x of ${peer} (${peerValue} ${unit})` : judged;
    console.log(`${name.padEnd(54)} ${String(value).padStart(8)} ${unit}   ${beside}`);
  }
  if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  if (figures.some(({ met }) => met === false)) process.exitCode = 1;
}
