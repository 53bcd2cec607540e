import { join } from 'node:path';
import { kinds, temporaryFolder, run } from './builds';
import { longWave } from './waves';

const SECONDS = 900;
const ADDON_LIMIT_MB = 64;

interface Measured {
  durationSeconds: number;
  bytes: number;
  envelopeTicks: number;
  ticks: number;
  growthMb: number;
}

/** 15 minutes of 48 kHz stereo, 173 MB. */
describe.each(kinds)('%s', (kind) => {
  const folder = temporaryFolder();
  let measured: Measured;

  beforeAll(() => {
    const path = join(folder, 'long.wav');
    longWave(path, SECONDS);
    const { code, stdout, stderr } = run('longCapture.ts', [kind, path]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    measured = JSON.parse(stdout) as Measured;
  }, 180_000);

  test('measures fifteen minutes', () => {
    expect(measured.durationSeconds).toBe(SECONDS);
    expect(measured.bytes).toBeGreaterThan(SECONDS * 2 * 6);
  });

  test('leaves the event loop to others: a timer goes on ticking', () => {
    expect(measured.envelopeTicks).toBeGreaterThan(10);
    expect(measured.ticks).toBeGreaterThan(measured.envelopeTicks);
  });

  test('takes little memory, however long the file is', () => {
    if (kind === 'addon') expect(measured.growthMb).toBeLessThan(ADDON_LIMIT_MB);
    else expect(measured.growthMb).toBeLessThan(2 * ADDON_LIMIT_MB);
  });
});
