#!/usr/bin/env node
// npm run torture: counted faults against the ring on disk, dumps and recovery.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { freshSeed } from '../test/torture/lib/random.mjs';
import { CommandError, Exit, runMain } from './lib/errors.mjs';
import { table } from './lib/figures.mjs';
import { buildFolder } from './lib/native-build.mjs';
import { parts } from './lib/torture/parts.mjs';
import { runTorture } from './lib/torture/run.mjs';
import { setUp } from './setup.mjs';

const HELP = `npm run torture [-- --short] [--only PART[,PART…]] [--seed N] [--cases N] [--json FILE]

Kills recorders, lets disks fail and fill, mutates files, and counts what the recorder keeps. Without --short it takes up
to an hour on two cores.
${Object.entries(parts)
  .map(([name, { title }]) => `  ${name.padEnd(12)} ${title}`)
  .join('\n')}
  --short       a sample of all of it in about a minute and a half; npm test holds it
  --only PART   some of the parts
  --seed N      where the random numbers begin; every failure prints the seed that repeats it
  --cases N     so many cases of each part
  --json FILE   writes the counts as a list of {name, value, unit, goal, met}
  --help        this text
Exit codes: 0 every promise kept, 1 one broken, 2 usage, 4 something must be installed first.`;

function options() {
  try {
    return parseArgs({
      options: {
        short: { type: 'boolean', default: false },
        only: { type: 'string' },
        seed: { type: 'string' },
        cases: { type: 'string' },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new CommandError(`${error.message}\n\n${HELP}`, Exit.usage);
  }
}

function whole(name, text) {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new CommandError(`--${name} takes a whole number, got ${text}\n\n${HELP}`, Exit.usage);
  return Number(text);
}

function chosen(only) {
  const names = only ? only.split(',') : Object.keys(parts);
  const unknown = names.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined) throw new CommandError(`Unknown part: ${unknown}\n\n${HELP}`, Exit.usage);
  return names;
}

async function main() {
  const values = options();
  if (values.help) return void console.log(HELP);
  const names = chosen(values.only);
  const seed = whole('seed', values.seed) ?? freshSeed();
  const cases = whole('cases', values.cases);
  await setUp('torture');
  console.log(`\nTorture (${values.short ? 'short' : 'long'}, seed ${seed})`);
  const reports = await runTorture({ names, build: buildFolder('torture'), seed, long: !values.short, cases });
  const figures = reports.flatMap((report) => report.figures());
  console.log(`\n${table(figures)}`);
  if (values.json) writeFileSync(resolve(values.json), `${JSON.stringify(figures, null, 2)}\n`);
  const failures = reports.reduce((sum, report) => sum + report.failures.length, 0);
  const skipped = reports.flatMap((report) => report.skipped);
  console.log(`\n${failures} failures${skipped.length > 0 ? `, SKIPPED: ${skipped.join('; ')}` : ''}`);
  return failures === 0 ? Exit.ok : Exit.failed;
}

await runMain(main);
