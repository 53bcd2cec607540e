#!/usr/bin/env node
// What a block of the shape of Unity's OnAudioFilterRead costs when C# pushes it, beside C++ in the same run.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DOTNET_ENV, missingSdk } from '../../../../scripts/lib/dotnet-tests.mjs';
import { capture } from '../../../../scripts/lib/run.mjs';

const HELP = `node bench/csharp_push.mjs [--json FILE]

Prints nanoseconds a block: the median of several runs. Needs the .NET SDK and the built benchmarks (VR_NATIVE_BUILD).
  --json FILE   writes the figures as a list of {name, value, unit, peer, peerValue, ratio, goal, met}
  --help        this text`;

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..');
const native = process.env.VR_NATIVE_BUILD ?? join(root, 'build', 'bench');
const project = join(root, 'test', 'unity', 'bench');
const program = join(
  root,
  'build',
  'unity',
  'bin',
  'GameVoice.Recorder.Bench',
  'release',
  'GameVoice.Recorder.Bench.dll',
);
const RUNS = 5;
const MOST_NS = 1000;

async function run(name, args, env = {}) {
  const { code, output, stdout } = await capture(name, args, { cwd: root, env: { ...DOTNET_ENV, ...env } });
  if (code !== 0) throw new Error(`${name} ended with exit code ${code}:\n${output}`);
  return stdout;
}

function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

async function measure() {
  await run('dotnet', ['restore', project, '--locked-mode']);
  await run('dotnet', ['build', project, '-c', 'Release', '--no-restore', '--nologo']);
  const times = { csharp: [], native: [] };
  let bytes = 0;
  for (let i = 0; i < RUNS; i++) {
    const csharp = JSON.parse(await run('dotnet', [program], { LD_LIBRARY_PATH: native }));
    const peer = JSON.parse(await run(join(native, 'bench', 'bench_push_floats'), []));
    if (csharp.refused + peer.refused > 0) throw new Error('blocks were refused: the figures mean nothing');
    times.csharp.push(csharp.ns);
    times.native.push(peer.ns);
    bytes += csharp.bytes;
  }
  const [value, peerValue] = [median(times.csharp), median(times.native)];
  return [
    {
      ...{ name: 'block of 1024 x 2 float pushed through C#', value, unit: 'ns', peer: 'the same from C++', peerValue },
      ...{ ratio: Number((value / peerValue).toPrecision(4)), goal: `<= ${MOST_NS}`, met: value <= MOST_NS },
    },
    {
      ...{ name: 'what all of them left to collect', value: bytes, unit: 'bytes', peer: null, peerValue: null },
      ...{ ratio: null, goal: '<= 0', met: bytes === 0 },
    },
  ];
}

const { values } = parseArgs({ options: { json: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
if (values.help) {
  console.log(HELP);
} else {
  const missing = missingSdk(await capture('dotnet', ['--list-sdks']));
  const figures = missing === undefined ? await measure() : [];
  if (missing !== undefined) console.log(`SKIPPED ${missing}`);
  for (const { name, value, unit, peer, peerValue, ratio, goal } of figures) {
    const beside = peer === null ? '' : `  ${peer}: ${peerValue} ${unit}, ${ratio}x`;
    console.log(`${name}  ${value} ${unit}${beside}  goal ${goal}`);
  }
  if (values.json) {
    mkdirSync(dirname(resolve(values.json)), { recursive: true });
    writeFileSync(resolve(values.json), `${JSON.stringify(figures, null, 2)}\n`);
  }
  process.exitCode = figures.every(({ met }) => met) ? 0 : 1;
}
