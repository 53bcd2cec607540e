import { join } from 'node:path';
import { runFuzzPart } from '../../../test/torture/fuzz/fuzz-part.mjs';
import { runKillPart } from '../../../test/torture/kill/kill-part.mjs';
import { runNative } from './native-part.mjs';

const program = (build, name) => join(build, 'test', 'torture', `torture_${name}`);
const options = (pairs) =>
  Object.entries(pairs)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`);

/**
 * In the order in which they run. `short` and `long` say how many cases; undefined: every one there is. `run` gets
 * `{ build, folder, seed, cases, long, jobs, report, show }`.
 */
export const parts = {
  kill: {
    title: 'recorders that are killed',
    short: 50,
    long: 1000,
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
    short: 150,
    long: undefined,
    run: ({ build, folder, seed, cases, jobs, report, show }) =>
      runNative(program(build, 'faults'), options({ folder, seed, cases, jobs }), report, show),
  },
  disk: {
    title: 'full disks',
    short: 14,
    long: 140,
    run: ({ build, folder, seed, cases, jobs, report, show }) =>
      runNative(program(build, 'disk'), options({ folder, seed, cases, jobs }), report, show).then(() => {
        if (report.skipped.length === 0) report.goal('scenes', cases);
      }),
  },
  dumps: {
    title: 'random dumps, each exactly its window',
    short: 100,
    long: 1000,
    run: ({ build, folder, seed, cases, jobs, report, show }) =>
      runNative(program(build, 'dumps'), options({ folder, seed, cases, jobs }), report, show).then(() => {
        report.goal('dumps', cases);
      }),
  },
  hours: {
    title: 'virtual hours (a case is a minute of them)',
    short: 60,
    long: 24 * 60,
    run: ({ build, folder, seed, cases, jobs, report, show }) =>
      runNative(program(build, 'hours'), options({ folder, seed, minutes: cases, jobs }), report, show),
  },
  fuzz: {
    title: 'files with anything in them, and what recovery makes of them',
    short: undefined,
    long: undefined,
    run: ({ build: _, ...context }) => runFuzzPart(context),
  },
};
