#!/usr/bin/env node
// npm run bench: all set-up with a Release build, every benchmark program, one table of figures.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CommandError, Exit, runMain } from './lib/errors.mjs';
import { checkFigures, table } from './lib/figures.mjs';
import { buildFolder } from './lib/native-build.mjs';
import { extension, plugin, root } from './lib/paths.mjs';
import { inherit } from './lib/run.mjs';
import { setUp } from './setup.mjs';

const folder = buildFolder('bench');
const native = (name) => [join(folder, 'bench', `bench_${name}`), []];
const programs = {
  push_idle: native('push_idle'),
  push_under_dump: native('push_under_dump'),
  pipeline: native('pipeline'),
  dump: native('dump'),
  ring: native('ring'),
  timeline: native('timeline'),
  peaks: native('peaks'),
  puerts_calls: [process.execPath, [join(plugin, 'bench', 'puerts_calls.mjs')]],
  csharp_push: [process.execPath, [join(plugin, 'bench', 'csharp_push.mjs')]],
  viewer: [process.execPath, [join(extension, 'bench', 'viewer.mjs')]],
};

const HELP = `npm run bench [-- --only NAME[,NAME…]] [--json FILE]

Measures and prints one table of figures.
  --only NAME   ${Object.keys(programs).join(', ')}
  --json FILE   writes the figures as a list of {name, value, unit, peer, peerValue, ratio, goal, met}
  --help        this text
Exit codes: 0 every goal met, 1 a goal missed or a program failed, 2 usage, 4 something must be installed first.`;

function options() {
  try {
    return parseArgs({
      options: { only: { type: 'string' }, json: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    throw new CommandError(`${error.message}\n\n${HELP}`, Exit.usage);
  }
}

function chosen(only) {
  const names = only ? only.split(',') : Object.keys(programs);
  const unknown = names.find((name) => !Object.hasOwn(programs, name));
  if (unknown !== undefined) throw new CommandError(`Unknown program: ${unknown}\n\n${HELP}`, Exit.usage);
  return names;
}

/** Runs one program and returns its figures; it may end with 1 when a goal was missed. */
async function measure(name) {
  console.log(`\n${name}`);
  const file = join(folder, 'results', `${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  const [program, args] = programs[name];
  // Programs that run in Node find the addon of the measured build through VR_NATIVE_BUILD.
  const code = await inherit(program, [...args, '--json', file], { cwd: root, env: { VR_NATIVE_BUILD: folder } });
  if (code > 1) throw new CommandError(`${name} ended with exit code ${code}`);
  return checkFigures(JSON.parse(readFileSync(file, 'utf8')), name);
}

async function main() {
  const values = options();
  if (values.help) return void console.log(HELP);
  const names = chosen(values.only);
  await setUp('bench');
  const figures = [];
  const failures = [];
  for (const name of names) {
    try {
      figures.push(...(await measure(name)));
    } catch (error) {
      failures.push(`${name}: ${error.message}`);
    }
  }
  console.log(`\n${table(figures)}`);
  if (values.json) writeFileSync(resolve(values.json), `${JSON.stringify(figures, null, 2)}\n`);
  const missed = figures.filter((figure) => figure.met === false).length;
  console.log(`\n${figures.length} figures, ${missed} short of their goal`);
  if (failures.length > 0) throw new CommandError(failures.join('\n'));
  return missed === 0 ? Exit.ok : Exit.failed;
}

await runMain(main);
