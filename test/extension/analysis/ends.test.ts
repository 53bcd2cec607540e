import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kinds, temporaryFolder, run } from './builds';
import { longWave, waveFile } from './waves';

describe.each(kinds)('%s', (kind) => {
  const folder = temporaryFolder();
  const long = join(folder, 'long.wav');
  const short = join(folder, 'short.wav');

  beforeAll(() => {
    longWave(long, 300);
    writeFileSync(short, waveFile({ format: 'pcm16', channels: 2, sampleRate: 16000, seconds: 2 }));
  });

  const fine = { code: 0, signal: null, stdout: 'came to its end\n', stderr: '' };

  test('lets worker threads be terminated in the middle of work', () => {
    expect(run('teardown.ts', [kind, 'terminate', long])).toEqual(fine);
  }, 120_000);

  test('lets worker threads exit in the middle of work', () => {
    expect(run('teardown.ts', [kind, 'exit-of-worker', long])).toEqual(fine);
  }, 120_000);

  test('lets a process exit in the middle of work, with its own code', () => {
    expect(run('teardown.ts', [kind, 'exit', long])).toMatchObject({ code: 3, signal: null, stdout: '', stderr: '' });
  }, 120_000);

  test('lets a process end by an error in the middle of work', () => {
    const { code, signal, stderr } = run('teardown.ts', [kind, 'throw', long]);
    expect({ code, signal }).toEqual({ code: 1, signal: null });
    expect(stderr).toContain('on purpose');
  }, 120_000);

  test('finishes its work before a process that has nothing else to do ends', () => {
    expect(run('teardown.ts', [kind, 'open', short])).toEqual(fine);
  }, 120_000);
});

(process.platform === 'linux' ? describe : describe.skip).each(kinds)('%s', (kind) => {
  const folder = temporaryFolder();

  test('closes captures that nobody has any more', () => {
    const path = join(folder, 'forgotten.wav');
    writeFileSync(path, waveFile({ format: 'pcm16', channels: 2, sampleRate: 16000, seconds: 1 }));
    const { code, stdout, stderr } = run('forgotten.ts', [kind, path], ['--expose-gc']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { held, left } = JSON.parse(stdout) as { held: number; left: number };
    expect(held).toBeGreaterThanOrEqual(0);
    expect(left).toBeLessThanOrEqual(0);
  }, 120_000);
});
