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
  fuzz: {
    title: 'files with anything in them, and what recovery makes of them',
    short: undefined,
    long: undefined,
    run: ({ build: _, ...context }) => runFuzzPart(context),
  },
};
