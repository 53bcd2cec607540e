import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { step } from '../progress.mjs';
import { endAll } from './children.mjs';
import { parts } from './parts.mjs';
import { PartReport, repeatLine } from './report.mjs';
import { WorkFolder } from './work-folder.mjs';

const MOST_TOLD = 20;

/** Ends everything and leaves nothing behind when the command is interrupted. */
function cleanUpOnSignal(folder) {
  const end = (signal, code) => {
    endAll();
    folder.remove();
    console.log(`\n${signal}: ended, and removed what it had made`);
    process.exit(code);
  };
  const onInterrupt = () => end('SIGINT', 130);
  const onTerminate = () => end('SIGTERM', 143);
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  return () => {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onTerminate);
  };
}

function tell(report) {
  for (const why of report.skipped) console.log(`    SKIPPED: ${why}`);
  for (const { seed, what } of report.failures.slice(0, MOST_TOLD)) {
    console.log(`    ✗ ${what}\n      again: ${repeatLine(report.part, seed)}`);
  }
  const more = report.failures.length - MOST_TOLD;
  if (more > 0) console.log(`    and ${more} more`);
}

async function runPart(name, { long, cases, ...context }) {
  const part = parts[name];
  const report = new PartReport(name);
  const began = performance.now();
  await step(`${name}: ${part.title}`, async (note, show) => {
    const folder = join(context.folder, name);
    mkdirSync(folder);
    await part.run({ ...context, folder, long, cases: cases ?? (long ? part.long : part.short), report, show });
    const missed = report.figures().filter((figure) => figure.met === false);
    for (const { name: figure, value, goal } of missed) report.wrong(context.seed, `${figure}: ${value}, not ${goal}`);
    return report.failures.length === 0 ? '' : `${report.failures.length} failures`;
  });
  report.count('time', Math.round((performance.now() - began) / 1000), 's');
  tell(report);
  return report;
}

/**
 * Runs parts of the torture against the programs of a build folder and returns their reports. `env` is for those programs.
 * `cases` takes the place of each part's own number of them.
 */
export async function runTorture({ names, build, seed, long = false, cases, env = {} }) {
  const folder = new WorkFolder();
  const stopListening = cleanUpOnSignal(folder);
  const reports = [];
  try {
    const jobs = Math.max(1, availableParallelism());
    for (const name of names) {
      reports.push(await runPart(name, { build, folder: folder.path, seed, long, cases, jobs, env }));
    }
  } finally {
    stopListening();
    endAll();
    folder.remove();
  }
  return reports;
}
