import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Exit } from './errors.mjs';
import { build, root } from './paths.mjs';
import { runInStep, step } from './progress.mjs';
import { capture } from './run.mjs';
import { add, fromTrx, none } from './tally.mjs';
import { bundleForUnity, bundleGameForUnity, UNITY_MODULE } from './unity-bundle.mjs';

/** The oldest major version of the .NET SDK that builds test/unity. */
export const SDK_MAJOR = 10;
const tests = join(root, 'test', 'unity');
/** Each is restored, built and run by itself; what they share is built once. */
const PROJECTS = { unity: join(tests, 'tests'), 'unity-scripts': join(tests, 'script-tests') };

/** Nothing is left running, nothing is sent; for a build of many projects see `compilingTogether`. */
export const DOTNET_ENV = {
  DOTNET_CLI_TELEMETRY_OPTOUT: '1',
  DOTNET_NOLOGO: '1',
  DOTNET_CLI_UI_LANGUAGE: 'en',
  MSBUILDDISABLENODEREUSE: '1',
  UseSharedCompilation: 'false',
};

/** The newest major version in what `dotnet --list-sdks` prints; 0: none. */
export function newestSdk(listed) {
  return Math.max(0, ...[...listed.matchAll(/^(\d+)\.\d+\.\d+\S* \[/gm)].map((match) => Number(match[1])));
}

/** Why the part cannot run here; undefined: it can. */
export function missingSdk({ code, output }) {
  const found = code === 0 ? newestSdk(output) : 0;
  if (found >= SDK_MAJOR) return undefined;
  const instead = found > 0 ? `found is ${found}` : 'there is none here';
  return `the tests of the Unity package need the .NET SDK ${SDK_MAJOR} or later, ${instead}: install it, then run npm test -- --only unity`;
}

/** How many tests have ended, by what the console logger has printed. */
export function endedTests(output) {
  return [...output.matchAll(/^ {2}(Passed|Failed|Skipped) .+\[.+\]$/gm)].length;
}

const whatIsMissing = async () => missingSdk(await capture('dotnet', ['--list-sdks'], { env: DOTNET_ENV }));

/** Builds the C# of the Unity package, its tests and its script bundle, where there is an SDK. */
export async function buildDotnetTests() {
  if ((await whatIsMissing()) !== undefined) return;
  const told = { env: DOTNET_ENV, cwd: root };
  await step('script bundle for Unity', bundleScripts);
  await step('NuGet packages', async () => {
    for (const project of Object.values(PROJECTS)) {
      await runInStep('dotnet', ['restore', project, '--locked-mode'], told);
    }
  });
  await step('C# of the Unity package and its tests', () =>
    compilingTogether(async (env) => {
      for (const project of Object.values(PROJECTS)) {
        await runInStep('dotnet', ['build', project, '--no-restore', '--nologo'], { ...told, env });
      }
    }),
  );
}

/** Runs what `buildDotnetTests` has built against build/native, and counts the tests. */
export async function runDotnetTests() {
  const missing = await whatIsMissing();
  if (missing !== undefined) return leftOut(missing);
  let tally = none;
  for (const [name, project] of Object.entries(PROJECTS)) tally = add(tally, await runBuiltTests(name, project));
  return tally;
}

function leftOut(missing) {
  console.log(`  SKIPPED ${missing}`);
  return { ...none, skipped: 1, excused: missing };
}

/** Projects that are built one after the other share one compiler process, which ends with the last of them. */
async function compilingTogether(build) {
  try {
    await build({ ...DOTNET_ENV, UseSharedCompilation: 'true' });
  } finally {
    await capture('dotnet', ['build-server', 'shutdown', '--vbcscompiler'], { env: DOTNET_ENV });
  }
}

/** The module of the package, and a game script over it, where the tests look for them. */
async function bundleScripts() {
  const folder = join(build, 'unity-script');
  await bundleForUnity(join(folder, UNITY_MODULE));
  await bundleGameForUnity(join(PROJECTS['unity-scripts'], 'scripts', 'session.ts'), join(folder, 'session.mjs'));
}

/** What calls the library in every way that another build of it could break. */
const OF_THE_LIBRARY = ['NativeLibraryTests', 'RecordingTests', 'CrashTests', 'PrivacyTests', '.Listening.'];

/** Makes the package as it is given away, looks at it as Unity would, and runs the core against the library in it. */
export async function runPackagedDotnetTests() {
  const missing = await whatIsMissing();
  if (missing !== undefined) return leftOut(missing);
  const { packageUnity } = await import('../package-unity.mjs');
  const folder = join(build, 'unity-package');
  try {
    await packageUnity(folder, ['linux-x64']);
  } catch (error) {
    if (error.exitCode !== Exit.environment) throw error;
    console.log(`  SKIPPED the packaged library: ${error.message}`);
    return { ...none, skipped: 1 };
  }
  const filter = OF_THE_LIBRARY.map((name) => `FullyQualifiedName~${name}`).join('|');
  return runBuiltTests('unity-package', PROJECTS.unity, ['--filter', filter], {
    VR_NATIVE_BUILD: join(folder, 'Plugins', 'x86_64'),
  });
}

async function runBuiltTests(name, project, args = [], env = {}) {
  const results = join(build, 'test-results');
  mkdirSync(results, { recursive: true });
  const report = join(results, `${name}.trx`);
  rmSync(report, { force: true });
  let tally = { ...none, failed: 1 };
  let trouble = '';
  await step(`dotnet test, ${name}`, async (_, show) => {
    let heard = '';
    const loggers = ['--logger', 'console;verbosity=normal', '--logger', `trx;LogFileName=${report}`];
    const { code, output } = await capture('dotnet', ['test', project, '--no-build', ...loggers, ...args], {
      cwd: root,
      env: { ...DOTNET_ENV, ...env },
      onData: (text) => {
        heard += text;
        show(`${endedTests(heard)} tests`);
      },
    });
    if (existsSync(report)) tally = fromTrx(readFileSync(report, 'utf8'));
    if (code !== 0 && tally.failed === 0) tally.failed = 1;
    if (tally.failed > 0) trouble = withoutPassed(output);
    return `${tally.passed} passed, ${tally.failed} failed`;
  });
  if (trouble) console.log(trouble);
  return tally;
}

/** What a failed run has to say: lines of tests that passed are left out. */
export function withoutPassed(output) {
  return output
    .split('\n')
    .filter((line) => !/^ {2}Passed .+\[.+\]$|^\s*$/.test(line))
    .join('\n');
}
