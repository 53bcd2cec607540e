import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { KillGroup } from './group.mjs';

/** Groups of four recorders each that live at the same time; one where a sanitizer makes each of them slow. */
const GROUPS_AT_ONCE = 4;
const CYCLE_LOSS_MS = 450;
const REAL_TIME_LOSS_MS = 1000;
const KINDS = ['wav cycle', 'aac cycle', 'wav real time', 'aac real time'];

/** Turns what a group tells into counts of the report. */
function teller(report, seed) {
  return {
    wrong: (what) => report.wrong(seed, what),
    killed: (kind) => report.count(`${kind}: kills`),
    recovered: (kind) => report.count(`${kind}: recovered captures`),
    playable: (kind) => report.count(`${kind}: playable before recovery`),
    loss: (kind, ms) => report.most(`${kind}: newest audio lost, at most`, Math.round(ms), 'ms'),
    wrongSound: (count) => report.count('torn slots accepted', count),
    acknowledgedLost: (count) => report.count('acknowledged frames lost', count),
    torn: (count) => report.count('slots torn'),
    dump: (how) => report.count(`dumps ${how}`),
    silent: (frames) => report.count('frames in holes that were told', frames),
    recoveryBeside: (alive) => report.count(alive > 0 ? 'recoveries beside live recorders' : 'recoveries alone'),
    recoveryRun: (killed) => report.count(killed ? 'recoveries killed' : 'recoveries to their end'),
    unfinished: (names) => report.count('files in the making left by kills', names.length),
  };
}

/** `cases` groups from `seed` on. */
export async function runKillPart({ folder, seed, cases, sanitized, report, show, tools }) {
  let next = 0;
  const work = async () => {
    while (next < cases) {
      const number = next++;
      const place = join(folder, `group-${number}`);
      mkdirSync(place);
      await new KillGroup(seed + number, place, tools, teller(report, seed + number)).run();
      show(`${next} of ${cases} groups`);
    }
  };
  await Promise.all(Array.from({ length: sanitized ? 1 : GROUPS_AT_ONCE }, work));
  report.goal('acknowledged frames lost', 0);
  report.goal('torn slots accepted', 0);
  for (const kind of KINDS) {
    const cycle = kind.endsWith('cycle');
    report.goal(`${kind}: kills`, cases);
    report.goal(`${kind}: newest audio lost, at most`, `<= ${cycle ? CYCLE_LOSS_MS : REAL_TIME_LOSS_MS}`, 'ms');
  }
}
