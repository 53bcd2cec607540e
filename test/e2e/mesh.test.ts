import { execFileSync, spawnSync } from 'node:child_process';

import { bundle, runScript } from './support';

interface Heard {
  userId: string;
  blocks: number;
  rates: number[];
  ann: number;
  bob: number;
}

/** Whether this machine lets a test have a network of its own. */
const canIsolate = spawnSync('unshare', ['-n', 'ip', 'link', 'set', 'lo', 'up']).status === 0;

function expectBothHeardApart(output: string): void {
  const heard = JSON.parse(output) as Heard[];
  expect(heard.map(({ userId }) => userId).sort()).toEqual(['ann', 'bob']);
  for (const one of heard) {
    const [own, other] = one.userId === 'ann' ? [one.ann, one.bob] : [one.bob, one.ann];
    expect(own).toBeGreaterThan(-30);
    expect(other).toBeLessThan(own - 20);
    expect(one.blocks).toBeGreaterThan(100);
    expect(one.rates.at(-1)).toBe(48000);
  }
}

describe('Mesh', () => {
  let probe: string;
  beforeAll(() => {
    probe = bundle('test/e2e/meshProbe.ts', 'mesh-probe.mjs');
  });

  test('DeliversEveryVoiceOverItsOwnReceiveTrack', async () => {
    const { stdout, exitCode } = await runScript(probe);
    expect(exitCode).toBe(0);
    expectBothHeardApart(stdout);
  }, 60000);

  (canIsolate ? test : test.skip)(
    'NeedsNothingButTheLoopbackInterface',
    () => {
      const script = `ip link set lo up && exec "${process.execPath}" "${probe}"`;
      expectBothHeardApart(execFileSync('unshare', ['-n', 'sh', '-c', script], { encoding: 'utf8', timeout: 60000 }));
    },
    60000,
  );
});
