#!/usr/bin/env node
// npm run torture: counted faults against the ring on disk, dumps and recovery.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { freshSeed } from '../test/torture/lib/random.mjs';
import { CommandError, Exit, runMain } from './lib/errors.mjs';
import { table } from './lib/figures.mjs';
import { buildFolder } from './lib/native-build.mjs';
import { markdownTable, replaceCounts } from './lib/torture/markdown.mjs';
import { parts } from './lib/torture/parts.mjs';
import { runTorture } from './lib/torture/run.mjs';
import { setUp } from './setup.mjs';

const HELP = `npm run torture [-- --short] [--only PART[,PART…]] [--seed N] [--cases N] [--json FILE] [--markdown FILE]

Kills recorders, lets disks fail and fill, mutates files, and counts what the recorder keeps. Without --short it takes up
to an hour on two cores.
${Object.entries(parts)
  .map(([name, { title, cases }]) => `  ${name.padEnd(17)} ${title}; cases are ${cases}`)
  .join('\n')}
  --short           a sample of all of it in about a minute and a half; npm test and npm run test:asan hold it
  --only PART       some of the parts
  --seed N          where the random numbers begin; every failure prints the line that repeats it
  --cases N         so many cases of each part
  --json FILE       writes the counts as a list of {name, value, unit, peer, peerValue, ratio, goal, met}
  --markdown FILE   writes the counts as a table between the marker lines of FILE, if nothing failed
  --help            this text
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
        markdown: { type: 'string' },
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

/** The command that makes the same figures again. */
function commandOf({ short, only, cases }, seed) {
  const options = { '--short': short ? '' : undefined, '--only': only, '--cases': cases, '--seed': seed };
  const words = Object.entries(options).filter(([, value]) => value !== undefined);
  return `npm run torture -- ${words.map(([name, value]) => `${name} ${value}`.trim()).join(' ')}`;
}

function writeMarkdown(file, figures, command) {
  const text = replaceCounts(readFileSync(resolve(file), 'utf8'), markdownTable(figures, command));
  if (text === undefined) throw new CommandError(`${file} has no marker lines for the counts`, Exit.unreadable);
  writeFileSync(resolve(file), text);
}

async function main() {
  const values = options();
  if (values.help) return void console.log(HELP);
  const names = chosen(values.only);
  const seed = whole('seed', values.seed) ?? freshSeed();
  const cases = whole('cases', values.cases);
  await setUp('torture');
  console.log(`\nTorture (${values.short ? 'short' : 'long'}, seed ${seed})`);
  const casesOf = (name) => cases ?? parts[name][values.short ? 'short' : 'long'];
  const reports = await runTorture({ names, build: buildFolder('torture'), seed, casesOf });
  const figures = reports.flatMap((report) => report.figures());
  console.log(`\n${table(figures)}`);
  if (values.json) writeFileSync(resolve(values.json), `${JSON.stringify(figures, null, 2)}\n`);
  const failures = reports.reduce((sum, report) => sum + report.failures.length, 0);
  const skipped = reports.flatMap((report) => report.skipped);
  console.log(`\n${failures} failures${skipped.length > 0 ? `, SKIPPED: ${skipped.join('; ')}` : ''}`);
  if (values.markdown && failures === 0) writeMarkdown(values.markdown, figures, commandOf(values, seed));
  return failures === 0 ? Exit.ok : Exit.failed;
}

await runMain(main);
