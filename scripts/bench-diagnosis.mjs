#!/usr/bin/env node
// npm run bench:diagnosis: builds the labelled benchmark of the diagnosis and runs it.
import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CommandError, Exit, runMain } from './lib/errors.mjs';
import { buildFolder } from './lib/native-build.mjs';
import { inherit } from './lib/run.mjs';
import { setUp } from './setup.mjs';

const HELP = `npm run bench:diagnosis [-- OPTIONS]

Puts faults into talks that are made here, records them, has them diagnosed, and prints what was found
(doc/diagnosis-benchmark.md). About half an hour on two cores; with --instances 10 --clean-hours 0.5 a few minutes.
  --faults NAME[,NAME…]  these alone, by name or family; clean talks then only with --clean-hours
  --instances N          of each fault and strength; default 100
  --clean-hours H        of talks without a fault; default 10
  --seeds SET            tune or held-out; default held-out
  --threads N            default: as many as the machine has processors
  --no-speed             leaves out the figures of time and memory
  --keep DIR             keeps there the captures of what was missed, and of false findings
  --json FILE            writes the figures as a list of {name, value, unit, peer, peerValue, ratio, goal, met}
  --list                 the faults and their strengths
  --help                 this text
Exit codes: 0 every goal met, 1 a goal missed, 2 usage, 4 something must be installed first or failed.`;

const TEXTS = ['faults', 'instances', 'clean-hours', 'seeds', 'threads', 'keep', 'json'];
const FLAGS = ['no-speed', 'list'];
const PATHS = ['keep', 'json'];

/** What the program is started with; undefined when its help is wanted. */
export function programArguments(args) {
  const types = [
    ...TEXTS.map((name) => [name, { type: 'string' }]),
    ...FLAGS.map((name) => [name, { type: 'boolean' }]),
  ];
  let values;
  try {
    const options = { ...Object.fromEntries(types), help: { type: 'boolean', short: 'h' } };
    values = parseArgs({ args, options }).values;
  } catch (error) {
    throw new CommandError(`${error.message}\n\n${HELP}`, Exit.usage);
  }
  if (values.help) return undefined;
  const given = Object.entries(values).filter(([, value]) => value !== false);
  return given.flatMap(([name, value]) => {
    if (value === true) return [`--${name}`];
    return [`--${name}`, PATHS.includes(name) && value !== '' ? resolve(value) : value];
  });
}

async function main() {
  const args = programArguments(process.argv.slice(2));
  if (args === undefined) return void console.log(HELP);
  await setUp('diagnosis');
  return inherit(join(buildFolder('diagnosis'), 'bench', 'diagnosis', 'bench_diagnosis'), args);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runMain(main);
}
