import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fuzzingVariables } from '../../../scripts/lib/fuzzing-compiler.mjs';
import { buildFolder, ensureNativeBuild } from '../../../scripts/lib/native-build.mjs';
import { build } from '../../../scripts/lib/paths.mjs';
import { commandLine } from '../../../scripts/lib/run.mjs';
import { librariesFound } from '../../../scripts/lib/system-packages.mjs';
import { listen, start } from '../../../scripts/lib/torture/children.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const ONE_INPUT_SECONDS = 10;
const RSS_MB = 1024;
const MAX_BYTES = 4096;
const INSTALL = 'sudo apt-get install -y --no-install-recommends clang-14 libclang-rt-14-dev';

/** Of how many parts of the time each target has; the one with the most to lose has the most. */
export const targets = {
  recovery: 12,
  ring: 9,
  log: 5,
  sidecar: 4,
  sealed: 4,
  wav: 3,
  adts: 3,
  opened_ring: 6,
  opened_companions: 5,
  opened_wav: 4,
  opened_adts: 4,
};

const WITH_JSON = ['log', 'opened_companions', 'opened_ring', 'recovery', 'ring', 'sidecar'];

/** What libFuzzer prints, as numbers. `edges` are those of the code that the seeds reach, and that all inputs reach. */
export function readFuzzer(lines) {
  const number = (pattern) => lines.reduce((last, line) => Number(pattern.exec(line)?.[1] ?? last), 0);
  const reached = lines.flatMap((line) => {
    const [, times, what] = /^reached (\d+) (.+)$/.exec(line) ?? [];
    return what === undefined ? [] : [{ what, times: Number(times) }];
  });
  return {
    runs: number(/^stat::number_of_executed_units: +(\d+)/),
    corpus: number(/\bcorp: (\d+)\//),
    seedEdges: number(/\bINITED +cov: (\d+)/),
    edges: number(/\bcov: (\d+)/),
    slowest: number(/^stat::slowest_unit_time_sec: +(\d+)/),
    reached,
  };
}

/** The line that says what was wrong. */
function reasonOf(lines) {
  const pattern = /broken promise|runtime error|^==\d+== ?ERROR|ERROR: (AddressSanitizer|LeakSanitizer|libFuzzer)/;
  return (lines.find((line) => pattern.test(line)) ?? 'it ended without a word').trim();
}

const KINDS = { crash: 'crashes', leak: 'crashes', timeout: 'timeouts', oom: 'out of memory' };

async function runTarget(name, { folder, seed, seconds, report }) {
  const corpus = join(folder, name);
  const kept = join(build, 'fuzz-findings', name);
  for (const path of [corpus, kept]) mkdirSync(path, { recursive: true });
  const program = join(buildFolder('fuzz'), 'test', 'torture', 'fuzz', `fuzz_${name}`);
  const before = new Set(readdirSync(kept));
  const args = [
    `-max_total_time=${seconds}`,
    `-timeout=${ONE_INPUT_SECONDS}`,
    `-rss_limit_mb=${RSS_MB}`,
    `-max_len=${MAX_BYTES}`,
    `-seed=${seed % 0xffffffff || 1}`,
    `-artifact_prefix=${kept}/`,
    '-print_final_stats=1',
    // Its bookkeeping costs more than the targets do.
    '-entropic=0',
    ...(WITH_JSON.includes(name) ? [`-dict=${join(here, 'json.dict')}`] : []),
  ];
  let said = '';
  const began = performance.now();
  const child = start(program, [...args, corpus, join(here, 'seeds', name)], { stderr: 'pipe' });
  child.stderr.setEncoding('utf8').on('data', (data) => (said += data));
  const { code, signal } = await listen(child, () => {});
  const lines = said.split('\n');
  const told = readFuzzer(lines);
  const took = Math.round((performance.now() - began) / 1000);
  report.count(`${name}: runs`, told.runs);
  report.count(`${name}: edges`, told.edges);
  report.count(`${name}: edges beyond the seeds`, Math.max(0, told.edges - told.seedEdges));
  report.count(`${name}: inputs kept`, told.corpus);
  report.most(`${name}: slowest input`, told.slowest, 's');
  report.count(`${name}: time`, took, 's');
  for (const { what, times } of told.reached) report.count(`${name}: ${what}`, times);
  const found = readdirSync(kept).filter((file) => !before.has(file) && !file.startsWith('slow-unit'));
  for (const file of found) {
    report.count(KINDS[file.split('-')[0]] ?? 'crashes');
    const again = commandLine(program, [join(kept, file)]);
    report.wrong(seed, `${name}: ${reasonOf(lines)}; kept: ${join(kept, file)}; again: ${again}`);
  }
  if (code !== 0 && found.length === 0)
    report.wrong(seed, `fuzz_${name} ended with ${signal ?? code}: ${reasonOf(lines)}`);
}

/**
 * Fuzzes what reads files that a dead process or a stranger left. The longest targets begin first, one to a core.
 * `cases`: for how many seconds, of all cores together.
 */
export async function runFuzzPart({ folder, seed, cases, jobs, report, show }) {
  for (const kind of new Set(Object.values(KINDS))) report.goal(kind, 0);
  const variables = fuzzingVariables();
  if (!variables) {
    report.skip(`no clang that links fuzzers was found; install it with: ${INSTALL}`);
    return;
  }
  show('building');
  await ensureNativeBuild('fuzz', librariesFound(), variables);
  const parts = Object.values(targets).reduce((sum, part) => sum + part, 0);
  const waiting = Object.entries(targets);
  const running = new Set();
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, part] = next;
      const seconds = Math.max(1, Math.round((cases * part) / parts));
      running.add(name);
      show([...running].join(', '));
      await runTarget(name, { folder, seed, seconds, report });
      running.delete(name);
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
}
