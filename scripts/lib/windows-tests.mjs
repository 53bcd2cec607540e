import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Exit } from './errors.mjs';
import { ensureWindowsBuild, missingForWindowsTests, windowsBuild, wineProgram } from './game-library/windows.mjs';
import { build } from './paths.mjs';
import { step } from './progress.mjs';
import { capture } from './run.mjs';
import { add, fromJUnit, none } from './tally.mjs';

/**
 * The programs that run here by their targets, the longest first. Of the mix only what takes no minutes: it does the same sums as on other
 * systems, where all of it is run.
 */
const PROGRAMS = [
  { name: 'recorder_tests', room: 'recorder' },
  { name: 'base_test', room: 'base' },
  { name: 'base_windows_test', room: 'base' },
  { name: 'tap_test', room: 'tap' },
  {
    name: 'mix_test',
    room: 'mix',
    filter: '-*MixLoss*:*MixArrivals*:*MixOwnClock*:*MixDrift*:*MixIntegratedLoudness*',
  },
  { name: 'test_encode', room: 'encode' },
  { name: 'test_cycle', room: 'cycle' },
  { name: 'test_ring', room: 'cycle' },
  { name: 'writer_test', room: 'writer' },
  { name: 'cocos_test', folder: 'cocos_native' },
  { name: 'adapters_test', folder: 'cocos_native' },
];
/** Programs in plain C, each one test that is given a folder. */
const PLAIN_PROGRAMS = ['abi_test', 'crash_test'];

const wineFolder = join(windowsBuild, 'wine');
const results = join(build, 'test-results');
const TIMEOUT_SECONDS = '300';

/** A Windows of its own for the tests, without what would ask for a screen or for downloads. */
const ENV = {
  WINEPREFIX: wineFolder,
  WINEDEBUG: '-all',
  WINEDLLOVERRIDES: 'mscoree,mshtml=;winemenubuilder.exe=',
  WINEPATH: windowsPath(windowsBuild),
  DISPLAY: '',
};

/** How wine names a path of this machine. */
export function windowsPath(path) {
  return `Z:${path.replaceAll('/', '\\')}`;
}

const wine = (args) => capture('timeout', ['-k', '5', TIMEOUT_SECONDS, wineProgram(), ...args], { env: ENV });

async function ensurePrefix() {
  if (existsSync(join(wineFolder, 'system.reg'))) return 'up to date';
  mkdirSync(wineFolder, { recursive: true });
  await wine(['wineboot', '-i']);
  return existsSync(join(wineFolder, 'drive_c', 'windows')) ? undefined : 'wineboot made no drive';
}

/** Whether wine lost the server that all of its programs share: that is no fault of the program, which is run again once. */
export const lostItsServer = (output) => /^wine client error:/m.test(output);

/** One program of GoogleTest cases in one process, because starting one takes longer than a test. */
async function runProgram({ name, room, folder = join('native', room), filter }) {
  const report = join(results, `windows-${name}.xml`);
  rmSync(report, { force: true });
  const program = join(windowsBuild, 'test', folder, `${name}.exe`);
  const args = [`--gtest_output=xml:${windowsPath(report)}`, ...(filter ? [`--gtest_filter=${filter}`] : [])];
  let { code, output } = await wine([program, ...args]);
  if (!existsSync(report) && lostItsServer(output)) ({ code, output } = await wine([program, ...args]));
  const tally = existsSync(report) ? fromGoogleTest(readFileSync(report, 'utf8')) : { ...none, failed: 1 };
  if (code !== 0 && tally.failed === 0) tally.failed = 1;
  return { tally, trouble: tally.failed > 0 ? `${name}:\n${withoutPassedCases(output)}` : '' };
}

async function runPlain(name) {
  const folder = windowsPath(join(windowsBuild, 'test', 'abi', `${name}-folder`));
  rmSync(join(windowsBuild, 'test', 'abi', `${name}-folder`), { recursive: true, force: true });
  mkdirSync(join(windowsBuild, 'test', 'abi', `${name}-folder`), { recursive: true });
  const { code, output } = await wine([windowsPath(join(windowsBuild, 'test', 'abi', `${name}.exe`)), folder]);
  const passed = code === 0;
  return {
    tally: { ...none, passed: passed ? 1 : 0, failed: passed ? 0 : 1 },
    trouble: passed ? '' : `${name}:\n${output}`,
  };
}

/** Reads the file of `--gtest_output=xml`, which counts what was skipped as passed. */
export function fromGoogleTest(xml) {
  const { passed, failed } = fromJUnit(xml.replace('<testsuites', '<testsuite'));
  const skipped = [...xml.matchAll(/<testcase\b[^>]*\bresult="skipped"/g)].length;
  return { passed: passed - skipped, failed, skipped };
}

/** What a failed program has to say: cases that passed, and beginnings of those that ended, are left out. */
export function withoutPassedCases(output) {
  const lines = output.split(/\r?\n/);
  const ended = new Set(lines.flatMap((line) => /^\[ +(?:OK|FAILED|SKIPPED) +\] ([^\s,]+)/.exec(line)?.[1] ?? []));
  const begun = (line) => /^\[ RUN      \] (\S+)/.exec(line)?.[1];
  return lines.filter((line) => !/^\[(?:       OK |-{10})\]|^\s*$/.test(line) && !ended.has(begun(line))).join('\n');
}

/** Builds what is tested; why that cannot be here, or undefined. */
async function buildOrReason(ensureBuild) {
  try {
    await step('build for Windows', () =>
      ensureBuild([...PROGRAMS.map(({ name }) => name), ...PLAIN_PROGRAMS]).then(() => undefined),
    );
    return undefined;
  } catch (error) {
    if (error.exitCode !== Exit.environment) throw error;
    return error.message;
  }
}

/** Builds voice_recorder.dll and the native tests for Windows, and runs them under wine. */
export async function runWindowsTests({ missing = missingForWindowsTests, ensureBuild = ensureWindowsBuild } = {}) {
  const why = missing() ?? (await buildOrReason(ensureBuild));
  if (why !== undefined) {
    console.log(`  SKIPPED ${why}`);
    return { ...none, skipped: 1, excused: why };
  }
  mkdirSync(results, { recursive: true });
  await step('wine', ensurePrefix);
  let tally = none;
  const troubles = [];
  await step('tests under wine', async (_, show) => {
    const waiting = [
      ...PROGRAMS.map((program) => ({ name: program.name, run: () => runProgram(program) })),
      ...PLAIN_PROGRAMS.map((name) => ({ name, run: () => runPlain(name) })),
    ];
    const work = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        show(next.name);
        const result = await next.run();
        tally = add(tally, result.tally);
        if (result.trouble) troubles.push(result.trouble);
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    return `${tally.passed} passed, ${tally.failed} failed`;
  });
  for (const trouble of troubles) console.log(trouble);
  return tally;
}
