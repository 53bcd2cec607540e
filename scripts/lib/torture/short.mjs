import { freshSeed } from '../../../test/torture/lib/random.mjs';
import { add, none } from '../tally.mjs';
import { parts } from './parts.mjs';
import { runTorture } from './run.mjs';

/** The short form as a part of the tests: runs it, or `only` some parts, from a fresh seed and counts what it promises. */
export async function runShortTorture({ build, only = Object.keys(parts), leftOut = {}, cases = {}, ...options }) {
  const seed = freshSeed();
  console.log(`  seed ${seed}`);
  const names = only.filter((name) => !Object.hasOwn(leftOut, name));
  for (const [name, why] of Object.entries(leftOut)) console.log(`  SKIPPED ${name}: ${why}`);
  const casesOf = (name) => cases[name] ?? parts[name].short;
  const reports = await runTorture({ names, build, seed, casesOf, ...options });
  const skipped = { ...none, skipped: Object.keys(leftOut).length };
  return reports.map((report) => report.tally()).reduce(add, skipped);
}
