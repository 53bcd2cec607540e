import { join } from 'node:path';
import { runFuzzPart } from '../../../test/torture/fuzz/fuzz-part.mjs';
import { runKillPart } from '../../../test/torture/kill/kill-part.mjs';
import { runNative } from './native-part.mjs';

const program = (build, name) => join(build, 'test', 'torture', `torture_${name}`);
const options = (pairs) =>
  Object.entries(pairs)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`);

const MOST_OFF_MS = 5;
/** Up to eight sources have a feature track, of at most 1 MiB each; who is there when all is full is chance. */
const MOST_GROWTH_KIB = 8192;

/**
 * In the order in which they run. `short` and `long` say how many cases; undefined: every one there is. A failure is
 * repeated with `again` cases from its seed on. `run` gets `{ build, folder, seed, cases, jobs, sanitized, report, show }`.
 */
export const parts = {
  kill: {
    title: 'recorders that are killed',
    cases: 'groups of four recorders, one of each format and mode',
    short: 50,
    long: 1000,
    again: () => 1,
    run: ({ build, ...context }) =>
      runKillPart({
        ...context,
        tools: {
          record: program(build, 'record'),
          recover: program(build, 'recover'),
          reference: program(build, 'reference'),
          opener: join(build, 'tools', 'voice-recorder-open'),
        },
      }),
  },
  io: {
    title: 'the n-th call to the disk fails',
    cases: 'failing calls',
    short: 150,
    long: undefined,
    again: () => 1,
    async run({ build, folder, seed, cases, jobs, report, show }) {
      await runNative(program(build, 'faults'), options({ folder, seed, cases, jobs }), report, show);
      report.goal('cases as promised', cases ?? report.value('cases there are'));
    },
  },
  disk: {
    title: 'full disks',
    cases: 'scenes on a small disk',
    short: 14,
    long: 140,
    again: () => 1,
    async run({ build, folder, seed, cases, jobs, report, show }) {
      await runNative(program(build, 'disk'), options({ folder, seed, cases, jobs }), report, show);
      if (report.skipped.length === 0) report.goal('scenes as promised', cases);
    },
  },
  dumps: {
    title: 'random dumps, each exactly its window',
    cases: 'dumps',
    short: 100,
    long: 1000,
    // A seed is that of a recording with so many dumps.
    again: () => 25,
    async run({ build, folder, seed, cases, jobs, report, show }) {
      await runNative(program(build, 'dumps'), options({ folder, seed, cases, jobs }), report, show);
      report.goal('dumps as asked for', cases);
    },
  },
  hours: {
    title: 'virtual hours of recording',
    cases: 'virtual minutes',
    short: 10,
    long: 24 * 60,
    again: (cases) => cases,
    async run({ build, folder, seed, cases, jobs, report, show }) {
      await runNative(program(build, 'hours'), options({ folder, seed, minutes: cases, jobs }), report, show);
      for (const run of ['lone source', 'crowd']) {
        report.goal(`${run}: virtual hours`, `>= ${Math.floor((cases / 60) * 100) / 100}`);
        report.goal(`${run}: a marker off its place by, at most, ms`, `<= ${MOST_OFF_MS}`);
        report.goal(`${run}: memory grown once all is full, KiB`, `<= ${MOST_GROWTH_KIB}`);
      }
      report.goal('lone source: samples not in their place', 0);
      report.goal('crowd: a sound off its place by, at most, ms', `<= ${MOST_OFF_MS}`);
      report.goal('crowd: a gap off its place by, at most, ms', `<= ${MOST_OFF_MS}`);
    },
  },
  fuzz: {
    title: 'files with anything in them, and what recovery makes of them',
    cases: 'seconds of a core',
    short: 14,
    long: 300,
    again: (cases) => cases,
    run: ({ build: _, ...context }) => runFuzzPart(context),
  },
};
