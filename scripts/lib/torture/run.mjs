import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { step } from '../progress.mjs';
import { endAll, launchWith } from './children.mjs';
import { parts } from './parts.mjs';
import { PartReport, repeatLine } from './report.mjs';
import { WorkFolder } from './work-folder.mjs';

const MOST_TOLD = 20;
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** Ends everything and leaves nothing behind when the command is interrupted. */
function cleanUpOnSignal(folder) {
  const listeners = Object.entries(SIGNALS).map(([signal, code]) => {
    const end = () => {
      endAll();
      folder.remove();
      console.log(`\n${signal}: ended, and removed what it had made`);
      process.exit(code);
    };
    process.on(signal, end);
    return () => process.off(signal, end);
  });
  return () => listeners.forEach((stop) => stop());
}

function tell(report, again) {
  for (const why of report.skipped) console.log(`    SKIPPED: ${why}`);
  for (const { seed, what } of report.failures.slice(0, MOST_TOLD)) {
    console.log(`    ✗ ${what}\n      again: ${repeatLine(report.part, seed, again)}`);
  }
  const more = report.failures.length - MOST_TOLD;
  if (more > 0) console.log(`    and ${more} more`);
}

function remark(report) {
  if (report.failures.length > 0) return `${report.failures.length} failures`;
  return report.skipped.length > 0 ? 'SKIPPED, in part at least' : '';
}

async function runPart(name, { folder: root, cases, ...context }) {
  const part = parts[name];
  const report = new PartReport(name);
  const began = performance.now();
  await step(`${name}: ${part.title}`, async (note, show) => {
    const folder = join(root, name);
    mkdirSync(folder);
    await part.run({ ...context, folder, cases, report, show });
    const missed = report.figures().filter((figure) => figure.met === false);
    for (const { name: figure, value, goal } of missed) report.wrong(context.seed, `${figure}: ${value}, not ${goal}`);
    return remark(report);
  });
  report.count('time', Math.round((performance.now() - began) / 1000), 's');
  tell(report, part.again(cases));
  return report;
}

/**
 * Runs parts of the torture against the programs of a build folder and returns their reports. `casesOf(name)` says how many
 * cases; undefined: every one. `launch` is for those programs (launchWith), `sanitized` when they are slow.
 */
export async function runTorture({ names, build, seed, casesOf, launch = {}, sanitized = false }) {
  const folder = new WorkFolder();
  const stopListening = cleanUpOnSignal(folder);
  const jobs = Math.max(1, availableParallelism());
  const reports = [];
  launchWith(launch);
  try {
    for (const name of names) {
      const cases = casesOf(name);
      reports.push(await runPart(name, { build, folder: folder.path, seed, cases, jobs, sanitized }));
    }
  } finally {
    stopListening();
    endAll();
    folder.remove();
  }
  return reports;
}
