import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, runNode, temporaryFolder } from './support';

const folder = temporaryFolder();

describe('the script of samples/unity', () => {
  it('records and saves what was said', () => {
    const { code, output } = runNode([bundle('unitySample.ts'), folder], folder);
    expect([code, output]).toEqual([0, expect.stringMatching(/^saved .*_script\.wav\n$/)]);
    const file = output.trim().slice('saved '.length);
    const { reason, peakDbfs, sources } = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as Record<string, unknown>;
    expect(reason).toBe('script');
    expect(peakDbfs).toBeCloseTo(-12, 0);
    expect(sources).toMatchObject([{ label: 'tone', blocksDropped: 0 }]); // also after a long hold-up
    expect(existsSync(join(folder, 'script.wav'))).toBe(true);
  });
});
