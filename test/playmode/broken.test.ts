import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAULTS } from '../../samples/playmode/faults';
import type { Fault } from '../../samples/playmode/faults';

jest.setTimeout(180_000);

const root = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'vr-broken-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  /** By feature, its failure messages. */
  failed: Record<string, string[]>;
  passed: string[];
}

/** Runs the sample's suite with one feature of its game broken. */
function runBroken(fault: Fault): Promise<Ran> {
  const report = join(folder, `${fault}.json`);
  const suite = ['--selectProjects', 'playmode', '--testPathPatterns', 'samples/playmode/party', '--forceExit'];
  const args = [join(root, 'node_modules/jest/bin/jest.js'), ...suite, '--json', `--outputFile=${report}`];
  const env = { ...process.env, PLAYMODE_BREAK: fault, VR_TEST_ARTIFACTS: join(folder, fault), JEST_WORKER_ID: '' };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: root, env, timeout: 150_000 }, (_error, stdout, stderr) => {
      if (!existsSync(report)) return reject(new Error(`the suite did not run:\n${stdout}${stderr}`));
      resolve(readReport(report));
    });
  });
}

interface Report {
  testResults: { assertionResults: { ancestorTitles: string[]; status: string; failureMessages: string[] }[] }[];
}

function readReport(path: string): Ran {
  const { testResults } = JSON.parse(readFileSync(path, 'utf8')) as Report;
  const ran: Ran = { failed: {}, passed: [] };
  for (const { ancestorTitles, status, failureMessages } of testResults.flatMap((file) => file.assertionResults)) {
    const [feature = ''] = ancestorTitles;
    if (status === 'passed') ran.passed.push(feature);
    else ran.failed[feature] = failureMessages;
  }
  return ran;
}

/** What the suite says of each, and no word of anything else. */
const SAYS: Record<Fault, RegExp> = {
  mute: /^(Error: )?expected not 0\.20 s of speech of user ann between .*\nremote user ann: [\d.]+ s of speech between/m,
  leave: /^(Error: )?expected not 0\.20 s of speech of user ann from .*\nremote user ann: [\d.]+ s of speech between/m,
  network:
    /^(Error: )?expected not 1\.50 s of a tone of 600 Hz.*\nremote user ann: a tone of 600 Hz at .* in one piece/m,
  recovery: /^(Error: )?expected 0\.90 s of a tone of 600 Hz.*\nremote user ann: no tone of 600 Hz between/m,
};

test('whichever feature is broken, exactly its tests fail, with the fault in words', async () => {
  // All at once: they wait for sound in real time most of the time.
  const runs = await Promise.all(FAULTS.map(runBroken));
  for (const [index, fault] of FAULTS.entries()) {
    const { failed = {}, passed = [] } = runs[index] ?? {};
    expect({ fault, failed: Object.keys(failed) }).toEqual({ fault, failed: [fault] });
    expect(passed.sort()).toEqual(FAULTS.filter((each) => each !== fault).sort());
    expect(failed[fault]?.join('\n')).toMatch(SAYS[fault]);
    expect(failed[fault]?.join('\n')).toMatch(/^report: {2}.*report\.html$/m);
  }
});
